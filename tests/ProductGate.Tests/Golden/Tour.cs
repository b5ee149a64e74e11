using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Golden;

/// <summary>Lives of products that together record every type of fact.</summary>
internal static class Tour
{
    private static readonly NewCondition Before = new("Train the tellers.", Role.Operations, ConditionGate.BeforeLaunch, new DateOnly(2026, 6, 30));
    private static readonly NewCondition After = new("Report on complaints.", Role.Complaints, ConditionGate.AfterLaunch, DaysAfterLaunch: 60);

    public static Journey[] All => [Walked(), WithdrawnEarly(), RejectedEarly()];

    /// <summary>From declaration to retirement, through everything that may happen on the way.</summary>
    public static Journey Walked()
    {
        var journey = Journey.Declared();
        foreach (var section in Sections.All) journey.Do(People.Designer, Sample.Revise(section));
        Review(journey.Submit());
        Establish(journey);
        Develop(journey);
        Launch(journey);
        Watch(journey);
        Change(journey);
        return journey.Do(People.TeamMate, new RetireProduct("Replaced by another."));
    }

    private static void Review(Journey journey)
    {
        var objection = journey.Raise(People.Officer, OpinionKind.Objection);
        journey.Raise(People.Compliance, OpinionKind.Suggestion, Section.Disclosure);
        journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.NotAdopted, "Later.") { OpinionId = journey.Product.Opinions[1].Id }).Submit()
            .Sign(People.SecondOfficer, SignOffDecision.Recuse).Do(People.Head, new ExtendDeadline(new DateOnly(2026, 3, 12), "Illness.") { DeadlineId = journey.Product.Deadlines[1].Id })
            .Sign(People.Compliance, SignOffDecision.SendBack, Stage.InternalDeclaration).Submit().Submit();
        journey.Do(People.Officer, journey.Signature(SignOffDecision.ApproveWithConditions, null, Before, After)).Wait(TimeSpan.FromDays(8)).Sign(People.Compliance)
            .Do(People.Designer, new AnswerOpinion(OpinionAnswer.PartlyAdopted, "Half.") { OpinionId = objection.Id })
            .Do(People.Officer, new VerifyOpinion(false, "Not there.") { OpinionId = objection.Id }).Settle(objection, People.Officer).SignAll();
    }

    private static void Establish(Journey journey)
    {
        var upheld = journey.Raise(People.Complaints, OpinionKind.Objection, Section.Disclosure);
        var accepted = journey.Raise(People.Liaison, OpinionKind.Objection, Section.Handover);
        var dropped = journey.Raise(People.Tester, OpinionKind.RequiredChange, Section.Testing);
        foreach (var opinion in new[] { upheld, accepted }) journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.NotAdopted, "No.") { OpinionId = opinion.Id });
        journey.Do(People.FirstMember, new RuleOnOpinion(Ruling.Uphold, "The desk is right.") { OpinionId = upheld.Id }).Settle(upheld, People.Complaints)
            .Do(People.SecondMember, new RuleOnOpinion(Ruling.AcceptRisk, "For a time.", new DateOnly(2026, 12, 31)) { OpinionId = accepted.Id })
            .Do(People.Tester, new WithdrawOpinion("Done already.") { OpinionId = dropped.Id }).CompleteStage().CompleteStage();
    }

    private static void Develop(Journey journey)
    {
        var documents = new DocumentRef[] { new(new string('d', 64), "report.pdf") };
        journey.Do(People.Tester, new DelegateAuthority(People.Operator.Id, Role.Testing, journey.Now.AddDays(30), "On leave."))
            .Do(People.Compliance, new DelegateAuthority(People.Head.Id, Role.Compliance, journey.Now.AddDays(30), "On leave.", [Power.CloseConditions]));
        journey.Do(People.Administrator, new RevokeDelegation("Back early.") { DelegationId = journey.Product.Delegations[^1].Id })
            .Do(People.Designer, new ReviseSection(Section.Testing, CanonicalJson.Of(System.Text.Json.JsonSerializer.SerializeToElement(
                new TestingContent("Plan.", Sample.Scenarios, documents), Json.Options))))
            .Submit().Sign(People.Operator).SignAll();
        while (journey.Product.Stage < Stage.LaunchMonitoring) journey.CompleteStage();
        journey.Do(People.Administrator, new MigratePolicy(2, "New rulebook.") { Target = journey.Policy = Sample.Policy(p => p["version"] = 2) });
        var china = CalendarReader.Shipped.Single(c => c.Name == "china.2");
        journey.Do(People.Administrator, new MigrateCalendar("china", 2, "The holidays are announced.") { Target = china }).Policy = journey.Policy.Under(china);
        var condition = journey.Product.Deadlines.First(d => d.Key == "condition/1").Id;
        journey.Do(People.Head, new PauseDeadline("The regulator is asked.") { DeadlineId = condition }).Wait(TimeSpan.FromDays(2)).Do(People.Head, new ResumeDeadline("It has answered.") { DeadlineId = condition });
    }

    private static void Launch(Journey journey) => journey.SignAll().Do(People.Officer, new CloseCondition("Attendance list.") { ConditionId = journey.Product.Conditions[0].Id })
        .Do(People.TeamMate, new LaunchProduct(journey.Product.Revision, ["branch", "app"]));

    private static void Watch(Journey journey)
    {
        journey.Wait(TimeSpan.FromDays(5)).Do(People.Operator, new ReportIndicator("mis-selling-cases", new Number(1), new DateOnly(2026, 3, 10), "One branch."));
        var remedy = new RemedialAction("Retrain the branch.", Role.Operations, new DateOnly(2026, 5, 1));
        journey.Do(People.Officer, new CompleteReview(ReviewConclusion.RemedialAction, "One branch.", remedy) { ReviewId = journey.Product.Reviews.Last().Id })
            .Do(People.Officer, new ResumeDistribution("Put right."));
    }

    private static void Change(Journey journey) => journey.Do(People.TeamMate, new ProposeChange("A new fee.")).Do(People.TeamMate, Sample.Revise(Section.Pricing, "dearer"))
        .Submit().Submit().Do(People.TeamMate, new WithdrawProduct("Not worth it."));

    private static Journey WithdrawnEarly() => Journey.Declared().Do(People.Designer, new WithdrawProduct("No market."));

    private static Journey RejectedEarly() => Journey.At(Stage.PreliminaryReview).Submit().Sign(People.Officer, SignOffDecision.Reject);
}
