using System.Runtime.CompilerServices;
using Npgsql;

namespace ProductGate.Service.Audit;

/// <summary>A leaf as it is in the tree, and what it was made of as the database has that now.</summary>
/// <param name="Now">Null where that is gone, or says what nothing of this service says.</param>
internal sealed record SealedLeaf(long Position, string Kind, long Number, byte[] Hash, Leaf? Now)
{
    public bool IsIntact => Now is not null && Now.Hash.AsSpan().SequenceEqual(Hash);
}

/// <summary>Makes leaves again from what happened.</summary>
internal static class SealedLeaves
{
    private const int AtOnce = 1000;

    /// <summary>Columns before those of the event, and those that the event has.</summary>
    private const int Own = 5, OfEvent = 10;

    private static readonly string InRange =
        $"""
        select l.position, l.kind, l.number, l.hash, l.policy, {FactLeaves.Columns}, r.number, r.product, r.record::text, b.first, b.at
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
            foreach (var (leaf, batch) in await Some(connection, from, Math.Min(end, from + AtOnce), stop))
                yield return batch is { } of ? leaf with { Now = await Made(connection, of, leaf.Number, stop) } : leaf;
    }

    private static async Task<List<(SealedLeaf Leaf, Batch? Of)>> Some(NpgsqlConnection connection, long from, long end, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(InRange, connection) { Parameters = { new() { Value = from }, new() { Value = end } } };
        await using var r = await command.ExecuteReaderAsync(stop);
        var leaves = new List<(SealedLeaf, Batch?)>();
        const int batch = Own + OfEvent + 3;
        while (await r.ReadAsync(stop))
            leaves.Add((new(r.GetInt64(0), r.GetString(1), r.GetInt64(2), r.GetFieldValue<byte[]>(3), Now(r)), r.IsDBNull(batch) ? null : new(r.GetInt64(batch), r.GetFieldValue<DateTimeOffset>(batch + 1))));
        return leaves;
    }

    private static Leaf? Now(NpgsqlDataReader r)
    {
        const int refusal = Own + OfEvent;
        try
        {
            return r.GetString(1) switch
            {
                Leaf.Fact when !r.IsDBNull(Own) => FactLeaves.Read(r, Own).Under(r.IsDBNull(4) ? null : r.GetString(4)),
                Leaf.Refusal when !r.IsDBNull(refusal) => RefusalRecords.Read(r, refusal),
                _ => null,
            };
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>From the records themselves, not from what was noted of them.</summary>
    private static async Task<Leaf> Made(NpgsqlConnection connection, Batch batch, long last, CancellationToken stop)
    {
        var records = await ReadingBatches.Between(connection, batch.First, last, stop);
        return ReadingBatches.LeafOf(batch.First, last, records.Count, ReadingBatches.DigestOf(records), batch.At);
    }

    private sealed record Batch(long First, DateTimeOffset At);
}
