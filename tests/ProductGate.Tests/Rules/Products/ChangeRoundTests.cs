using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>After launch a material change runs the stages again while the launched revision stays on sale.</summary>
public sealed class ChangeRoundTests
{
    private static readonly ProposeChange Change = new("A new fee.");

    private readonly Journey journey = Journey.Live();

    private Dossier Dossier => journey.Facts.Aggregate(Dossier.Empty, (d, f) => d.After(f));

    [Fact]
    public void a_launched_product_is_revised_only_in_a_new_round()
    {
        journey.Refuses(People.TeamMate, Sample.Revise(Section.Pricing, "dearer"), "change-round-needed").Missing.Should().ContainSingle(m => m.By == Role.ProductTeam);

        journey.Do(People.TeamMate, Change).Do(People.TeamMate, Sample.Revise(Section.Pricing, "dearer"));

        journey.Product.Should().Match<Product>(p => p.Round == 2 && p.RoundOpen && p.Stage == Stage.InternalDeclaration && p.MarketState == MarketState.Live);
        journey.Product.Revision.Should().Be(journey.Product.Launched!.Revision + 1);
    }

    [Fact]
    public void an_unlaunched_product_never_has_two_rounds()
    {
        Journey.At(Stage.LaunchMonitoring).Refuses(People.TeamMate, Change, "not-launched", "R1");
        journey.Do(People.TeamMate, Change).Refuses(People.TeamMate, Change, "round-open", "R1");
    }

    [Fact]
    public void signatures_of_the_first_round_do_not_count_in_the_second()
    {
        journey.Do(People.TeamMate, Change).Submit().Submit();

        journey.Product.Valid.Should().BeEmpty();
        journey.Asked.Count(a => a.Kind == AskKind.SignOff).Should().Be(2);
    }

    [Fact]
    public void the_launched_revision_stays_watched_while_the_change_runs()
    {
        journey.Do(People.TeamMate, Change).Do(People.Operator, new ReportIndicator("mis-selling-cases", new Number(1), new DateOnly(2026, 3, 1)));

        journey.Product.Should().Match<Product>(p => p.MarketState == MarketState.Suspended && p.RoundOpen);
    }

    [Fact]
    public void the_second_round_goes_through_all_stages_to_a_second_launch()
    {
        var first = journey.Product.Launched!.Revision;
        journey.Do(People.TeamMate, Change).Do(People.TeamMate, Sample.Revise(Section.Pricing, "dearer"));
        while (journey.Product.Stage < Stage.LaunchMonitoring) journey.CompleteStage();
        journey.Product.Launched!.Revision.Should().Be(first);

        journey.SignAll().Do(People.TeamMate, new LaunchProduct(journey.Product.Revision, ["app"]));

        journey.Product.Launched!.Should().Match<LaunchState>(l => l.Round == 2 && l.Revision == first + 1 && l.Channels.SequenceEqual(new[] { "app" }));
        journey.Facts.OfType<StageEntered>().Where(f => f.Round == 2).Select(f => (int)f.Stage).Should().Equal(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    [Fact]
    public void launching_a_change_does_not_lift_a_suspension()
    {
        journey.Do(People.Officer, new SuspendDistribution("Stop.")).Do(People.TeamMate, Change);
        while (journey.Product.Stage < Stage.LaunchMonitoring) journey.CompleteStage();

        journey.SignAll().Do(People.TeamMate, new LaunchProduct(journey.Product.Revision, ["app"])).Product.MarketState.Should().Be(MarketState.Suspended);
    }

    [Theory]
    [InlineData(ChangeEnd.Rejected)]
    [InlineData(ChangeEnd.Withdrawn)]
    public void a_round_that_ends_without_a_launch_restores_the_launched_revision(ChangeEnd end)
    {
        var before = journey.Product;
        journey.Do(People.TeamMate, Change).Do(People.TeamMate, Sample.Graded(RiskGrade.R5))
            .Do(People.TeamMate, new ReviseSection(Section.MonitoringPlan, CanonicalJson.Parse("""{"indicators":[{"key":"other","name":"Other","unit":"u","limit":"99"}]}"""))).Submit().Submit();
        if (end == ChangeEnd.Rejected) journey.Sign(People.Officer, SignOffDecision.Reject);
        else journey.Do(People.TeamMate, new WithdrawProduct("Not worth it."));

        journey.Last.OfType<ChangeClosed>().Single().Should().Match<ChangeClosed>(f => f.End == end && f.Round == 2);
        journey.Last.OfType<DeadlineCancelled>().Select(f => f.Key).Should().OnlyContain(k => k.StartsWith("sign-off/2/")).And.HaveCount(2);
        journey.Product.Should().Match<Product>(p => !p.RoundOpen && p.Ended == null && p.MarketState == MarketState.Live && p.Stage == Stage.LaunchMonitoring && p.Disposition == Disposition.Active);
        (journey.Product.Revision, journey.Product.RiskGrade).Should().Be((before.Revision, before.RiskGrade));
        journey.Product.Sections.Should().Equal(before.Sections);
        journey.Product.Indicators.Should().Equal(before.Indicators);
        Dossier.Current.Revision.Should().Be(before.Revision);
    }

    [Fact]
    public void revision_numbers_are_never_used_again()
    {
        journey.Do(People.TeamMate, Change).Do(People.TeamMate, Sample.Revise(Section.Pricing, "dearer")).Do(People.TeamMate, new WithdrawProduct("No."))
            .Do(People.TeamMate, Change).Do(People.TeamMate, Sample.Revise(Section.Pricing, "dearer still"));

        journey.Facts.OfType<DossierRevised>().Select(f => f.Revision).Should().OnlyHaveUniqueItems().And.BeInAscendingOrder();
        journey.Product.Should().Match<Product>(p => p.Round == 3 && p.Revision == p.LastRevision && p.Revision == p.Launched!.Revision + 2);
        Dossier.Current.Sections.Select(s => s.Revision).Should().NotContain(journey.Product.Revision - 1, "the withdrawn revision is not the base of the next");
    }

    [Fact]
    public void a_change_round_is_pinned_to_the_policy_in_force_when_it_begins()
    {
        var newer = Sample.Policy(p => p["version"] = 2);
        journey.Do(People.TeamMate, Change with { InForce = newer });

        journey.Product.Policy.Should().Be(newer.Ref);
        journey.Last.OfType<ChangeProposed>().Single().Policy.Should().Be(newer.Ref);
    }
}
