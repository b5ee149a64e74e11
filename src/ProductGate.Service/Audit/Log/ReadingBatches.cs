using System.Text.Json;
using Npgsql;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>An access record with its number, as its batch is hashed.</summary>
internal sealed record NumberedReading(long Number, Guid Id, string At, string Person, string Name, string[] Roles, string Kind, string Subject, string Asked, string From, string Agent, string TraceId);

/// <summary>Access records go into the tree as batches: their hash, not who read.</summary>
internal static class ReadingBatches
{
    private const int Largest = 1000;
    private const string Columns = "number, id, at, person, name, roles, kind, subject, asked, from_address, agent, trace_id";

    public static Task<List<NumberedReading>> After(NpgsqlConnection connection, long number, CancellationToken stop) => Read(connection, number, long.MaxValue, Largest, stop);

    public static Task<List<NumberedReading>> Between(NpgsqlConnection connection, long first, long last, CancellationToken stop) => Read(connection, first - 1, last, int.MaxValue, stop);

    public static string DigestOf(IReadOnlyList<NumberedReading> batch) => AuditLeaves.DigestOf(Text(batch));

    public static Leaf LeafOf(long first, long last, int count, string digest, DateTimeOffset at) =>
        new(Leaf.Reading, last, null, null, null, AuditLeaves.Write(new ReadingLeaf(first, last, count, digest, LogTime.Write(at))));

    /// <summary>The records of the batch that ends with that number, as they are hashed; null where there is no such batch.</summary>
    public static async Task<CanonicalJson?> Text(NpgsqlConnection connection, long last, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand($"select first from {LogTables.Batches} where last = $1", connection) { Parameters = { new() { Value = last } } };
        return await command.ExecuteScalarAsync(stop) is long first ? Text(await Between(connection, first, last, stop)) : null;
    }

    private static CanonicalJson Text(IReadOnlyList<NumberedReading> batch) => CanonicalJson.Of(JsonSerializer.SerializeToElement(batch, Json.Options));

    private static async Task<List<NumberedReading>> Read(NpgsqlConnection connection, long after, long last, int limit, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand($"select {Columns} from {AccessTables.Records} where number > $1 and number <= $2 order by number limit $3", connection)
        {
            Parameters = { new() { Value = after }, new() { Value = last }, new() { Value = limit } },
        };
        await using var r = await command.ExecuteReaderAsync(stop);
        var batch = new List<NumberedReading>();
        while (await r.ReadAsync(stop))
            batch.Add(new(
                r.GetInt64(0), r.GetGuid(1), LogTime.Write(r.GetFieldValue<DateTimeOffset>(2)), r.GetString(3), r.GetString(4), r.GetFieldValue<string[]>(5), r.GetString(6),
                r.GetString(7), r.GetString(8), r.GetString(9), r.GetString(10), r.GetString(11)));
        return batch;
    }
}
