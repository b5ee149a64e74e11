using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Golden;

/// <summary>One fact of every type with every member filled in, for the golden files.</summary>
internal static class FactSamples
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 1, 30, 15, 123, TimeSpan.Zero);
    private static readonly DateTimeOffset Due = new(2026, 3, 9, 15, 59, 59, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 3, 9);
    private static readonly Guid Id = Guid.Parse("0f8fad5b-d9cb-869f-a165-70867728950e");
    private static readonly Guid Other = Guid.Parse("7c9e6679-7425-80de-944b-e07fc1f90ae7");
    private static readonly string Hash = new('a', 64);
    private static readonly PolicyRef Policy = new("default", 1, Hash);
    private static readonly CalendarRef Calendar = new("china", 2, Hash);
    private static readonly DocumentRef[] Documents = [new(new string('b', 64), "证据.pdf")];
    private static readonly CanonicalJson Content = Sample.Content(Section.Pricing);

    public static readonly IFact[] All =
    [
        new ProductDeclared("Harbour Card 港湾卡", "cards", ProductKind.Cooperation, "cards", Policy, "wang.min", At, Id, Calendar),
        new DossierRevised(7, Section.Pricing, Content, Content.Hash, "wang.min", At),
        new DocumentAttached(7, Section.Pricing, Hash, "terms.pdf", "wang.min"),
        new ProductWithdrawn("No market.", "wang.min", At),
        new ProductRejected(Stage.PreliminaryReview, Role.ProtectionOffice, "Unsuitable.", "li.wei", At),
        new ChangeProposed(2, "A new fee.", Policy, "wang.min", At, Calendar),
        new ChangeClosed(2, ChangeEnd.Withdrawn, "Not worth it.", "wang.min", At),
        new PolicyMigrated(Policy, Policy with { Version = 2 }, "New rulebook.", "admin.qi", At),
        new StageSubmitted(Stage.Handover, 1, 7, "wang.min", At),
        new StageCompleted(Stage.Handover, 1, 7),
        new StageEntered(Stage.MarketingPlanning, 1, At),
        new StageSentBack(Stage.MarketingPlanning, Stage.Handover, 1, Role.ProtectionOffice, "Scripts missing.", "li.wei", At),
        new SignOffRequested(Stage.PreliminaryReview, 1, Role.Compliance, 7, At),
        new SignOffGiven(Stage.PreliminaryReview, 1, Role.Compliance, SignOffDecision.ApproveWithConditions, SignOffMeaning.Reviewed, Capacity.Delegate, 7, [new(Section.Risk, Hash), new(Section.Summary, "")], Policy, "Fine.", "liu.yang", At, "zhou.ping", Hash),
        new SignOffCarriedOver(Stage.PreliminaryReview, 1, Role.Compliance, "liu.yang", 7, 8, "Revision 8 changes only marketing."),
        new SignOffInvalidated(Stage.PreliminaryReview, 1, Role.Compliance, "liu.yang", [Section.Risk, Section.Summary], "Revision 8 changes risk."),
        new ReviewerRecused("li.wei", "A relative works there.", At),
        new OpinionRaised(Id, 3, OpinionKind.RequiredChange, Role.Liaison, Stage.Handover, 1, Section.Handover, Hash, 7, "Scripts", "They are too long.", "Shorten them.", "deng.na", At, "Article 7", "Branch East"),
        new OpinionAnswered(Id, OpinionAnswer.PartlyAdopted, "Half of it.", 8, "wang.min", At),
        new OpinionVerified(Id, 8, "Seen.", "deng.na", At, "tang.yu"),
        new OpinionVerificationFailed(Id, 8, "Not there.", "deng.na", At, "tang.yu"),
        new OpinionWithdrawn(Id, "A misunderstanding.", "deng.na", At),
        new OpinionEscalated(Id, "We cannot agree.", "wang.min", At),
        new OpinionUpheld(Id, "The office is right.", "zhou.ping", At),
        new RiskAccepted(Id, "For a time.", Due, "zhou.ping", At),
        new ConditionAttached(Id, 2, "Train the tellers.", Role.ProtectionOffice, Role.Operations, ConditionGate.BeforeLaunch, "li.wei", At, Stage.Handover, 1, Due, 30),
        new ConditionClosed(Id, "Attendance list.", "li.wei", At, Documents, "he.jing"),
        new FilingRecorded(FilingType.Approval, "Article 12", FilingOutcome.Accepted, "zhao.lei", At, "F-2026-1", Day, "Only in two provinces.", Day.AddYears(1), Documents),
        new EvaluationRecorded(1, 8, [new("special-notice", ItemResult.NotApplicable, "Nothing special.", Documents), new("fair-contract-terms", ItemResult.Met)], "li.wei", At),
        new EvaluationPassed(1, 8, At),
        new ProductLaunched(1, 8, ["branch", "app"], "zhao.lei", At),
        new IndicatorReported("complaints-per-thousand", new Number(2.50m), Day, "tang.yu", At, "Preliminary."),
        new SignalRaised("complaints-per-thousand", new Number(2.50m), new Number(2m), Id, At),
        new ReviewOpened(Id, 4, ReviewKind.Signal, "Past its limit.", Due, At, "complaints-per-thousand", Due),
        new ReviewCompleted(Id, ReviewConclusion.RemedialAction, "One branch.", "li.wei", At, "he.jing"),
        new RemedialActionOrdered(Id, Other, "Retrain the branch.", Role.Operations, Day, "li.wei"),
        new DistributionSuspended("Complaints.", "system", At, Id),
        new DistributionResumed("Put right.", Id, "li.wei", At),
        new ProductRetired("Replaced.", "zhao.lei", At),
        new DeadlineSet(Id, "review/4", Role.ProtectionHead, 1, Due, "monday-to-friday.1", At),
        new DeadlineMet(Id, "review/4"),
        new DeadlineExtended(Id, "review/4", Due, "Illness.", "chen.fang", At),
        new DeadlineMissed(Id, "review/4", Role.ProtectionOffice, 0, Due, At),
        new DeadlinePaused(Id, "review/4", "The regulator is asked.", "chen.fang", At),
        new DeadlineResumed(Id, "review/4", Due, "The regulator has answered.", "chen.fang", At),
        new DeadlineRecalculated(Id, "review/4", Due, Due.AddDays(1), "china.2", At),
        new CalendarMigrated(new("monday-to-friday", 1, Hash), Calendar, "The holidays are announced.", "admin.qi", At),
        new DeadlineCancelled(Id, "review/4", "The product is retired."),
        new AuthorityDelegated("liu.yang", "zhou.ping", Role.Compliance, Due, "On leave.", At, Other, [Power.SignOff, Power.CloseConditions]),
        new DelegationRevoked(Other, "liu.yang", "zhou.ping", Role.Compliance, "Back early.", "admin.qi", At),
    ];
}
