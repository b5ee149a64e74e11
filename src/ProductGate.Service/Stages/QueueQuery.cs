using Marten;
using Marten.Linq.MatchesSql;
using ProductGate.Domain;
using ProductGate.Service.Door;
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
internal static class QueueQuery
{
    private static readonly string TheirProduct = $"d.product_id in (select p.id from gate.mt_doc_productrow p where {Of("p", ProductQuery.MaySee)})";

    /// <remarks>Looked up product by product for the few rows of a page: with a plain "=" the database would first gather all that is the reader's.</remarks>
    private static readonly string NotMine =
        $"(d.data ->> 'audience' not like 'person:%' and not exists (select from {QueueSight.Table} m where m.product_id = d.product_id and not ({Of("m", QueueSight.Matter)} is distinct from {QueueSight.Matter}) and {Of("m", QueueSight.Mine)}))";

    /// <remarks>One matter has a row for each of its audiences, next to each other; a person of several roles is shown the first.</remarks>
    public static async Task<Page<WorkQueueRow>> Queue(this IQuerySession session, QueueSight sight, QueueView view, IQueryCollection query, Paging paging, CancellationToken stop)
    {
        var order = QueueOrder.Of(query);
        var (rows, shown) = order.From(Filtered(await Seen(session, sight, view, stop), query, sight.Now), paging);
        var page = paging.Cut(await rows.ToListAsync(stop), r => r, order.PlaceOf);
        return page with { Items = [.. page.Items.Where(r => r.Matter != shown).Select(r => sight.Shown(r) ?? (view == QueueView.Mine ? null : r)).OfType<WorkQueueRow>().DistinctBy(r => r.Matter)] };
    }

    private static async Task<IQueryable<WorkQueueRow>> Seen(IQuerySession session, QueueSight sight, QueueView view, CancellationToken stop)
    {
        var rows = session.Query<WorkQueueRow>();
        var mine = sight.Parameters;
        if (view == QueueView.Mine) return rows.Where(r => r.MatchesSql(QueueSight.Mine, mine));
        var visible = await session.SightOf(sight.By, sight.Now, stop);
        var others = visible is null ? NotMine : $"({TheirProduct} and {NotMine})";
        object[] theirs = [.. visible ?? [], .. mine];
        if (view == QueueView.Others) return rows.Where(r => r.MatchesSql(others, theirs));
        var (either, all) = ($"({others} or {QueueSight.Mine})", (object[])[.. theirs, .. mine]);
        return rows.Where(r => r.MatchesSql(either, all));
    }

    private static IQueryable<WorkQueueRow> Filtered(IQueryable<WorkQueueRow> rows, IQueryCollection query, DateTimeOffset now)
    {
        if (query.Enum<AskKind>("kind")?.ToString() is { } kind) rows = rows.Where(r => r.Kind == kind);
        if (query.Enum<Stage>("stage")?.ToString() is { } stage) rows = rows.Where(r => r.MatchesSql("d.data -> 'entry' ->> 'stage' = ?", stage));
        if (query.Enum<RiskGrade>("riskGrade")?.ToString() is { } grade) rows = rows.Where(r => r.MatchesSql("d.data -> 'entry' ->> 'riskGrade' = ?", grade));
        if (query.Text("team") is { } team) rows = rows.Where(r => r.MatchesSql("d.data -> 'entry' ->> 'team' = ?", team));
        if (query.Text("q") is { } words) rows = rows.Where(r => r.Entry.Product.Contains(words, StringComparison.OrdinalIgnoreCase));
        if (query.Flag("overdue")) rows = rows.Where(r => r.MatchesSql(QueueSight.Late, now));
        return rows;
    }

    /// <summary>The same condition of a row by another name.</summary>
    private static string Of(string alias, string sql) => sql.Replace("d.data", $"{alias}.data", StringComparison.Ordinal).Replace("d.id", $"{alias}.id", StringComparison.Ordinal);
}
