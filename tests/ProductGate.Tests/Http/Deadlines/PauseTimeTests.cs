using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>R15: timers of a deadline that stood still, and of one whose clock was changed.</summary>
[Collection(TimeTravel.Name)]
public sealed class PauseTimeTests(Bank bank)
{
    private static readonly string Officers = Timers.SignOff(Stage.PreliminaryReview, Role.ProtectionOffice);

    [Fact]
    public async Task r15_a_deadline_that_stands_still_neither_reminds_nor_is_missed_and_runs_on_afterwards()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        var deadline = await product.Deadline(Officers);
        var id = deadline.GetProperty("id").GetGuid();
        await product.Refuses(People.Officer, new PauseDeadline("Wait.") { DeadlineId = id }, 403, "role-not-allowed");
        await product.Refuses(People.Head, new ResumeDeadline("Go.") { DeadlineId = id }, 409, "deadline-running", "R15");

        await product.Do(People.Head, new PauseDeadline("The regulator is asked.") { DeadlineId = id });
        await product.Reach(Officers, 1);
        (await product.Deadline(Officers)).GetProperty("pausedAt").GetDateTimeOffset().Should().BeBefore(bank.Clock.GetUtcNow());
        (await product.Trail("?type=deadline-missed")).Where(e => e.GetProperty("data").Text("key") == Officers).Should().BeEmpty();
        (await bank.All(People.Officer, "/api/inbox", 200)).Should().NotContain(n => n.Text("productId") == product.Id.ToString() && n.Text("template") == "deadline-near");
        (await bank.All(People.Officer, "/api/queue", 200)).Should().Contain(q => q.Text("productId") == product.Id.ToString() && q.Text("pausedAt") != null);

        await product.Do(People.Head, new ResumeDeadline("It has answered.") { DeadlineId = id });
        (await product.Deadline(Officers)).GetProperty("due").GetDateTimeOffset().Should().BeAfter(bank.Clock.GetUtcNow());
        await product.Reach(Officers, 1);
        (await product.Deadline(Officers)).GetProperty("level").GetInt32().Should().Be(1);
        (await product.Trail("?type=deadline-missed")).Where(e => e.GetProperty("data").Text("key") == Officers).Should().ContainSingle();
    }

    [Theory]
    [InlineData(-1, 0, "an hour early it asks, finds nothing due and sets itself again")]
    [InlineData(1, 1, "an hour late it is missed once")]
    public async Task r15_a_clock_that_was_changed_by_an_hour_makes_nothing_happen_twice_or_never(int hours, int level, string because)
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        var deadline = await product.Deadline(Officers);
        bank.Clock.SetUtcNow(deadline.GetProperty("due").GetDateTimeOffset().AddHours(hours));

        for (var i = 0; i < 2; i++) await product.Fire(deadline.GetProperty("id").GetGuid());

        (await product.Deadline(Officers)).GetProperty("level").GetInt32().Should().Be(level, because);
        var missed = (await product.Trail("?type=deadline-missed")).Where(e => e.GetProperty("data").Text("key") == Officers).Select(e => e.Text("sentence")).ToList();
        missed.Should().Equal(hours > 0 ? ["Deadline missed by the protection office (sign-off/1/PreliminaryReview/ProtectionOffice), noticed 1 h late."] : []);
        await product.Reach(Officers, 1);
        (await product.Trail("?type=deadline-missed")).Where(e => e.GetProperty("data").Text("key") == Officers).Should().HaveCount(missed.Count + 1);
    }
}
