namespace ProductGate.Domain;

/// <summary>Each fact as a sentence for the audit trail. The trail names the person beside it.</summary>
public static class History
{
    public static string Sentence(IFact fact) => Words.Capital(Dossier(fact) ?? Review(fact) ?? Market(fact) ?? Time(fact)
        ?? throw new ArgumentOutOfRangeException(nameof(fact), fact.GetType().Name, "No sentence for this fact."));

    private static string? Dossier(IFact fact) => fact switch
    {
        ProductDeclared f => $"Declared \"{f.Name}\" ({f.Category}) for team {f.Team}, under policy {f.Policy.Id} version {f.Policy.Version}.",
        DossierRevised f => $"Revised {Words.Of(f.Section)}: revision {f.Revision}.",
        DocumentAttached f => $"Attached \"{f.Name}\" to {Words.Of(f.Section)}.",
        ProductWithdrawn f => $"Withdrew the product: {f.Reason}",
        ProductRejected f => $"Rejected the product for {Words.Of(f.Office)} at {Words.Of(f.Stage)}: {f.Reason}",
        ChangeProposed f => $"Proposed a change, round {f.Round}: {f.Reason}",
        ChangeClosed f => $"Round {f.Round} ended without a launch ({Words.Spaced(f.End.ToString())}): {f.Reason}",
        PolicyMigrated f => $"Moved the product from policy version {f.From.Version} to {f.To.Version}: {f.Reason}",
        StageSubmitted f => $"Submitted {Words.Of(f.Stage)} with revision {f.Revision}.",
        StageCompleted f => $"Completed {Words.Of(f.Stage)} with revision {f.Revision}.",
        StageEntered f => $"Entered {Words.Of(f.Stage)}, round {f.Round}.",
        StageSentBack f => $"Sent back from {Words.Of(f.From)} to {Words.Of(f.To)} for {Words.Of(f.Office)}: {f.Reason}",
        _ => null,
    };

    private static string? Review(IFact fact) => fact switch
    {
        SignOffRequested f => $"Asked {Words.Of(f.Office)} to sign off {Words.Of(f.Stage)}.",
        SignOffGiven f => $"{Words.Spaced(f.Decision.ToString())} on {Words.Of(f.Stage)} for {Words.Of(f.Office)}, revision {f.Revision}{For(f.OnBehalfOf)}{Because(f.Reason)}",
        SignOffCarriedOver f => $"The sign-off of {Words.Of(f.Office)} on {Words.Of(f.Stage)} stands on revision {f.ToRevision}: {f.Reason}",
        SignOffInvalidated f => $"The sign-off of {Words.Of(f.Office)} on {Words.Of(f.Stage)} is no longer valid: {f.Reason}",
        ReviewerRecused f => $"Stepped aside from this product: {f.Reason}",
        OpinionRaised f => $"Raised {Words.Spaced(f.Kind.ToString())} O{f.Number} on {Words.Of(f.Section)}, revision {f.Revision}: \"{f.Subject}\".",
        OpinionAnswered f => $"Answered the opinion as {Words.Spaced(f.Answer.ToString())}: {f.Reason}",
        OpinionVerified f => $"Verified the change on revision {f.Revision}{For(f.OnBehalfOf)}{Because(f.Note)}",
        OpinionVerificationFailed f => $"Did not find the promised change on revision {f.Revision}{For(f.OnBehalfOf)}: {f.Reason}",
        OpinionWithdrawn f => $"Withdrew the opinion: {f.Reason}",
        OpinionEscalated f => $"Took the opinion to the committee: {f.Reason}",
        OpinionUpheld f => $"Upheld the opinion: {f.Reason}",
        RiskAccepted f => $"Accepted the risk until {f.Expires:yyyy-MM-dd}: {f.Reason}",
        ConditionAttached f => $"Set condition C{f.Number} for {Words.Of(f.Owner)}: {f.Text}",
        ConditionClosed f => $"Closed the condition{For(f.OnBehalfOf)}: {f.Evidence}",
        FilingRecorded f => $"Recorded the regulator's step: {Words.Spaced(f.Type.ToString())}, {Words.Spaced(f.Outcome.ToString())} ({f.LegalBasis}).",
        EvaluationRecorded f => $"Recorded the evaluation of revision {f.Revision}.",
        EvaluationPassed f => $"Passed the evaluation with revision {f.Revision}.",
        _ => null,
    };

