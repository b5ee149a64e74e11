using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>R2 and R3: what a stage needs to complete.</summary>
public sealed class StageCompletionTests
{
    [Fact]
    public void a_stage_completes_with_the_last_signature_its_policy_asks_for()
    {
        var journey = Journey.At(Stage.PreliminaryReview).Submit();

        journey.Sign(People.Officer).Product.Stage.Should().Be(Stage.PreliminaryReview);
        journey.Sign(People.Compliance).Product.Stage.Should().Be(Stage.ProjectEstablishment);
    }

    [Fact]
    public void a_signature_lost_in_the_open_stage_keeps_it_open()
    {
        var journey = Journey.At(Stage.PreliminaryReview).Submit().Sign(People.Officer).Do(People.Designer, Sample.Revise(Section.Pricing, "dearer"));

        journey.Sign(People.Compliance).Product.Stage.Should().Be(Stage.PreliminaryReview);
        journey.Sign(People.SecondOfficer).Product.Stage.Should().Be(Stage.ProjectEstablishment);
    }

    [Fact]
    public void a_signature_lost_behind_the_product_keeps_the_open_stage_open()
    {
        var journey = Journey.At(Stage.ProjectEstablishment).Do(People.Designer, Sample.Revise(Section.Pricing, "dearer")).Submit();

        journey.Sign(People.FirstMember).Sign(People.SecondMember).Product.Stage.Should().Be(Stage.ProjectEstablishment);
        Gate.Of(journey.Product, journey.Policy, journey.Now).Unmet().Should().ContainSingle()
            .Which.Should().Match<Requirement>(r => r.Code == "sign-off-missing" && r.By == Role.ProtectionOffice);

        journey.Do(People.Officer, new SignOffStage(Stage.PreliminaryReview, SignOffDecision.Approve, "")).Product.Stage.Should().Be(Stage.RegulatoryFiling);
    }

    [Theory]
    [InlineData(Stage.InternalDeclaration)]
    [InlineData(Stage.PreliminaryReview)]
    [InlineData(Stage.DevelopmentAndTesting)]
    [InlineData(Stage.Handover)]
    [InlineData(Stage.MarketingPlanning)]
    [InlineData(Stage.ConsumerProtectionEvaluation)]
    public void an_open_objection_keeps_a_stage_open_and_settling_it_completes_the_stage(Stage stage)
    {
        var journey = Journey.At(stage);
        var objection = journey.Raise(People.Complaints, OpinionKind.Objection);

        journey.CompleteStage().Product.Stage.Should().Be(stage);
        Gate.Of(journey.Product, journey.Policy, journey.Now).Unmet().Should().ContainSingle().Which.Code.Should().Be("objection-open");

        journey.Do(People.Complaints, new WithdrawOpinion("Explained.") { OpinionId = objection.Id });
        journey.Product.Stage.Should().Be(stage + 1);
    }

    [Fact]
    public void an_objection_whose_risk_acceptance_ends_weighs_again_at_later_stages()
    {
        var journey = Journey.At(Stage.PreliminaryReview);
        var objection = journey.Raise(People.Complaints, OpinionKind.Objection);
        journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.NotAdopted, "No.") { OpinionId = objection.Id })
            .Do(People.FirstMember, new RuleOnOpinion(Ruling.AcceptRisk, "For a month.", new DateOnly(2026, 4, 1)) { OpinionId = objection.Id });
        while (journey.Product.Stage < Stage.DevelopmentAndTesting) journey.CompleteStage();
        journey.Wait(TimeSpan.FromDays(31));

        journey.CompleteStage().Product.Stage.Should().Be(Stage.DevelopmentAndTesting);

        journey.Do(People.FirstMember, new RuleOnOpinion(Ruling.AcceptRisk, "Once more.", new DateOnly(2026, 9, 1)) { OpinionId = objection.Id });
        journey.Product.Stage.Should().Be(Stage.Handover);
    }

    [Fact]
    public void an_objection_raised_later_does_not_hold_an_earlier_stage()
    {
        var journey = Journey.At(Stage.DevelopmentAndTesting);
        journey.Raise(People.Complaints, OpinionKind.Objection, Section.Handover);
        journey.Submit().Sign(People.Officer, SignOffDecision.SendBack, Stage.PreliminaryReview);

        journey.CompleteStage().Product.Stage.Should().Be(Stage.ProjectEstablishment);
    }

    [Fact]
    public void a_required_change_holds_the_evaluation_and_nothing_before_it()
    {
        var journey = Journey.At(Stage.DevelopmentAndTesting);
        var change = journey.Raise(People.Complaints, OpinionKind.RequiredChange, Section.Disclosure);
        while (journey.Product.Stage < Stage.ConsumerProtectionEvaluation) journey.CompleteStage();

        journey.CompleteStage().Product.Stage.Should().Be(Stage.ConsumerProtectionEvaluation);
        Gate.Of(journey.Product, journey.Policy, journey.Now).Unmet().Should().ContainSingle().Which.Code.Should().Be("required-change-open");

        journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.Adopted, "Yes.") { OpinionId = change.Id }).Product.Stage.Should().Be(Stage.ConsumerProtectionEvaluation, "an unverified change still blocks");
        journey.Do(People.Complaints, new WithdrawOpinion("Explained.") { OpinionId = change.Id }).Product.Stage.Should().Be(Stage.LaunchMonitoring);
    }

    [Fact]
    public void a_suggestion_blocks_nothing_but_wants_an_answer_before_the_project_is_established()
    {
        var journey = Journey.At(Stage.PreliminaryReview);
        var suggestion = journey.Raise(People.Complaints, OpinionKind.Suggestion);
        journey.CompleteStage().Product.Stage.Should().Be(Stage.ProjectEstablishment);

        journey.Refuses(People.TeamMate, new SubmitStage(), "stage-incomplete", "R2").Missing.Should().ContainSingle(m => m.What.ToString().Contains("Answer"));

        journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.NotAdopted, "Too dear.") { OpinionId = suggestion.Id });
        journey.Current(suggestion).Status.Should().Be(OpinionStatus.Declined);
        journey.CompleteStage().Product.Stage.Should().Be(Stage.RegulatoryFiling);
    }
}
