using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Ops;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Stages;

/// <summary>How many matters of one kind wait for somebody, and how many of them too long.</summary>
public sealed record KindCount(AskKind Kind, int Waiting, int Overdue);

internal static class QueueCounts
{
    /// <summary>
    /// So many rows are counted and no more: whoever has as many is not helped by a number, and it would cost as much again for each of them. A matter has at most
    /// three rows for one reader (of the asked office, of whom it has climbed to, and of a loan), so this is enough for the navigation too.
    /// </summary>
    private const string Most = "301";

    /// <summary>How many of each kind; to be asked with now and <see cref="QueueSight.Parameters"/>, and read with <see cref="Read"/>.</summary>
    /// <remarks>Numbers are told apart much faster than texts.</remarks>
    public static readonly string ByKind = Sql.Numbered(
        $"""
        select kind, count(distinct matter)::int, (count(distinct matter) filter (where late))::int, sum(count(*)) over () = {Most}
        from (select d.kind, hashtextextended({QueueSight.Matter}, 0) matter, {QueueSight.Late} late from {QueueSight.Table} d where {QueueSight.Mine} limit {Most}) w group by 1
        """);

    /// <summary>How many matters wait: exact below <see cref="Count.Most"/>, at least as many otherwise.</summary>
    public const string AtMost = $"select count(*)::int from (select distinct matter from (select hashtextextended({QueueSight.Matter}, 0) matter from {QueueSight.Table} d where {QueueSight.Mine} limit {Most}) w) m";

    /// <returns>What <see cref="ByKind"/> counted, and whether there is more than was counted.</returns>
    public static async Task<(KindCount[] Kinds, bool More)> Read(NpgsqlDataReader reader, CancellationToken stop)
    {
        var (kinds, more) = (new List<KindCount>(), false);
        while (await reader.ReadAsync(stop))
        {
            kinds.Add(new(Enum.Parse<AskKind>(reader.GetString(0)), reader.GetInt32(1), reader.GetInt32(2)));
            more = reader.GetBoolean(3);
        }
        return ([.. kinds.OrderBy(k => k.Kind)], more);
    }
}
