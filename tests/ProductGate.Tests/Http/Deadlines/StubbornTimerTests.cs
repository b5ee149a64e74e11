using Microsoft.Extensions.DependencyInjection;
using ProductGate.Domain;
using ProductGate.Service.Deadlines;
using ProductGate.Tests.Faults;
using ProductGate.Tests.Support;
using Wolverine;

namespace ProductGate.Tests.Http;

/// <summary>A bank of its own: in its database every attempt to record a missed deadline loses, for a while.</summary>
public sealed class StubbornTimerTests(Bank bank) : IClassFixture<Bank>
{
    /// <summary>As many attempts as a message has before it is laid aside for a while. The sequence counts those that were undone, too.</summary>
    private const string LosesFourRaces =
        """
        create sequence gate.races;
        create function gate.lose_a_race() returns trigger language plpgsql as $$
        begin
            if nextval('gate.races') <= 4 then raise unique_violation; end if;
            return new;
        end $$;
        create trigger loses_races before insert on gate.mt_events for each row when (new.type = 'deadline-missed') execute function gate.lose_a_race();
        """;

    [Fact]
    public async Task r15_a_timer_that_loses_one_race_after_another_comes_back_when_it_is_calmer()
    {
        await bank.Execute(LosesFourRaces);
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        var deadline = await product.Deadline(Timers.SignOff(Stage.PreliminaryReview, Role.ProtectionOffice));
        bank.Clock.SetUtcNow(deadline.GetProperty("due").GetDateTimeOffset());

        await using (var scope = bank.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(new DeadlineTimer(product.Id, deadline.GetProperty("id").GetGuid()));
        await Patience.Until("the timer has had its way", 40, async () => await bank.Scalar<long>("select count(*) from gate.mt_events where type = 'deadline-missed'") == 1);

        (await bank.Scalar<long>("select last_value from gate.races")).Should().Be(5);
        (await bank.Scalar<long>("select count(*) from gate.wolverine_dead_letters")).Should().Be(0);
    }
}
