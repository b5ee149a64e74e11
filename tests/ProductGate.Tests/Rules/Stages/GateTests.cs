using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>R14: the gate says what is missing, who can supply it, and by when; and what it asks for is enough.</summary>
public sealed class GateTests
{
    private static Requirement Of(Journey journey) => Gate.Of(journey.Product, journey.Policy, journey.Now);

    [Fact]
    public void a_branch_is_met_when_all_its_parts_are()
    {
        Requirement Leaf(bool met) => new("leaf", "Leaf.", met);

        Requirement.All("branch", "Branch.", [Leaf(true), Leaf(true)]).Met.Should().BeTrue();
        Requirement.All("branch", "Branch.", [Leaf(true), Leaf(false)]).Unmet().Should().ContainSingle().Which.Code.Should().Be("leaf");
        Requirement.All("branch", "Branch.", []).Met.Should().BeTrue();
    }

    [Fact]
    public void it_names_office_and_date_of_what_is_missing()
    {
        var journey = Journey.At(Stage.PreliminaryReview).Submit();

        Of(journey).Unmet().Select(r => (r.Code, r.By, r.Due)).Should().Equal(
            ("sign-off-missing", Role.ProtectionOffice, Sample.Monday.AddDays(7)), ("sign-off-missing", Role.Compliance, Sample.Monday.AddDays(7)));
    }

    [Fact]
    public void it_counts_a_committees_signatures()
    {
        var journey = Journey.At(Stage.ProjectEstablishment).Submit().Sign(People.FirstMember);

        Of(journey).Unmet().Should().ContainSingle().Which.What.ToString().Should().Contain("(1 of 2)");
    }

    [Fact]
    public void every_kind_of_test_scenario_that_the_policy_names_needs_an_outcome()
    {
        var journey = Journey.At(Stage.DevelopmentAndTesting).Do(People.Designer, Sample.Tests(Sample.Scenarios[0], Sample.Scenarios[1] with { Outcome = " " }));

        Of(journey).Unmet().Where(r => r.Code == "scenario-missing").Select(r => r.What.ToString()).Should().Equal(
            "Add a scenario with its outcome to testing: stressed.", "Add a scenario with its outcome to testing: vulnerable.");
        Gate.MissingIn(Section.Testing, journey.Product, journey.Policy).Select(m => m.ToString()).Should().Equal("scenarios: stressed", "scenarios: vulnerable");
        journey.Refuses(People.TeamMate, new SubmitStage(), "stage-incomplete", "R2").Missing.Should().HaveCount(2).And.OnlyContain(m => m.By == Role.ProductTeam);

        journey.Do(People.Designer, Sample.Tests(Sample.Scenarios)).Submit();
    }

    [Fact]
    public void a_policy_need_not_ask_for_scenarios()
    {
        var policy = Sample.Policy(p => p["stages"]![4]!["requires"]![0]!.AsObject().Remove("scenarios"));

        Journey.At(Stage.DevelopmentAndTesting, policy).Do(People.Designer, Sample.Tests(Sample.Scenarios[0])).Submit();
    }

    [Fact]
    public void a_refusal_lists_what_the_gate_lists()
    {
        var journey = Journey.At(Stage.InternalDeclaration).Do(People.Designer, Sample.Without(Section.Summary, "purpose")).Do(People.Designer, Sample.Without(Section.Pricing, "fees"));

        journey.Refuses(People.TeamMate, new SubmitStage(), "stage-incomplete", "R2").Missing.Should().Equal(Gate.Submission(journey.Product, journey.Policy).Missing());
    }

    [Theory]
    [InlineData(OpinionAnswer.Adopted, Role.ProtectionOffice, "Verify")]
    [InlineData(OpinionAnswer.NotAdopted, Role.Committee, "Decide")]
    [InlineData(null, Role.ProductTeam, "Answer")]
    public void an_opinion_stands_with_whoever_has_to_move(OpinionAnswer? answer, Role by, string what)
    {
        var journey = Journey.At(Stage.PreliminaryReview);
        var opinion = journey.Raise(People.Officer, OpinionKind.Objection);
        if (answer is { } given) journey.Do(People.Designer, new AnswerOpinion(given, "So.") { OpinionId = opinion.Id });

        Of(journey.Submit().SignAll()).Unmet().Should().ContainSingle().Which.Should().Match<Requirement>(r => r.By == by && r.What.ToString().StartsWith(what) && r.Due != null);
    }

    [Fact]
    public void on_the_market_it_shows_the_open_reviews_and_what_a_resumption_needs()
    {
        var journey = Journey.Live();
        Of(journey).Unmet().Should().ContainSingle().Which.Code.Should().Be("review-open");

        journey.Do(People.Officer, new SuspendDistribution("Stop."));
        Of(journey).Should().Match<Requirement>(r => r.Code == "resumption" && !r.Met);
        Of(journey).Unmet().Select(r => r.Code).Should().Equal("post-launch-review", "review-open");
    }

    [Fact]
    public void whatever_is_asked_of_somebody_can_be_done_by_them()
    {
        var journey = Journey.At(Stage.InternalDeclaration);
        var steps = 0;
        while (journey.Product.MarketState == MarketState.NotLaunched && steps++ < 100) Supply(journey, journey.Asked.First(a => a.Kind != AskKind.Launch || journey.Asked.Count() == 1));

        journey.Product.MarketState.Should().Be(MarketState.Live);
    }

    /// <summary>Does what is asked, by somebody of the office that is asked.</summary>
    private static void Supply(Journey journey, Ask ask)
    {
        switch (ask.Kind)
        {
            case AskKind.SubmitStage:
                if (journey.Policy.Of(journey.Product.Stage).Filing) journey.Do(People.TeamMate, Sample.Filing());
                journey.Submit();
                break;
            case AskKind.Evaluate: journey.Do(People.Officer, new RecordEvaluation(Sample.AllMet(journey.Policy, journey.Product))); break;
            case AskKind.Launch: journey.Do(People.TeamMate, new LaunchProduct(journey.Product.Revision, ["app"])); break;
            default:
                if (journey.Asked.Any(a => a.Kind == AskKind.Evaluate)) Supply(journey, journey.Asked.First(a => a.Kind == AskKind.Evaluate));
                else journey.SignAll();
                break;
        }
    }
}
