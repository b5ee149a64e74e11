namespace ProductGate.Domain;

/// <summary>Each fact as a sentence for the audit trail. The trail names the person beside it.</summary>
public static class History
{
    public static Phrase Sentence(IFact fact) => Words.Capital(Dossier(fact) ?? Review(fact) ?? Market(fact) ?? Time(fact)
        ?? throw new ArgumentOutOfRangeException(nameof(fact), fact.GetType().Name, "No sentence for this fact."));

    private static Phrase? Dossier(IFact fact) => fact switch
    {
        ProductDeclared f => $"Declared \"{f.Name}\" ({f.Category}) for team {f.Team}, under policy {f.Policy.Id} version {f.Policy.Version}.",
        DossierRevised f => $"Revised {Words.Of(f.Section)}: revision {f.Revision}.",
        DocumentAttached f => $"Attached \"{f.Name}\" to {Words.Of(f.Section)}.",
        ProductWithdrawn f => $"Withdrew the product: {f.Reason}",
        ProductRejected f => $"Rejected the product for {Words.Of(f.Office)} at {Words.Of(f.Stage)}: {f.Reason}",
        ChangeProposed f => $"Proposed a change, round {f.Round}: {f.Reason}",
        ChangeClosed f => $"Round {f.Round} ended without a launch ({Words.Of(f.End)}): {f.Reason}",
        PolicyMigrated f => $"Moved the product from policy version {f.From.Version} to {f.To.Version}: {f.Reason}",
        StageSubmitted f => $"Submitted {Words.Of(f.Stage)} with revision {f.Revision}.",
        StageCompleted f => $"Completed {Words.Of(f.Stage)} with revision {f.Revision}.",
        StageEntered f => $"Entered {Words.Of(f.Stage)}, round {f.Round}.",
        StageSentBack f => $"Sent back from {Words.Of(f.From)} to {Words.Of(f.To)} for {Words.Of(f.Office)}: {f.Reason}",
        _ => (Phrase?)null,
    };

    private static Phrase? Review(IFact fact) => fact switch
    {
        SignOffRequested f => $"Asked {Words.Of(f.Office)} to sign off {Words.Of(f.Stage)}.",
        SignOffGiven f => $"{Words.Of(f.Decision)} on {Words.Of(f.Stage)} for {Words.Of(f.Office)}, revision {f.Revision}{For(f.OnBehalfOf)}{Because(f.Reason)}",
        SignOffCarriedOver f => $"The sign-off of {Words.Of(f.Office)} on {Words.Of(f.Stage)} stands on revision {f.ToRevision}: {KnownReasons.Of(f.Reason)}",
        SignOffInvalidated f => $"The sign-off of {Words.Of(f.Office)} on {Words.Of(f.Stage)} is no longer valid: {KnownReasons.Of(f.Reason)}",
        ReviewerRecused f => $"Stepped aside from this product: {f.Reason}",
        OpinionRaised f => $"Raised {Words.Of(f.Kind)} O{f.Number} on {Words.Of(f.Section)}, revision {f.Revision}: \"{f.Subject}\".",
        OpinionAnswered f => $"Answered the opinion as {Words.Of(f.Answer)}: {f.Reason}",
        OpinionVerified f => $"Verified the change on revision {f.Revision}{For(f.OnBehalfOf)}{Because(f.Note)}",
        OpinionVerificationFailed f => $"Did not find the promised change on revision {f.Revision}{For(f.OnBehalfOf)}: {f.Reason}",
        OpinionWithdrawn f => $"Withdrew the opinion: {f.Reason}",
        OpinionEscalated f => $"Took the opinion to the committee: {KnownReasons.Of(f.Reason)}",
        OpinionUpheld f => $"Upheld the opinion: {f.Reason}",
        RiskAccepted f => $"Accepted the risk until {f.Expires:yyyy-MM-dd}: {f.Reason}",
        ConditionAttached f => $"Set condition C{f.Number} for {Words.Of(f.Owner)}: {f.Text}",
        ConditionClosed f => $"Closed the condition{For(f.OnBehalfOf)}: {f.Evidence}",
        FilingRecorded f => $"Recorded the regulator's step: {Words.Of(f.Type)}, {Words.Of(f.Outcome)} ({f.LegalBasis}).",
        EvaluationRecorded f when f.Answers.Count(a => a.Result == ItemResult.NotMet) is > 0 and var missed => $"Recorded the evaluation of revision {f.Revision}; {missed} items are not met.",
        EvaluationRecorded f => $"Recorded the evaluation of revision {f.Revision}.",
        EvaluationPassed f => $"Passed the evaluation with revision {f.Revision}.",
        _ => (Phrase?)null,
    };

