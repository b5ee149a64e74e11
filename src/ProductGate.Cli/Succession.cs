using ProductGate.Domain;

namespace ProductGate.Cli;

/// <summary>Whether a new checkpoint is of the same log as those that were kept.</summary>
internal static class Succession
{
    public static async Task<Verdict> Check(List<Checkpoint> kept, Checkpoint newest, RemoteLog log, CancellationToken stop)
    {
        if (kept.Find(k => k.Origin != newest.Origin) is { } other) return Wrong($"The checkpoints kept are of the log {other.Origin}, this one of {newest.Origin}.");
        if (kept.Find(k => k.Size == newest.Size && !k.Agrees(newest)) is { } fork)
            return Wrong($"FORK: you kept a checkpoint of {fork.Size} leaves with another root or map. The log is told one way to you and another way to others.");
        if (kept.Find(k => k.Size > newest.Size && k.At <= newest.At) is { } rolledBack)
            return Wrong($"ROLLBACK: you kept a checkpoint of {rolledBack.Size} leaves of {LogTime.Write(rolledBack.At)}; the newest, of {LogTime.Write(newest.At)}, has only {newest.Size}.");
        if (kept.Find(k => k.Size > newest.Size) is { } replayed)
            return Wrong($"REPLAY: the checkpoint is of {LogTime.Write(newest.At)} and has {newest.Size} leaves; you kept a newer one of {replayed.Size}.");
        if (kept.Where(k => k.Size < newest.Size).MaxBy(k => k.Size) is not { Size: > 0 } last) return Verdict.Of();
        var proof = LeafProof.Read(await log.Consistency(last.Size, newest.Size, stop));
        return proof is not null && MerkleChecks.IsConsistent(last.Size, last.Root, newest.Size, newest.Root, proof)
            ? Verdict.Of()
            : Wrong($"FORK: the log of {newest.Size} leaves did not grow out of the {last.Size} that you kept: it was rewritten.");
    }

    private static Verdict Wrong(string says) => Verdict.Of(new Finding(Finding.Complete, says));
}
