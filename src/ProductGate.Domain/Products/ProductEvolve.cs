namespace ProductGate.Domain;

/// <summary>The fold: every fact and the slice that knows what it changes.</summary>
public static class ProductEvolve
{
    public static Product Evolve(this Product p, IFact fact) => p.Apply(fact) with { Version = p.Version + 1 };

    private static Product Apply(this Product p, IFact fact) => fact switch
    {
        DossierRevised f => p.On(f),
        DocumentAttached f => p.On(f),
        ProductWithdrawn f => p.On(f),
        ProductRejected f => p.On(f),
        ChangeProposed f => p.On(f),
        ChangeClosed f => p.On(f),
        PolicyMigrated f => p with { Policy = f.To },
        CalendarMigrated f => p with { Calendar = f.To },
        StageSubmitted f => p.On(f),
        StageEntered f => p.On(f),
        StageSentBack f => p.On(f),
        SignOffRequested f => p.On(f),
        SignOffGiven f => p.On(f),
        SignOffCarriedOver f => p.On(f),
        SignOffInvalidated f => p.On(f),
        ReviewerRecused f => p.On(f),
        OpinionRaised f => p.On(f),
        OpinionAnswered f => p.On(f),
        OpinionVerified f => p.On(f),
        OpinionVerificationFailed f => p.On(f),
        OpinionWithdrawn f => p.On(f),
        OpinionEscalated f => p.On(f),
        OpinionUpheld f => p.On(f),
        RiskAccepted f => p.On(f),
        ConditionAttached f => p.On(f),
        ConditionClosed f => p.On(f),
        FilingRecorded f => p.On(f),
        EvaluationRecorded f => p.On(f),
        EvaluationPassed f => p.On(f),
        ProductLaunched f => p.On(f),
        IndicatorReported f => p.On(f),
        ReviewOpened f => p.On(f),
        ReviewCompleted f => p.On(f),
        DistributionSuspended f => p.On(f),
        DistributionResumed f => p.On(f),
        ProductRetired f => p.On(f),
        DeadlineSet f => p.On(f),
        DeadlineMet f => p.On(f),
        DeadlineExtended f => p.On(f),
        DeadlineMissed f => p.On(f),
        DeadlinePaused f => p.On(f),
        DeadlineResumed f => p.On(f),
        DeadlineRecalculated f => p.On(f),
        DeadlineCancelled f => p.On(f),
        AuthorityDelegated f => p.On(f),
        DelegationRevoked f => p.On(f),
        // Kept for the trail; another fact beside each carries what the state needs.
        StageCompleted or SignalRaised or RemedialActionOrdered => p,
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact.GetType().Name, "No slice knows this fact."),
    };
}
