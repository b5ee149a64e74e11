using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>Whether the facts are what the rules give, under the policy that was pinned.</summary>
internal static class LawfulCheck
{
    private static readonly ImmutableArray<string> Believed =
    [
        "That whoever approved had opened every section before (R2) is kept in the access records, which are not in the bundle.",
        "That refused commands are all there cannot be seen from one product's bundle; those shown are in the log.",
    ];

    public static Verdict Of(Bundle bundle, Checkpoint checkpoint)
    {
        var leaves = bundle.Facts.Select(f => AuditLeaves.Read<FactLeaf>(f)!).ToList();
        var facts = leaves.Select(l => StoredFacts.Read(l) is { } fact ? new Recorded(l, fact) : null).ToList();
        if (facts.IndexOf(null) is >= 0 and var unknown) return Verdict.Of(new Finding(Finding.Lawful, $"Fact {leaves[unknown].Version} is a '{leaves[unknown].Type}', which the rules do not know, or does not say what such a fact says.", null, leaves[unknown].Version));
        try
        {
            var verdict = new Replay(bundle.Manifest.Product, facts!, Rulebook.Of(bundle), checkpoint.At).Run();
            return verdict with { Notes = [.. verdict.Notes, .. Believed, .. ReportNotes(bundle)] };
        }
        catch (InvalidPolicyException e)
        {
            return Verdict.Of(new Finding(Finding.Lawful, $"A policy or calendar in the bundle cannot be used: {e.Message}", "R11"));
        }
    }

    private static IEnumerable<string> ReportNotes(Bundle bundle) => bundle.Manifest.Report == BundleReport.Version ? [] : ["The reports were written by another version of ProductGate and were not compared with the facts."];
}
