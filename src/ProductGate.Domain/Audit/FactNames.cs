using System.Collections.Frozen;

namespace ProductGate.Domain;

/// <summary>The names under which facts are stored, for ever. A name is never changed or used again; a fact that changes its meaning gets a new one.</summary>
public static class FactNames
{
    public static readonly FrozenDictionary<Type, string> All = new Dictionary<Type, string>
    {
        [typeof(ProductDeclared)] = "product-declared",
        [typeof(DossierRevised)] = "dossier-revised",
        [typeof(DocumentAttached)] = "document-attached",
        [typeof(ProductWithdrawn)] = "product-withdrawn",
        [typeof(ProductRejected)] = "product-rejected",
        [typeof(ChangeProposed)] = "change-proposed",
        [typeof(ChangeClosed)] = "change-closed",
        [typeof(PolicyMigrated)] = "policy-migrated",
        [typeof(StageSubmitted)] = "stage-submitted",
        [typeof(StageCompleted)] = "stage-completed",
        [typeof(StageEntered)] = "stage-entered",
        [typeof(StageSentBack)] = "stage-sent-back",
        [typeof(SignOffRequested)] = "sign-off-requested",
        [typeof(SignOffGiven)] = "sign-off-given",
        [typeof(SignOffCarriedOver)] = "sign-off-carried-over",
        [typeof(SignOffInvalidated)] = "sign-off-invalidated",
        [typeof(ReviewerRecused)] = "reviewer-recused",
        [typeof(OpinionRaised)] = "opinion-raised",
        [typeof(OpinionAnswered)] = "opinion-answered",
        [typeof(OpinionVerified)] = "opinion-verified",
        [typeof(OpinionVerificationFailed)] = "opinion-verification-failed",
        [typeof(OpinionWithdrawn)] = "opinion-withdrawn",
        [typeof(OpinionEscalated)] = "opinion-escalated",
        [typeof(OpinionUpheld)] = "opinion-upheld",
        [typeof(RiskAccepted)] = "risk-accepted",
        [typeof(ConditionAttached)] = "condition-attached",
        [typeof(ConditionClosed)] = "condition-closed",
        [typeof(FilingRecorded)] = "filing-recorded",
        [typeof(EvaluationRecorded)] = "evaluation-recorded",
        [typeof(EvaluationPassed)] = "evaluation-passed",
        [typeof(ProductLaunched)] = "product-launched",
        [typeof(IndicatorReported)] = "indicator-reported",
        [typeof(SignalRaised)] = "signal-raised",
        [typeof(ReviewOpened)] = "review-opened",
        [typeof(ReviewCompleted)] = "review-completed",
        [typeof(RemedialActionOrdered)] = "remedial-action-ordered",
        [typeof(DistributionSuspended)] = "distribution-suspended",
        [typeof(DistributionResumed)] = "distribution-resumed",
        [typeof(ProductRetired)] = "product-retired",
        [typeof(DeadlineSet)] = "deadline-set",
        [typeof(DeadlineMet)] = "deadline-met",
        [typeof(DeadlineExtended)] = "deadline-extended",
        [typeof(DeadlineMissed)] = "deadline-missed",
        [typeof(DeadlineCancelled)] = "deadline-cancelled",
        [typeof(DeadlinePaused)] = "deadline-paused",
        [typeof(DeadlineResumed)] = "deadline-resumed",
        [typeof(DeadlineRecalculated)] = "deadline-recalculated",
        [typeof(CalendarMigrated)] = "calendar-migrated",
        [typeof(AuthorityDelegated)] = "authority-delegated",
        [typeof(DelegationRevoked)] = "delegation-revoked",
    }.ToFrozenDictionary();

    public static string Of(IFact fact) => All[fact.GetType()];
}
