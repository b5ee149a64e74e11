using System.Collections.Immutable;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>The gate says "met" exactly when the command it speaks of is accepted, and a refusal names what the gate misses.</summary>
internal static class GateAgreement
{
    public static IEnumerable<Breach> Of(Life life)
    {
        var p = life.Product;
        if (p.Version != life.Ledger.Count) yield return new("fold", $"Version {p.Version} after {life.Ledger.Count} facts.");
        if (p.IsOver != life.Ledger.Over) yield return new("fold", "The product and its facts do not agree whether it is over.");
        if (p.IsOver) yield break;
        foreach (var what in Disagreements(life)) yield return new("gate", what);
        if (!p.RoundOpen) yield break;
        var unmet = Gate.Of(p, life.Policy, life.Now).Unmet().ToList();
        if (unmet.Any(r => r.By is null)) yield return new("gate", "Something is missing that nobody can supply.");
        // An evaluation that grew too old before the last signature is missed by the gate, but asked for only once somebody looks.
        if (unmet is not [{ Code: "evaluation-not-passed" }] && !Asks.Of(p, life.Policy).Any()) yield return new("gate", "A round is open and nobody is asked for anything.");
    }

    public static IEnumerable<Breach> OfRefusal(Life life, IProductCommand command, Refusal refusal)
    {
        if (refusal.Kind != RefusalKind.Refused) yield break;
        ImmutableArray<Missing>? expected = (command, refusal.Code) switch
        {
            (SubmitStage, "stage-incomplete") => [.. Gate.Submission(life.Product, life.Policy).Missing()],
            (SubmitStage, "already-submitted") => [.. Gate.Completion(life.Product, life.Policy, life.Now).Missing()],
            (LaunchProduct, not ("other-revision" or "channel-unsuitable" or "product-over")) => [.. Gate.Next(life.Product, life.Policy, life.Now)],
            (ResumeDistribution, "review-missing") => [.. Gate.Resumption(life.Product).Missing()],
            (SignOffStage or RecordEvaluation, "stage-not-open") => [.. Gate.Next(life.Product, life.Policy, life.Now)],
            _ => null,
        };
        if (expected is { } missing && !missing.SequenceEqual(refusal.Missing)) yield return new("gate", $"{refusal.Code} misses other things than the gate.");
    }

    private static IEnumerable<string> Disagreements(Life life)
    {
        var (p, policy, now) = (life.Product, life.Policy, life.Now);
        bool Accepts(Actor by, IProductCommand command) => life.Try(by, command).Refusal is null;
        if (p.RoundOpen && p.Stage != Stage.LaunchMonitoring)
        {
            if (Gate.Completion(p, policy, now).Met) yield return $"{p.Stage} is complete and yet open.";
            if (Accepts(People.TeamMate, new SubmitStage()) != (!p.Submitted && Gate.Submission(p, policy).Met)) yield return $"Handing in {p.Stage}.";
        }
        if (p.RoundOpen && p.Stage == Stage.LaunchMonitoring && Accepts(People.TeamMate, new LaunchProduct(p.Revision, ["branch"])) != Gate.Launch(p, policy, now).Met) yield return "The launch.";
        if (p.MarketState == MarketState.Suspended && !life.Ledger.Made(People.Officer.Id, Sections.All) && !life.Ledger.Recused.Contains(People.Officer.Id)
            && Accepts(People.Officer, new ResumeDistribution("The review found nothing.")) != Gate.MayResume(p, policy))
            yield return "The resumption.";
    }
}
