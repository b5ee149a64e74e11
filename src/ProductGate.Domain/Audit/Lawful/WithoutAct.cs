namespace ProductGate.Domain;

/// <summary>Words for a fact that only ever follows from another, and follows from none here.</summary>
internal static class WithoutAct
{
    public static string Says(IFact fact, Product p, Policy policy, DateTimeOffset now)
    {
        var needed = fact is StageCompleted or StageEntered or EvaluationPassed ? Gate.Completion(p, policy, now) : null;
        return needed is { Met: false }
            ? $"the gate is not met. Missing: {string.Join(" ", needed.Missing().Select(m => m.What.ToString()))}"
            : "the rules do not give it here: nobody's act and no deadline leads to it.";
    }

    /// <summary>The rule that such a fact belongs to.</summary>
    public static string? RuleOf(IFact fact) => fact switch
    {
        StageEntered or StageSentBack or StageSubmitted => "R1",
        StageCompleted or EvaluationPassed or SignOffGiven or SignOffRequested or SignOffCarriedOver or SignOffInvalidated => "R2",
        ProductLaunched => "R4",
        OpinionEscalated or OpinionUpheld or OpinionWithdrawn or OpinionVerified => "R6",
        RiskAccepted => "R7",
        ProductRejected or ProductWithdrawn or ChangeClosed or ProductRetired => "R8",
        DistributionSuspended or DistributionResumed => "R9",
        SignalRaised or ReviewOpened or ReviewCompleted or RemedialActionOrdered => "R10",
        ProductDeclared or PolicyMigrated or CalendarMigrated or ChangeProposed => "R11",
        DeadlineSet or DeadlineMet or DeadlineMissed or DeadlineExtended or DeadlineCancelled or DeadlinePaused or DeadlineResumed or DeadlineRecalculated => "R15",
        _ => null,
    };
}
