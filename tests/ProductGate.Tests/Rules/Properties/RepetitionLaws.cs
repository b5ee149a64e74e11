using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>R12: a command that was recorded and comes a second time is refused, or finds nothing to record.</summary>
internal static class RepetitionLaws
{
    public static IEnumerable<Breach> Of(Life after, Actor by, IProductCommand command)
    {
        if (!IsNewEachTime(command) && after.Try(by, command) is { Facts.IsEmpty: false } again)
            yield return new("R12", $"{command} sent twice recorded {string.Join(", ", again.Facts.Select(FactNames.Of))} the second time.");
    }

    /// <summary>Where the same words mean another thing the second time: the version that the sender saw and the key of the request keep a slip from becoming two (http.md).</summary>
    private static bool IsNewEachTime(IProductCommand command) => command
        is SubmitStage { Stage: null } // the next stage
        or RaiseOpinion or ReportIndicator or OpenReview or DelegateAuthority // one more of its kind
        or RecordFiling or RecordEvaluation // done again, at a later time
        or RuleOnOpinion { Decision: Ruling.AcceptRisk }; // renewed
}
