using ProductGate.Domain;

namespace ProductGate.Cli;

/// <summary>Whether a new checkpoint is of the same log as those that were kept.</summary>
internal static class Succession
{
    /// <returns>Without a checkpoint where nobody who is trusted has signed it.</returns>
    public static async Task<(Verdict, Checkpoint?)> Check(KeptLog kept, Trust trust, string note, RemoteLog log, CancellationToken stop)
    {
        if (trust.Read(note) is not { } newest) return (Wrong("The newest checkpoint is not signed by a key that you trust.", Finding.Unaltered), null);
        var proven = Read(kept.Notes(KeptLog.Proven), trust);
        var waiting = Read(kept.Notes(KeptLog.Unproven), trust);
        if (proven.Concat(waiting).FirstOrDefault(k => k is { Late: true, Read: not null }).Read is { } late)
            return (Wrong($"BACK-DATED: you kept a checkpoint of {LogTime.Write(late.At)}, and the key that signed it is said to have been replaced before.", Finding.Unaltered), newest);
        if (proven.Concat(waiting).Any(k => k.Read is null)) return (Wrong("A checkpoint that you kept is not signed by a key that you trust."), newest);
        var (grown, others) = (proven.Select(k => k.Read!).ToList(), waiting.Select(k => k.Read!).ToList());
        if (Contradiction([.. grown, .. others], newest) is { } says) return (Wrong(says), newest);
        Checkpoint[] unproven = [.. grown.Where(k => k.Size < newest.Size).OrderByDescending(k => k.Size).Take(1), .. others.Where(k => k.Size < newest.Size)];
        foreach (var old in unproven.Where(k => k.Size > 0))
            if (!Grew(old, newest, await log.Consistency(old.Size, newest.Size, stop))) return (Wrong($"FORK: the log of {newest.Size} leaves did not grow out of the {old.Size} that you kept: it was rewritten."), newest);
        return (Verdict.Of(), newest);
    }

    private static string? Contradiction(List<Checkpoint> kept, Checkpoint newest)
    {
        if (kept.Find(k => k.Origin != newest.Origin) is { } other) return $"The checkpoints kept are of the log {other.Origin}, this one of {newest.Origin}.";
        if (kept.Find(k => k.Size == newest.Size && !k.Agrees(newest)) is { } fork)
            return $"FORK: you kept a checkpoint of {fork.Size} leaves with another root or map. The log is told one way to you and another way to others.";
        if (kept.Find(k => k.Size > newest.Size && k.At <= newest.At) is { } rolledBack)
            return $"ROLLBACK: you kept a checkpoint of {rolledBack.Size} leaves of {LogTime.Write(rolledBack.At)}; the newest, of {LogTime.Write(newest.At)}, has only {newest.Size}.";
        return kept.Find(k => k.Size > newest.Size) is { } replayed
            ? $"REPLAY: the checkpoint is of {LogTime.Write(newest.At)} and has {newest.Size} leaves; you kept a newer one of {replayed.Size}."
            : null;
    }

    /// <summary>Late are those that only a key signed which had been replaced by then.</summary>
    private static List<(Checkpoint? Read, bool Late)> Read(IEnumerable<string> notes, Trust trust) =>
        [.. notes.Select(n => (trust.Read(n) ?? (trust with { Retired = [] }).Read(n), trust.Read(n) is null))];

    private static bool Grew(Checkpoint old, Checkpoint newest, string[] given) =>
        LeafProof.Read(given) is { } proof && MerkleChecks.IsConsistent(old.Size, old.Root, newest.Size, newest.Root, proof);

    private static Verdict Wrong(string says, string part = Finding.Complete) => Verdict.Of(new Finding(part, says));
}
