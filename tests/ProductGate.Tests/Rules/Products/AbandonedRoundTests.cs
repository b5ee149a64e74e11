using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>What stays of a change that is given up (src/decisions/abandoned-rounds.md).</summary>
public sealed class AbandonedRoundTests
{
    [Fact]
    public void its_objections_and_conditions_meet_the_next_change()
    {
        var journey = Journey.Live().Do(People.Designer, new ProposeChange("Dearer.")).Do(People.Designer, Sample.Revise(Section.Pricing, "dearer")).Submit().Submit();
        var objection = journey.Raise(People.Officer, OpinionKind.Objection);
        journey.Do(People.Officer, journey.Signature(SignOffDecision.ApproveWithConditions, null, new NewCondition("Train.", Role.Operations, ConditionGate.BeforeLaunch, new DateOnly(2026, 6, 30))));

        journey.Do(People.Designer, new WithdrawProduct("Not worth it."));

        journey.Current(objection).Status.Should().Be(OpinionStatus.Open);
        journey.Product.Conditions.Should().ContainSingle(c => c.IsOpen);
        journey.Asked.Should().Contain(a => a.Kind == AskKind.AnswerOpinion);

        journey.Do(People.Designer, new ProposeChange("Again.")).Submit();
        Gate.Of(journey.Product, journey.Policy, journey.Now).Unmet().Should().NotContain(r => r.Code == "objection-open" && r.By == Role.Committee);
        journey.Submit().SignAll().Product.Stage.Should().Be(Stage.PreliminaryReview, "the objection stands in the way");

        journey.Do(People.Officer, new WithdrawOpinion("That change is gone.") { OpinionId = objection.Id }).Product.Stage.Should().Be(Stage.ProjectEstablishment);
    }
}
