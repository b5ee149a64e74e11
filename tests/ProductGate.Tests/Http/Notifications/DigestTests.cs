using Microsoft.Extensions.DependencyInjection;
using ProductGate.Domain;
using ProductGate.Service.Notifications;
using ProductGate.Tests.Faults;
using ProductGate.Tests.Support;
using Wolverine;

namespace ProductGate.Tests.Http;

public sealed class DigestTests(ChannelBank channels) : IClassFixture<ChannelBank>
{
    private const string Mailbox = "he.jing@bank.example";
    private static readonly Calendar Calendar = PolicyReader.Default.Calendar;

    private Bank Bank => channels.Bank;

    [Fact]
    public async Task a_digest_a_day_tells_what_waits_and_what_happened_and_comes_once()
    {
        (await Bank.Send(People.SecondOfficer, HttpMethod.Put, "/api/notifications/settings", new NotificationSettings(Mailbox))).Is(200);
        (await Bank.Send(People.Liaison, HttpMethod.Put, "/api/notifications/settings", new NotificationSettings("deng.na@bank.example"))).Is(200);
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        await Bank.NoticesAreDelivered(product.Id);
        var day = new DigestTimes(8).Next(Calendar, Bank.Clock.GetUtcNow());
        Bank.Clock.SetUtcNow(new DigestTimes(8).At(Calendar, day));

        // Delivered twice, as a timer may be.
        for (var i = 0; i < 2; i++) await Send(new DigestDay(day));
        var letter = (await channels.Letters(Mailbox, $"{day:yyyy-MM-dd}", 1)).Single();
        await Patience.Until("every digest is done", 20, async () => await Bank.Scalar<long>("select count(*) from gate.wolverine_incoming_envelopes where status = 'Incoming'") == 0);

        var name = (await product.Look()).Text("name");
        letter.Text("text").Should().Contain("Waiting for you").And.Contain("What happened").And.Contain(name).And.Contain($"https://gate.bank.example/products/{product.Id}");
        letter.Texts("headers").Should().Contain("List-Unsubscribe: <https://gate.bank.example/notifications/settings>");
        (await channels.Letters(Mailbox, $"{day:yyyy-MM-dd}")).Should().ContainSingle();
        (await channels.Letters("deng.na@bank.example", "")).Should().BeEmpty("there is nothing for her");
        (await Bank.Scalar<long>("select count(*) from gate.wolverine_incoming_envelopes where message_type like '%DigestDay' and status = 'Scheduled'")).Should().BePositive("the next day is planned");
    }

    [Fact]
    public async Task however_often_it_is_planned_a_day_has_one_timer()
    {
        for (var i = 0; i < 3; i++) await Send(new PlanDigests());

        var (days, timers) = (await Bank.Scalar<long>("select count(*) from gate.digest_days"), await Bank.Scalar<long>("select count(*) from gate.wolverine_incoming_envelopes where message_type like '%DigestDay'"));
        timers.Should().Be(days);
    }

    [Fact]
    public void digests_go_out_on_working_days_of_the_bank()
    {
        var times = new DigestTimes(8);
        var friday = new DateOnly(2026, 3, 6);
        times.At(Calendar, friday).Should().Be(new DateTimeOffset(friday, new TimeOnly(8, 0), Calendar.UtcOffset));
        times.Next(Calendar, times.At(Calendar, friday).AddMinutes(-1)).Should().Be(friday);
        times.Next(Calendar, times.At(Calendar, friday)).Should().Be(friday.AddDays(3), "a weekend has none");
        times.Before(Calendar, friday.AddDays(3)).Should().Be(friday, "what happened at the weekend is told on Monday");
    }

    private async Task Send(object message)
    {
        await using var scope = Bank.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync(message);
    }
}