    private static string? Market(IFact fact) => fact switch
    {
        ProductLaunched f => $"Launched revision {f.Revision} through {string.Join(", ", f.Channels)}.",
        IndicatorReported f => $"Reported {f.Indicator} as {f.Value} for the period to {f.PeriodEnd:yyyy-MM-dd}.",
        SignalRaised f => $"Signal: {f.Indicator} is {f.Value}, past its limit of {f.Limit}.",
        ReviewOpened f => $"Opened review V{f.Number} ({Words.Spaced(f.Kind.ToString())}): {f.Reason}",
        ReviewCompleted f => $"Completed the review with {Words.Spaced(f.Conclusion.ToString())}{For(f.OnBehalfOf)}: {f.Findings}",
        RemedialActionOrdered f => $"Ordered {Words.Of(f.Owner)}: {f.Action}",
        DistributionSuspended f => $"Suspended sales: {f.Reason}",
        DistributionResumed f => $"Let sales resume: {f.Reason}",
        ProductRetired f => $"Retired the product: {f.Reason}",
        _ => null,
    };

    private static string? Time(IFact fact) => fact switch
    {
        DeadlineSet f => $"Deadline for {Words.Of(f.Owner)} until {f.Due:yyyy-MM-dd} ({f.Key}).",
        DeadlineMet f => $"Deadline met ({f.Key}).",
        DeadlineExtended f => $"Deadline extended to {f.Due:yyyy-MM-dd} ({f.Key}): {f.Reason}",
        DeadlineMissed f => $"Deadline missed by {Words.Of(f.Owner)} ({f.Key}){Late(f.At - f.Due)}.",
        DeadlinePaused f => $"Deadline paused ({f.Key}): {f.Reason}",
        DeadlineResumed f => $"Deadline runs again, until {f.Due:yyyy-MM-dd} ({f.Key}): {f.Reason}",
        DeadlineRecalculated f when f.From == f.To => $"Deadline stays {f.To:yyyy-MM-dd} by calendar {f.Calendar} ({f.Key}).",
        DeadlineRecalculated f => $"Deadline moved from {f.From:yyyy-MM-dd} to {f.To:yyyy-MM-dd} by calendar {f.Calendar} ({f.Key}).",
        CalendarMigrated f => $"Counts days by calendar {f.To.Name} instead of {f.From.Name}: {f.Reason}",
        DeadlineCancelled f => $"Deadline cancelled ({f.Key}): {f.Reason}",
        AuthorityDelegated f => $"Passed on the right to {Words.Of(f.Powers ?? [Power.SignOff])} for {Words.Of(f.Office)} to {f.To} until {f.Until:yyyy-MM-dd}: {f.Reason}",
        DelegationRevoked f => $"Took back what {f.From} had passed on to {f.To} for {Words.Of(f.Office)}: {f.Reason}",
        _ => null,
    };

    /// <summary>A timer may go off late: the service was down, or its clock was put back. Minutes are the timer's own.</summary>
    private static string Late(TimeSpan late) => late < TimeSpan.FromHours(1) ? "" : late < TimeSpan.FromDays(2) ? $", noticed {late.TotalHours:0} h late" : $", noticed {late.TotalDays:0} days late";

    private static string For(string? principal) => principal is null ? "" : $", on behalf of {principal}";

    private static string Because(string reason) => string.IsNullOrWhiteSpace(reason) ? "." : $": {reason}";
}
