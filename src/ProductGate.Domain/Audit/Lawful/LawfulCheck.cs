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
        var (facts, delegations) = (Read(bundle.FactLines, out var unknown), Read(FactLine.Of(bundle.Delegations), out var other));
        if ((unknown ?? other) is { } strange) return Verdict.Of(new Finding(Finding.Lawful, $"Fact {strange.Version} is a '{strange.Type}', which the rules do not know, or does not say what such a fact says.", null, strange.Version));
        var standing = StandingPowers.Of(delegations, checkpoint.At, out var wrong);
        if (wrong is not null) return Verdict.Of(wrong);
        try
        {
            var verdict = new Replay(bundle.Manifest.Product, facts, standing, Rulebook.Of(bundle), checkpoint.At).Run();
            return verdict with { Notes = [.. verdict.Notes, .. Believed, .. ReportNotes(bundle)] };
        }
        catch (InvalidPolicyException e)
        {
            return Verdict.Of(new Finding(Finding.Lawful, $"A policy or calendar in the bundle cannot be used: {e.Message}", "R11"));
        }
    }

    /// <param name="unknown">The first that is no fact that the rules know.</param>
    private static List<Recorded> Read(FactLine[] lines, out FactLeaf? unknown)
    {
        unknown = Array.Find(lines, l => l.Fact is null)?.Leaf;
        return unknown is null ? [.. lines.Select(l => new Recorded(l.Leaf!, l.Fact!))] : [];
    }

    private static IEnumerable<string> ReportNotes(Bundle bundle) => bundle.Manifest.Report == BundleReport.Version ? [] : ["The reports were written by another version of ProductGate and were not compared with the facts."];
}
