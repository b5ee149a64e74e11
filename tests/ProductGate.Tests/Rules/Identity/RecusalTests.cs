using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>Whoever steps aside from a product judges nothing of it any more; everybody else goes on.</summary>
public sealed class RecusalTests
{
    [Fact]
    public void it_ends_signing_verifying_withdrawing_and_closing()
    {
        var journey = Journey.At(Stage.PreliminaryReview).Submit();
        var opinion = journey.Raise(People.Officer, OpinionKind.RequiredChange);
        journey.Do(People.Officer, journey.Signature(SignOffDecision.ApproveWithConditions, null, new NewCondition("Train.", Role.Operations, ConditionGate.BeforeLaunch, new DateOnly(2026, 6, 30))))
            .Do(People.Designer, new AnswerOpinion(OpinionAnswer.Adopted, "Yes.") { OpinionId = opinion.Id }).Do(People.Designer, Sample.Revise(opinion.Section, "changed"));
        IProductCommand[] judging =
        [
            journey.Signature(), new VerifyOpinion(true, "Seen.") { OpinionId = opinion.Id }, new WithdrawOpinion("Settled.") { OpinionId = opinion.Id },
            new CloseCondition("Done.") { ConditionId = journey.Product.Conditions[0].Id },
        ];
        foreach (var command in judging) journey.Try(People.SecondOfficer, command).Refusal.Should().BeNull();

        journey.Sign(People.SecondOfficer, SignOffDecision.Recuse);

        foreach (var command in judging) journey.Refuses(People.SecondOfficer, command, "recused", "R5");
        foreach (var command in judging.Skip(1)) journey.Try(People.Officer, command).Refusal.Should().BeNull();
    }

    [Fact]
    public void it_ends_deciding_about_risk()
    {
        var journey = Journey.At(Stage.ProjectEstablishment).Submit();
        var opinion = journey.Raise(People.Officer, OpinionKind.Objection);
        journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.NotAdopted, "No.") { OpinionId = opinion.Id });
        var ruling = new RuleOnOpinion(Ruling.AcceptRisk, "Bearable.", new DateOnly(2026, 12, 31)) { OpinionId = opinion.Id };
        journey.Try(People.SecondMember, ruling).Refusal.Should().BeNull();

        journey.Sign(People.SecondMember, SignOffDecision.Recuse).Refuses(People.SecondMember, ruling, "recused", "R7");
    }

    [Fact]
    public void it_ends_evaluating_reviewing_and_letting_sales_resume()
    {
        var evaluated = Journey.At(Stage.ConsumerProtectionEvaluation).Submit();
        evaluated.Sign(People.SecondOfficer, SignOffDecision.Recuse).Refuses(People.SecondOfficer, new RecordEvaluation(Sample.AllMet(evaluated.Policy, evaluated.Product)), "recused", "R5");

        var suspended = Journey.At(Stage.PreliminaryReview).Submit().Sign(People.SecondOfficer, SignOffDecision.Recuse).SignAll();
        while (suspended.Product.Stage < Stage.LaunchMonitoring) suspended.CompleteStage();
        suspended.SignAll().Do(People.TeamMate, new LaunchProduct(suspended.Product.Revision, ["branch"])).Do(People.Head, new SuspendDistribution("Complaints."));
        var complete = new CompleteReview(ReviewConclusion.Continue, "Fine.") { ReviewId = suspended.Product.Reviews[^1].Id };
        suspended.Refuses(People.SecondOfficer, complete, "recused", "R5");
        suspended.Do(People.Officer, complete).Refuses(People.SecondOfficer, new ResumeDistribution("Go."), "recused", "R5");
    }

    [Fact]
    public void nobody_passes_powers_to_whoever_stepped_aside_and_their_own_delegate_is_bound()
    {
        var journey = Journey.At(Stage.DevelopmentAndTesting).Do(People.SecondTester, new DelegateAuthority(People.Liaison.Id, Role.Testing, Sample.Monday.AddDays(20), "On leave.")).Submit();
        journey.Sign(People.SecondTester, SignOffDecision.Recuse);

        journey.Refuses(People.Tester, new DelegateAuthority(People.SecondTester.Id, Role.Testing, Sample.Monday.AddDays(20), "On leave."), "recused", "R5");
        journey.Refuses(People.Liaison, journey.Signature(), "recused", "R5");
        journey.Sign(People.Tester);
    }
}
