using Npgsql;

namespace ProductGate.Service.Audit;

/// <summary>Records that stand among those that were sealed, and were not.</summary>
internal static class Strangers
{
    private static readonly string Facts =
        $"select e.seq_id from {FactLeaves.Facts} e where e.seq_id <= $1 and not exists (select from {LogTables.Leaves} l where l.kind = '{Leaf.Fact}' and l.number = e.seq_id) order by e.seq_id limit 1";

    private static readonly string Refusals =
        $"select r.number from {LogTables.Refusals} r where r.number <= $1 and not exists (select from {LogTables.Leaves} l where l.kind = '{Leaf.Refusal}' and l.number = r.number) order by r.number limit 1";

    private const string Readings =
        $"select r.number from {AccessTables.Records} r where r.number <= $1 and r.number < (select b.first from {LogTables.Batches} b where b.last >= r.number order by b.last limit 1) order by r.number limit 1";

    /// <summary>The first that was put in later, in words.</summary>
    public static async Task<string?> Find(NpgsqlConnection connection, Seal until, CancellationToken stop)
    {
        if (await First(connection, Facts, until.Facts, stop) is { } fact) return $"Event {fact} was put in later: it was never sealed.";
        if (await First(connection, Refusals, until.Refusals, stop) is { } refusal) return $"Refusal {refusal} was put in later: it was never sealed.";
        return await First(connection, Readings, until.Readings, stop) is { } reading ? $"Access record {reading} was put in later: it was never sealed." : null;
    }

    private static async Task<long?> First(NpgsqlConnection connection, string sql, long until, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = until } } };
        return await command.ExecuteScalarAsync(stop) as long?;
    }
}
