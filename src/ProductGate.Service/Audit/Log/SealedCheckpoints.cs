using Npgsql;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>The checkpoints over some range of sizes, to be compared with the tree as it was then.</summary>
internal sealed class SealedCheckpoints
{
    private readonly Queue<Seal> seals;
    private readonly Trust trust;

    private SealedCheckpoints(IEnumerable<Seal> seals, Trust trust) => (this.seals, this.trust) = (new(seals), trust);

    /// <exception cref="InvalidDataException">The log has no keys any more.</exception>
    public static async Task<SealedCheckpoints> Between(NpgsqlConnection connection, long after, long until, CancellationToken stop)
    {
        var keys = await LogReading.Keys(connection, stop) ?? throw new InvalidDataException("The log's list of keys was changed.");
        var seals = await Seal.Between(connection, after, until, stop);
        if (seals.Zip(seals.Skip(1)).Any(p => p.First.Number + 1 != p.Second.Number)) throw new InvalidDataException("A checkpoint is missing in the database.");
        return new(seals, Trust.In(SigningKey.Verify, [LogKey.Read(keys.First)!]).After(keys.Rotations));
    }

    /// <summary>What is wrong with the checkpoint of that size; null where there is none, or it was signed over this tree.</summary>
    public string? At(long size, Func<byte[]> root)
    {
        if (!seals.TryPeek(out var seal) || seal.Size != size) return null;
        return trust.Read(seals.Dequeue().Note) is { } signed && signed.Size == size && signed.Root.AsSpan().SequenceEqual(root()) ? null : $"The checkpoint of {size} leaves in the database is not the one that was signed.";
    }
}
