using System.Collections.Concurrent;
using System.Reflection;
using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>R13: who and when come from the system, and a decision against a product says why.</summary>
internal static class TrailLaws
{
    private static readonly ConcurrentDictionary<Type, (PropertyInfo? By, PropertyInfo? At)> Stamps = new();

    public static IEnumerable<Breach> Of(IFact fact, Batch batch)
    {
        var (by, at) = Stamps.GetOrAdd(fact.GetType(), t => (t.GetProperty("By"), t.GetProperty("At")));
        if (by?.GetValue(fact) is string who && who != batch.By.Id && who != Actor.System.Id) yield return new("R13", $"{batch.By.Id} acted, but {fact.GetType().Name} names {who}.");
        if (at?.GetValue(fact) is DateTimeOffset when && when != batch.Now) yield return new("R13", $"{fact.GetType().Name} is dated {when}, recorded {batch.Now}.");
        if (Why(fact) is { } reason && string.IsNullOrWhiteSpace(reason)) yield return new("R13", $"{fact.GetType().Name} without a reason.");
    }

    private static string? Why(IFact fact) => fact switch
    {
        SignOffGiven { Decision: SignOffDecision.SendBack or SignOffDecision.Reject } f => f.Reason,
        StageSentBack f => f.Reason,
        ProductRejected f => f.Reason,
        ProductWithdrawn f => f.Reason,
        ChangeClosed f => f.Reason,
        ChangeProposed f => f.Reason,
        ReviewerRecused f => f.Reason,
        SignOffInvalidated f => f.Reason,
        SignOffCarriedOver f => f.Reason,
        OpinionRaised f => f.Text,
        OpinionAnswered f => f.Reason,
        OpinionVerificationFailed f => f.Reason,
        OpinionWithdrawn f => f.Reason,
        OpinionEscalated f => f.Reason,
        OpinionUpheld f => f.Reason,
        RiskAccepted f => f.Reason,
        ConditionAttached f => f.Text,
        ConditionClosed f => f.Evidence,
        ReviewOpened f => f.Reason,
        ReviewCompleted f => f.Findings,
        RemedialActionOrdered f => f.Action,
        DistributionSuspended f => f.Reason,
        DistributionResumed f => f.Reason,
        ProductRetired f => f.Reason,
        DeadlineExtended f => f.Reason,
        DeadlineCancelled f => f.Reason,
        DeadlinePaused f => f.Reason,
        DeadlineResumed f => f.Reason,
        CalendarMigrated f => f.Reason,
        AuthorityDelegated f => f.Reason,
        DelegationRevoked f => f.Reason,
        PolicyMigrated f => f.Reason,
        _ => null,
    };
}
