using System.Text;
using System.Text.Json;
using Marten;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Audit;

/// <summary>Keeps what was refused as what was done is kept (R14): in the transaction that ends before the answer goes out.</summary>
internal static class RefusalRecords
{
    private const string Insert = $"insert into {LogTables.Refusals} (id, product, at, record) values (?, ?, ?, ?::jsonb)";

    /// <summary>Refuses a command on a product.</summary>
    public static Outcome Refuse(this IDocumentSession session, Refusal refusal, Act act, Product product, DateTimeOffset now)
    {
        // A preview asks and refuses nothing.
        if (!act.Preview) session.Refuse(refusal, act.Command, product.Id, product.Policy, act.By, now, product.Version);
        return Outcome.Refused(refusal);
    }

    /// <summary>Refuses what was decided on an older version (R12).</summary>
    public static Outcome Stale(this IDocumentSession session, Act act, Product product, DateTimeOffset now)
    {
        var problem = Problem.Stale(product.Version);
        session.Refuse(new(RefusalKind.Refused, problem.Code, problem.Detail) { Rule = problem.Rule }, act, product, now);
        return Outcome.Stale(product.Version);
    }

    /// <summary>Gives the refusal back, to be recorded when the session is saved.</summary>
    public static Refusal Refuse(this IDocumentSession session, Refusal refusal, object command, Guid product, PolicyRef? policy, Actor by, DateTimeOffset now, long? version = null)
    {
        var id = Guid.CreateVersion7(now);
        var owed = refusal.Missing.Select(LeafOwed.Of).ToArray();
        var leaf = new RefusalLeaf(
            id.ToString(), product, command.GetType().Name, refusal.Code, refusal.Sentence.ToString(), [.. refusal.Missing.Select(m => m.What.ToString())],
            FactLeaves.Of(by), LogTime.Write(now), refusal.Rule, session.CorrelationId, policy is null ? null : LeafPolicy.Of(policy),
            version, JsonSerializer.SerializeToElement(command, command.GetType(), Json.Options), Array.TrueForAll(owed, o => o == new LeafOwed()) ? null : owed);
        session.QueueSqlCommand(Insert, id, product, now.ToUniversalTime(), Encoding.UTF8.GetString(AuditLeaves.Write(leaf)));
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
    /// <exception cref="InvalidDataException">No refusal of this service says that.</exception>
    public static Leaf Read(NpgsqlDataReader r, int from = 0) => Unreadable.Unless("refusal", r.GetInt64(from), () => new Leaf(
        Leaf.Refusal, r.GetInt64(from), r.IsDBNull(from + 1) ? null : r.GetGuid(from + 1), null, null, Encoding.UTF8.GetBytes(CanonicalJson.Parse(r.GetString(from + 2)).Text)));
}
