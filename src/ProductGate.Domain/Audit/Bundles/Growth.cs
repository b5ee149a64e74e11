namespace ProductGate.Domain;

/// <summary>Whether the newest tree grew out of the older ones: those in the bundle, and those that an auditor kept.</summary>
internal static class Growth
{
    public static IEnumerable<Finding> Of(Bundle bundle, Checkpoint newest, Trust trust, IReadOnlyList<string> kept) =>
        [.. Own(bundle, newest, trust), .. kept.Select(text => Kept(text, bundle, newest, trust)).OfType<Finding>()];

    /// <summary>Each older checkpoint of the bundle, with its proof.</summary>
    private static IEnumerable<Finding> Own(Bundle bundle, Checkpoint newest, Trust trust)
    {
        var older = bundle.Texts("checkpoints").Select(trust.Read).ToList();
        if (older.Contains(null) || !older.Select(o => o!.Size).SequenceEqual(bundle.Proofs.Consistency.Select(p => p.From)))
        {
            yield return CompleteCheck.Incomplete("The older checkpoints in the bundle are not signed by a key that you trust, or not those that proofs.json has proofs for.");
            yield break;
        }
        foreach (var (old, proof) in older.Zip(bundle.Proofs.Consistency))
            if (old!.Origin != newest.Origin || !Grew(old, newest, proof)) yield return CompleteCheck.Incomplete($"The log did not grow out of the older checkpoint of {old.Size} leaves in the bundle: it was rewritten or forked.");
    }

    private static Finding? Kept(string text, Bundle bundle, Checkpoint newest, Trust trust)
    {
        if (trust.Read(text) is not { } old) return CompleteCheck.Incomplete("The checkpoint that you kept is not signed by a key that you trust.");
        if (old.Origin != newest.Origin) return CompleteCheck.Incomplete($"The checkpoint that you kept is of another log, {old.Origin}.");
        if (old.Size > newest.Size)
            return CompleteCheck.Incomplete($"You kept a checkpoint of {old.Size} leaves; the bundle's has only {newest.Size}. An old checkpoint was replayed, or the log was rolled back.");
        if (old.Size == newest.Size) return old.Agrees(newest) ? null : CompleteCheck.Incomplete($"You kept a checkpoint of {old.Size} leaves with another root or map: the log was forked, one for you and one for others.");
        if (old.Size == 0) return null;
        if (bundle.Proofs.Consistency.FirstOrDefault(p => p.From == old.Size) is not { } proof)
            return CompleteCheck.Incomplete($"The bundle has no consistency proof from {old.Size} leaves, which your checkpoint has: ask for a bundle with one.");
        return Grew(old, newest, proof) ? null : CompleteCheck.Incomplete($"The log did not grow out of the checkpoint of {old.Size} leaves that you kept: it was rewritten or forked.");
    }

    private static bool Grew(Checkpoint old, Checkpoint newest, GrowthProof proof) =>
        LeafProof.Read(proof.Proof) is { } hashes && MerkleChecks.IsConsistent(old.Size, old.Root, newest.Size, newest.Root, hashes);
}
