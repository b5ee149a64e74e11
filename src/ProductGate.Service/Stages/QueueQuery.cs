using System.Text.RegularExpressions;
using Marten;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Ops;
using ProductGate.Service.Products;

namespace ProductGate.Service.Stages;

/// <summary>Whose matters a look at the queue shows.</summary>
public enum QueueView
{
    Mine,
    Others,
    All,
}

/// <summary>The queue, filtered as an address says: for programs and for the page.</summary>
internal static partial class QueueQuery
{
    private static readonly string TheirProduct = $"d.product_id in (select p.id from gate.mt_doc_productrow p where {Of("p", ProductQuery.MaySee)})";

    /// <remarks>Looked up product by product for the few rows of a page: with a plain "=" the database would first gather all that is the reader's.</remarks>
    private static readonly string NotMine =
        $"(d.audience not like 'person:%' and not exists (select from {QueueSight.Table} m where m.product_id = d.product_id and not ({Of("m", QueueSight.Matter)} is distinct from {QueueSight.Matter}) and {Of("m", QueueSight.Mine)}))";

    public static async Task<Page<WorkQueueRow>> Queue(this NpgsqlDataSource database, IQuerySession session, QueueSight sight, QueueView view, IQueryCollection query, Paging paging, CancellationToken stop)
    {
        var question = await session.QueueQuestion(sight, view, query, paging, stop);
        await using var command = database.Ask(question.Sql, question.Values);
        await using var reader = await command.ExecuteReaderAsync(stop);
        return await question.Read(reader, stop);
    }

    /// <summary>The same, to be asked together with others.</summary>
    /// <exception cref="ProblemException">400: the address asks for something that means nothing.</exception>
    public static async Task<QueueQuestion> QueueQuestion(this IQuerySession session, QueueSight sight, QueueView view, IQueryCollection query, Paging paging, CancellationToken stop)
    {
        var order = QueueOrder.Of(query);
        var beyond = order.Beyond(paging);
        (string Sql, object[] Values)[] conditions = [await Seen(session, sight, view, stop), .. Filters(query, sight.Now), .. beyond is { } b ? [(b.Sql, b.Values)] : Array.Empty<(string, object[])>()];
        var sql = Sql.Numbered($"select d.data from {QueueSight.Table} d where {string.Join(" and ", conditions.Select(c => c.Sql))} order by {order.By} limit {paging.Limit + 1}");
        return new(sql, [.. conditions.SelectMany(c => c.Values)])
        {
            Page = rows => paging.Cut(rows, r => r, order.PlaceOf),
            Shows = row => row.Matter == beyond?.Shown ? null : sight.Shown(row) ?? (view == QueueView.Mine ? null : row),
        };
    }

    private static async Task<(string Sql, object[] Values)> Seen(IQuerySession session, QueueSight sight, QueueView view, CancellationToken stop)
    {
        var mine = sight.Parameters;
        if (view == QueueView.Mine) return (QueueSight.Mine, mine);
        var visible = await session.SightOf(sight.By, sight.Now, stop);
        var others = visible is null ? NotMine : $"({TheirProduct} and {NotMine})";
        object[] theirs = [.. visible ?? [], .. mine];
        return view == QueueView.Others ? (others, theirs) : ($"({others} or {QueueSight.Mine})", [.. theirs, .. mine]);
    }

    private static IEnumerable<(string Sql, object[] Values)> Filters(IQueryCollection query, DateTimeOffset now)
    {
        if (query.Enum<AskKind>("kind")?.ToString() is { } kind) yield return ("d.kind = ?", [kind]);
        if (query.Enum<Stage>("stage")?.ToString() is { } stage) yield return ("d.data -> 'entry' ->> 'stage' = ?", [stage]);
        if (query.Enum<RiskGrade>("riskGrade")?.ToString() is { } grade) yield return ("d.data -> 'entry' ->> 'riskGrade' = ?", [grade]);
        if (query.Text("team") is { } team) yield return ("d.data -> 'entry' ->> 'team' = ?", [team]);
        if (query.Text("q") is { } words) yield return ("strpos(lower(d.data -> 'entry' ->> 'product'), lower(?)) > 0", [words]);
        if (query.Flag("overdue")) yield return (QueueSight.Late, [now]);
    }

    /// <summary>The same condition of a row by another name.</summary>
    private static string Of(string alias, string sql) => Row().Replace(sql, $"{alias}.");

    [GeneratedRegex(@"\bd\.")]
    private static partial Regex Row();
}
