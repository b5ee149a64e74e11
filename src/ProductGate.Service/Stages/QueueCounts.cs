using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Stages;

/// <summary>How many matters of one kind wait for somebody, and how many of them too long.</summary>
public sealed record KindCount(AskKind Kind, int Waiting, int Overdue);

internal static class QueueCounts
{
    /// <summary>A matter has at most three rows for one reader: of the asked office, of whom it has climbed to, and of a loan. So this many rows are as many matters as the navigation counts.</summary>
    private const string Enough = "300";

    private const string ByKind =
        $"select d.data ->> 'kind', count(distinct {QueueSight.Matter})::int, (count(distinct {QueueSight.Matter}) filter (where {QueueSight.Late}))::int from {QueueSight.Table} d where {QueueSight.Mine} group by 1";

    private const string AtMost = $"select count(distinct matter)::int from (select {QueueSight.Matter} matter from {QueueSight.Table} d where {QueueSight.Mine} limit {Enough}) w";

    public static async Task<KindCount[]> Kinds(this QueueSight sight, NpgsqlDataSource database, CancellationToken stop)
    {
        await using var command = Command(database, ByKind, [sight.Now, .. sight.Parameters]);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var kinds = new List<KindCount>();
        while (await reader.ReadAsync(stop)) kinds.Add(new(Enum.Parse<AskKind>(reader.GetString(0)), reader.GetInt32(1), reader.GetInt32(2)));
        return [.. kinds.OrderBy(k => k.Kind)];
    }

    /// <summary>Exact below <see cref="Count.Most"/>, at least as many otherwise.</summary>
    public static async Task<int> Waiting(this QueueSight sight, NpgsqlDataSource database, CancellationToken stop)
    {
        await using var command = Command(database, AtMost, sight.Parameters);
        return (int)(await command.ExecuteScalarAsync(stop))!;
    }

    private static NpgsqlCommand Command(NpgsqlDataSource database, string sql, object[] parameters)
    {
        var command = database.CreateCommand(QueueSight.Numbered(sql));
        foreach (var parameter in parameters) command.Parameters.AddWithValue(parameter);
        return command;
    }
}
