using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>Tests that move the clock share a bank of their own, and take turns.</summary>
[CollectionDefinition(Name)]
public sealed class TimeTravel : ICollectionFixture<Bank>
{
    public const string Name = "time travel";
}

[Collection(TimeTravel.Name)]
public sealed class DeadlineTests(Bank bank)
{
    private static readonly string Officers = Timers.SignOff(Stage.PreliminaryReview, Role.ProtectionOffice);

    [Fact]
    public async Task r15_a_missed_signature_reminds_then_climbs_from_the_office_to_its_head_and_to_the_committee()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        await product.Reach(Officers, 0.49);
        (await Reminders(product)).Should().BeEmpty();

        await product.Reach(Officers, 0.5);
        await product.Reach(Officers, 0.8);
        (await Reminders(product)).Should().Equal("80 per cent", "50 per cent");

        await product.Reach(Officers, 1);
        (await product.Deadline(Officers)).Text("owner").Should().Be("protection-office", "it is reminded first");
        await product.Reach(Officers, 1);
        (await product.Deadline(Officers)).Text("owner").Should().Be("protection-head");
        await product.Reach(Officers, 1);
        (await product.Deadline(Officers)).Text("owner").Should().Be("committee");
        await product.Reach(Officers, 1);
        (await product.Deadline(Officers)).Text("owner").Should().Be("committee", "the top keeps it");
        (await product.Trail("?type=deadline-missed")).Select(e => e.GetProperty("data").Text("owner")).Should().Equal("protection-office", "protection-office", "protection-head", "committee");
        (await product.Trail("?type=deadline-missed")).Should().OnlyContain(e => e.GetProperty("actor").Text("id") == "system" && e.Text("correlationId") != null);
    }

    [Fact]
    public async Task r15_a_superior_may_sign_what_is_overdue_and_not_before()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        await product.Refuses(People.Head, product.Signature(), 403, "role-not-allowed");

        await product.Reach(Officers, 1);
        await product.Refuses(People.Head, product.Signature() with { Office = Role.ProtectionOffice }, 403, "role-not-allowed");
        await product.Reach(Officers, 1);
        await product.Sign(People.Head);

        (await product.Look()).Items("signOffs").Single().Text("capacity").Should().Be("Superior");
        (await product.Trail("?type=deadline-met")).Should().ContainSingle();
    }

    [Fact]
    public async Task r15_a_timer_of_a_settled_matter_does_nothing()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        var deadline = await product.Deadline(Officers);
        await product.Sign(People.Officer);
        bank.Clock.SetUtcNow(deadline.GetProperty("due").GetDateTimeOffset());
        var before = await Trace.Of(bank, product.Id);

        await product.Fire(deadline.GetProperty("id").GetGuid());

        (await Trace.Of(bank, product.Id)).Should().Be(before);
    }

    [Fact]
    public async Task r15_more_time_is_given_with_a_reason_and_by_those_who_may()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        var deadline = await product.Deadline(Officers);
        var extension = new ExtendDeadline(product.Today.AddDays(30), "The holidays.") { DeadlineId = deadline.GetProperty("id").GetGuid() };

        await product.Refuses(People.Officer, extension, 403, "role-not-allowed");
        await product.Refuses(People.Head, extension with { Reason = " " }, 422, "invalid-value");
        foreach (var day in (DateOnly[])[product.Today, product.Today.AddDays(400)]) await product.Refuses(People.Head, extension with { Due = day }, 422, "date-out-of-range");

        await product.Do(People.Head, extension);
        await product.Reach(Officers, 0.99);
        bank.Clock.GetUtcNow().Should().BeAfter(deadline.GetProperty("due").GetDateTimeOffset());
        (await product.Trail("?type=deadline-missed")).Should().BeEmpty();
    }

    [Fact]
    public async Task r15_neither_a_launch_window_nor_an_accepted_risk_is_extended()
    {
        var product = await HttpJourney.ReadyToLaunch(bank);
        var window = (await product.Deadline($"launch/1/{product.Revision}")).GetProperty("id").GetGuid();

        await product.Refuses(People.Head, new ExtendDeadline(product.Today.AddDays(200), "Later.") { DeadlineId = window }, 409, "deadline-fixed", "R15");

        await product.Launch();
    }

    [Fact]
    public async Task r4_after_the_window_the_evaluation_has_to_be_done_again()
    {
        var product = await HttpJourney.ReadyToLaunch(bank);
        await product.Reach($"launch/1/{product.Revision}", 1);
        bank.Clock.Advance(TimeSpan.FromSeconds(1));

        (await product.Refuses(People.TeamMate, new LaunchProduct(product.Revision, ["branch"]), 409, "evaluation-not-passed", "R4"))
            .Misses("Launch within the window after the evaluation, or evaluate again.", "protection-office");

        await product.Evaluate();
        await product.SignAll();
        (await product.Launch()).Text("marketState").Should().Be("Live");
    }

    [Fact]
    public async Task r4_an_expired_filing_keeps_the_product_from_its_launch()
    {
        var product = await HttpJourney.At(bank, Stage.RegulatoryFiling);
        await product.Do(People.TeamMate, product.Filing(expires: product.Today.AddDays(10)));
        await product.Submit();
        await product.SignAll();
        while (product.Stage < Stage.LaunchMonitoring) await product.CompleteStage();
        await product.SignAll();
        bank.Clock.Advance(TimeSpan.FromDays(11));

        (await product.Refuses(People.TeamMate, new LaunchProduct(product.Revision, ["branch"]), 409, "filing-expired", "R4")).Misses("Renew the regulator's step, which has expired.", "product-team");

        await product.Do(People.TeamMate, product.Filing(expires: product.Today.AddDays(90)));
        await product.SignAll();
        (await product.Launch()).Text("marketState").Should().Be("Live");
    }

    private async Task<IEnumerable<string>> Reminders(HttpJourney product)
    {
        await bank.NoticesAreDelivered(product.Id);
        var notices = await bank.All(People.Officer, "/api/inbox", 200);
        return notices.Where(n => n.Text("productId") == product.Id.ToString() && n.Text("template") == "deadline-near").Select(n => n.Text("text")![..11]);
    }
}