    private static Phrase? Market(IFact fact) => fact switch
    {
        ProductLaunched f => $"Launched revision {f.Revision} through {f.Channels}.",
        IndicatorReported f => $"Reported {f.Indicator} as {f.Value} for the period to {f.PeriodEnd:yyyy-MM-dd}.",
        SignalRaised f => $"Signal: {f.Indicator} is {f.Value}, past its limit of {f.Limit}.",
        ReviewOpened f => $"Opened review V{f.Number} ({Words.Of(f.Kind)}): {KnownReasons.Of(f.Reason)}",
        ReviewCompleted f => $"Completed the review with {Words.Of(f.Conclusion)}{For(f.OnBehalfOf)}: {f.Findings}",
        RemedialActionOrdered f => $"Ordered {Words.Of(f.Owner)}: {f.Action}",
        DistributionSuspended f => $"Suspended sales: {KnownReasons.Of(f.Reason)}",
        DistributionResumed f => $"Let sales resume: {f.Reason}",
        ProductRetired f => $"Retired the product: {f.Reason}",
        _ => (Phrase?)null,
    };

    private static Phrase? Time(IFact fact) => fact switch
    {
        DeadlineSet f => $"Deadline for {Words.Of(f.Owner)} until {f.Due:yyyy-MM-dd} ({Words.OfMatter(f.Key)}).",
        DeadlineMet f => $"Deadline met ({Words.OfMatter(f.Key)}).",
        DeadlineExtended f => $"Deadline extended to {f.Due:yyyy-MM-dd} ({Words.OfMatter(f.Key)}): {f.Reason}",
        DeadlineMissed f => $"Deadline missed by {Words.Of(f.Owner)} ({Words.OfMatter(f.Key)}){Late(f.At - f.Due)}.",
        DeadlinePaused f => $"Deadline paused ({Words.OfMatter(f.Key)}): {f.Reason}",
        DeadlineResumed f => $"Deadline runs again, until {f.Due:yyyy-MM-dd} ({Words.OfMatter(f.Key)}): {f.Reason}",
        DeadlineRecalculated f when f.From == f.To => $"Deadline stays {f.To:yyyy-MM-dd} by calendar {f.Calendar} ({Words.OfMatter(f.Key)}).",
        DeadlineRecalculated f => $"Deadline moved from {f.From:yyyy-MM-dd} to {f.To:yyyy-MM-dd} by calendar {f.Calendar} ({Words.OfMatter(f.Key)}).",
        CalendarMigrated f => $"Counts days by calendar {f.To.Name} instead of {f.From.Name}: {f.Reason}",
        DeadlineCancelled f => $"Deadline cancelled ({Words.OfMatter(f.Key)}): {KnownReasons.Of(f.Reason)}",
        AuthorityDelegated f => $"Passed on the right to {Words.Of(f.Powers ?? [Power.SignOff])} for {Words.Of(f.Office)} to {f.To} until {f.Until:yyyy-MM-dd}: {f.Reason}",
        DelegationRevoked f => $"Took back what {f.From} had passed on to {f.To} for {Words.Of(f.Office)}: {f.Reason}",
        _ => (Phrase?)null,
    };

    /// <summary>A timer may go off late: the service was down, or its clock was put back. Minutes are the timer's own.</summary>
    private static Phrase Late(TimeSpan late) => late switch
    {
        _ when late < TimeSpan.FromHours(1) => (Phrase)"",
        _ when late < TimeSpan.FromDays(2) => $", noticed {late.TotalHours:0} h late",
        _ => $", noticed {late.TotalDays:0} days late",
    };

    private static Phrase For(string? principal) => principal is null ? "" : (Phrase)$", on behalf of {principal}";

    private static Phrase Because(string reason) => string.IsNullOrWhiteSpace(reason) ? "." : (Phrase)$": {reason}";
}
