using System.Runtime.CompilerServices;
using Npgsql;

namespace ProductGate.Service.Audit;

/// <summary>A leaf as it is in the tree, and what it was made of as the database has that now.</summary>
/// <param name="Now">Null where that is gone.</param>
internal sealed record SealedLeaf(long Position, string Kind, byte[] Hash, Leaf? Now)
{
    public bool IsIntact => Now is not null && Now.Hash.AsSpan().SequenceEqual(Hash);
}

/// <summary>Makes leaves again from what happened.</summary>
internal static class SealedLeaves
{
    private const int AtOnce = 1000;

    /// <summary>Columns before those of the event, and those that the event has.</summary>
    private const int Own = 4, OfEvent = 10;

    private static readonly string InRange =
        $"""
        select l.position, l.kind, l.hash, l.policy, {FactLeaves.Columns}, r.number, r.product, r.record::text, b.first, b.last, b.count, b.digest, b.at
        from {LogTables.Leaves} l
        left join gate.mt_events e on l.kind = '{Leaf.Fact}' and e.seq_id = l.number
        left join {LogTables.Refusals} r on l.kind = '{Leaf.Refusal}' and r.number = l.number
        left join {LogTables.Batches} b on l.kind = '{Leaf.Reading}' and b.last = l.number
        where l.position >= $1 and l.position < $2 order by l.position
        """;

    /// <summary>Some leaves at a time, so that a log of any size needs no more memory than a small one.</summary>
    public static async IAsyncEnumerable<SealedLeaf> Between(NpgsqlConnection connection, long start, long end, [EnumeratorCancellation] CancellationToken stop)
    {
        for (var from = start; from < end; from += AtOnce)
        {
            await using var command = new NpgsqlCommand(InRange, connection) { Parameters = { new() { Value = from }, new() { Value = Math.Min(end, from + AtOnce) } } };
            await using var reader = await command.ExecuteReaderAsync(stop);
            while (await reader.ReadAsync(stop)) yield return Read(reader);
        }
    }

    private static SealedLeaf Read(NpgsqlDataReader r)
    {
        var kind = r.GetString(1);
        const int refusal = Own + OfEvent, batch = refusal + 3;
        var now = kind switch
        {
            Leaf.Fact when !r.IsDBNull(Own) => FactLeaves.Read(r, Own).Under(r.IsDBNull(3) ? null : r.GetString(3)),
            Leaf.Refusal when !r.IsDBNull(refusal) => RefusalRecords.Read(r, refusal),
            Leaf.Reading when !r.IsDBNull(batch) => ReadingBatches.LeafOf(r.GetInt64(batch), r.GetInt64(batch + 1), r.GetInt32(batch + 2), r.GetString(batch + 3), r.GetFieldValue<DateTimeOffset>(batch + 4)),
            _ => null,
        };
        return new(r.GetInt64(0), kind, r.GetFieldValue<byte[]>(2), now);
    }
}
