using Marten;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Audit;

/// <summary>Keeps what was refused as what was done is kept (R14): in the transaction that ends before the answer goes out.</summary>
internal static class RefusalRecords
{
    private const string Insert = $"insert into {LogTables.Refusals} (id, product, at, record) values (?, ?, ?, ?::jsonb)";

    /// <summary>Gives the refusal back, to be recorded when the session is saved. A preview asks and refuses nothing.</summary>
    public static Refusal Refuse(this IDocumentSession session, Refusal refusal, object command, Guid product, PolicyRef? policy, Actor by, DateTimeOffset now, bool preview = false)
    {
        if (preview) return refusal;
        var id = Guid.CreateVersion7(now);
        var leaf = new RefusalLeaf(
            id.ToString(), product, command.GetType().Name, refusal.Code, refusal.Sentence.ToString(), [.. refusal.Missing.Select(m => m.What.ToString())],
            FactLeaves.Of(by), LogTime.Write(now), refusal.Rule, session.CorrelationId, policy is null ? null : LeafPolicy.Of(policy));
        session.QueueSqlCommand(Insert, id, product, now.ToUniversalTime(), System.Text.Encoding.UTF8.GetString(AuditLeaves.Write(leaf)));
        return refusal;
    }

    public static async Task<List<Leaf>> After(NpgsqlConnection connection, long number, int limit, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand($"select number, product, record::text from {LogTables.Refusals} where number > $1 order by number limit $2", connection) { Parameters = { new() { Value = number }, new() { Value = limit } } };
        await using var reader = await command.ExecuteReaderAsync(stop);
        var refusals = new List<Leaf>();
        while (await reader.ReadAsync(stop)) refusals.Add(Read(reader));
        return refusals;
    }

    /// <param name="from">The column of the number; product and record follow.</param>
    public static Leaf Read(NpgsqlDataReader r, int from = 0) => new(
        Leaf.Refusal, r.GetInt64(from), r.IsDBNull(from + 1) ? null : r.GetGuid(from + 1), null, null, System.Text.Encoding.UTF8.GetBytes(CanonicalJson.Parse(r.GetString(from + 2)).Text));
}
