using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>The regulator's step, stage 4 and the launch.</summary>
public sealed class FilingTests
{
    private readonly Journey journey = Journey.At(Stage.RegulatoryFiling);

    [Fact]
    public void the_stage_is_handed_in_only_with_the_regulators_step()
    {
        journey.Refuses(People.TeamMate, new SubmitStage(), "stage-incomplete", "R2").Missing.Should().ContainSingle(m => m.What.ToString().Contains("regulator"));

        journey.Do(People.TeamMate, Sample.Filing()).Submit().Product.Submitted.Should().BeTrue();
    }

    [Fact]
    public void a_pending_step_puts_the_product_on_hold_until_its_outcome()
    {
        journey.Do(People.TeamMate, new RecordFiling(FilingType.Approval, "Article 12", FilingOutcome.Pending)).Product.Disposition.Should().Be(Disposition.OnHold);
        journey.Refuses(People.TeamMate, new SubmitStage(), "stage-incomplete", "R2");

        journey.Do(People.TeamMate, Sample.Filing()).Product.Disposition.Should().Be(Disposition.Active);
        journey.Submit().Sign(People.Compliance).Product.Stage.Should().Be(Stage.DevelopmentAndTesting);
    }

    [Fact]
    public void a_refused_step_does_not_open_the_stage()
    {
        journey.Do(People.TeamMate, Sample.Filing(FilingOutcome.Refused)).Refuses(People.TeamMate, new SubmitStage(), "stage-incomplete", "R2");

        journey.Product.Disposition.Should().Be(Disposition.Active);
    }

    [Fact]
    public void where_none_is_required_the_legal_basis_is_enough() =>
        journey.Do(People.TeamMate, new RecordFiling(FilingType.NotRequired, "Article 3", FilingOutcome.Accepted)).Submit().Product.Submitted.Should().BeTrue();

    public static TheoryData<RecordFiling, string, string> OddFilings() => new()
    {
        { Sample.Filing() with { Reference = null }, "reference-needed", "reference" },
        { Sample.Filing() with { Reference = " " }, "reference-needed", "reference" },
        { Sample.Filing(FilingOutcome.Refused) with { Date = null }, "date-needed", "date" },
        { new RecordFiling(FilingType.NotRequired, "Article 3", FilingOutcome.Pending), "outcome-odd", "outcome" },
        { Sample.Filing() with { Date = new DateOnly(2026, 3, 3) }, "date-in-future", "date" },
        { Sample.Filing(expires: new DateOnly(2026, 2, 27)), "expiry-out-of-range", "expires" },
        { new RecordFiling(FilingType.Approval, "Article 3", FilingOutcome.Pending, Expires: new DateOnly(2026, 3, 2)), "expiry-out-of-range", "expires" },
    };

    [Theory]
    [MemberData(nameof(OddFilings))]
    public void a_step_that_cannot_be_is_refused(RecordFiling filing, string code, string field)
    {
        journey.Refuses(People.TeamMate, filing, code).Should().Match<Refusal>(r => r.Kind == RefusalKind.Invalid && r.Field == field);
        journey.Do(People.TeamMate, Sample.Filing(expires: new DateOnly(2027, 2, 27)));
    }

    [Fact]
    public void today_is_the_banks_day()
    {
        journey.Now = new DateTimeOffset(2026, 3, 2, 16, 30, 0, TimeSpan.Zero);

        journey.Do(People.TeamMate, Sample.Filing() with { Date = new DateOnly(2026, 3, 3) });
    }

    [Fact]
    public void whoever_recorded_the_step_does_not_sign_it_off()
    {
        journey.Do(People.Compliance, Sample.Filing()).Submit();

        journey.Refuses(People.Compliance, journey.Signature(), "own-product", "R5");
        journey.Sign(People.Compliance with { Id = "liu.two" }).Product.Stage.Should().Be(Stage.DevelopmentAndTesting);
    }

    [Fact]
    public void recording_it_anew_takes_back_the_signature_on_it()
    {
        journey.Do(People.TeamMate, Sample.Filing()).Submit().Sign(People.Compliance).Do(People.TeamMate, Sample.Filing() with { Limits = "Only in two provinces." });

        journey.Last.OfType<SignOffInvalidated>().Should().ContainSingle().Which.Stage.Should().Be(Stage.RegulatoryFiling);
        journey.Last.OfType<SignOffRequested>().Should().ContainSingle().Which.Office.Should().Be(Role.Compliance);
    }

    [Fact]
    public void an_expired_step_blocks_the_launch_until_it_is_renewed()
    {
        journey.Do(People.TeamMate, Sample.Filing(expires: new DateOnly(2026, 3, 10))).Submit().Sign(People.Compliance);
        while (journey.Product.Stage < Stage.LaunchMonitoring) journey.CompleteStage();
        journey.SignAll();
        var launch = new LaunchProduct(journey.Product.Revision, ["branch"]);

        journey.Try(People.TeamMate, launch).Refusal.Should().BeNull();
        journey.Now = new DateTimeOffset(2026, 3, 10, 15, 0, 0, TimeSpan.Zero);
        journey.Try(People.TeamMate, launch).Refusal.Should().BeNull("it is the last day");
        journey.Wait(TimeSpan.FromDays(1)).Refuses(People.TeamMate, launch, "filing-expired", "R4");

        journey.Do(People.TeamMate, Sample.Filing(expires: new DateOnly(2027, 3, 10))).SignAll().Do(People.TeamMate, launch).Product.MarketState.Should().Be(MarketState.Live);
    }

    [Fact]
    public void a_change_needs_a_step_of_its_own_while_that_of_what_is_on_sale_stays_watched()
    {
        journey.Do(People.TeamMate, Sample.Filing(expires: new DateOnly(2026, 6, 30))).Submit().Sign(People.Compliance);
        while (journey.Product.Stage < Stage.LaunchMonitoring) journey.CompleteStage();
        journey.SignAll().Do(People.TeamMate, new LaunchProduct(journey.Product.Revision, ["branch"])).Do(People.TeamMate, new ProposeChange("A new fee."));
        while (journey.Product.Stage < Stage.RegulatoryFiling) journey.CompleteStage();

        journey.Refuses(People.TeamMate, new SubmitStage(), "stage-incomplete", "R2").Missing.Should().ContainSingle(m => m.What.ToString().Contains("regulator"));
        journey.Deadline("filing/20260630").Owner.Should().Be(Role.ProductTeam);

        journey.Do(People.TeamMate, Sample.Filing()).Submit();
    }

    [Fact]
    public void a_step_that_is_open_again_blocks_the_launch()
    {
        var ready = Journey.At(Stage.LaunchMonitoring).SignAll();
        var launch = new LaunchProduct(ready.Product.Revision, ["branch"]);
        ready.Try(People.TeamMate, launch).Refusal.Should().BeNull();

        ready.Do(People.TeamMate, Sample.Filing(FilingOutcome.Refused)).SignAll().Refuses(People.TeamMate, launch, "filing-open", "R4");
    }
}
