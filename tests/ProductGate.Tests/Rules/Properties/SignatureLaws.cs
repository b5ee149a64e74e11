using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>R11, and what becomes of signatures: on every revision each one is either invalidated or carried over, never neither and never both.</summary>
internal static class SignatureLaws
{
    public static IEnumerable<Breach> Of(Ledger l, IFact fact)
    {
        if (fact is SignOffGiven given)
        {
            if (given.Policy != l.Pinned) yield return new("R11", $"Signed under {given.Policy}, pinned is {l.Pinned}.");
            if (l.Recused.Contains(given.By)) yield return new("R5", $"{given.By} signed after stepping aside.");
            if (l.Standing.Any(s => s.Given.Stage == given.Stage && s.Given.By == given.By && given.Round == l.Round && l.RoundOpen)) yield return new("R4", $"{given.By} signed {given.Stage} twice.");
            foreach (var h in given.Sections.Where(h => Basis(l, given).Of(h.Section).Hash != h.Hash)) yield return new("R2", $"The signature pins another {h.Section} than the dossier has.");
        }
        if (fact is PolicyMigrated migrated && migrated.From != l.Pinned) yield return new("R11", "Migrated from a policy that was not pinned.");
        if (fact is SignOffInvalidated lost && !Names(l, lost.Stage, lost.Round, lost.Office, lost.SignedBy)) yield return new("sign-offs", $"Nothing to invalidate: {lost}.");
        if (fact is SignOffCarriedOver kept
            && (!Names(l, kept.Stage, kept.Round, kept.Office, kept.SignedBy) || kept.ToRevision != l.Revision)) yield return new("sign-offs", $"Nothing to carry over: {kept}.");
    }

    public static IEnumerable<Breach> After(Ledger before, Batch batch)
    {
        if (batch.Facts.OfType<DossierRevised>().ToList() is not [var revised] || batch.Facts.OfType<ProductDeclared>().Any()) yield break;
        foreach (var g in before.Standing.Select(s => s.Given))
        {
            var lost = batch.Facts.OfType<SignOffInvalidated>().Count(f => (f.Stage, f.Round, f.Office, f.SignedBy) == (g.Stage, g.Round, g.Office, g.By));
            var kept = batch.Facts.OfType<SignOffCarriedOver>().Count(f => (f.Stage, f.Round, f.Office, f.SignedBy) == (g.Stage, g.Round, g.Office, g.By));
            var touched = g.Sections.Any(s => s.Section == revised.Section);
            if ((lost, kept) != (touched ? (1, 0) : (0, 1))) yield return new("sign-offs", $"{g.Office} on {g.Stage} by {g.By}: {lost} times invalidated, {kept} times carried over.");
        }
    }

    /// <summary>What a signature is about: the draft, or for letting sales resume, what is on sale.</summary>
    private static DossierBook Basis(Ledger l, SignOffGiven given) => l.Market == MarketState.Suspended && given.Revision == l.Launch!.Launched.Revision ? l.Launch.Dossier : l.Dossier;

    private static bool Names(Ledger l, Stage stage, int round, Role office, string signer) => l.Signatures.Any(s => s.IsNamedBy(stage, round, office, signer));
}
