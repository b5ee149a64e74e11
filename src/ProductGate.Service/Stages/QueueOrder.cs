using Marten;
using Marten.Linq.MatchesSql;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Stages;

/// <summary>In which order the queue is shown, and where its next page begins. In each of them the rows of one matter stand next to each other.</summary>
/// <param name="Sql">What of the row <c>d</c> is compared; null for when it is due, which has an index.</param>
internal sealed record QueueOrder(string? Sql, bool Down)
{
    private sealed record Place(DateTimeOffset Order, string Id, string Matter, string? Name = null);

    private const string Since = "coalesce((d.data -> 'entry' ->> 'since')::timestamptz, '9999-01-01T00:00:00Z')";
    private const string Product = "(d.data -> 'entry' ->> 'product')";

    public static QueueOrder Of(IQueryCollection query) => query["sort"].ToString() switch
    {
        "" or "due" => new(null, false),
        "-due" => new(null, true),
        "since" => new(Since, false),
        "-since" => new(Since, true),
        "product" => new(Product, false),
        "-product" => new(Product, true),
        _ => throw new ProblemException(Problem.Field(400, "malformed-query", "sort", "sort is due, -due, since, -since, product or -product.")),
    };

    /// <summary>One row more than the page has, from where the page before ended; and the matter that it ended with.</summary>
    public (IQueryable<WorkQueueRow> Rows, string? Shown) From(IQueryable<WorkQueueRow> rows, Paging paging)
    {
        var after = paging.After<Place>();
        var sorted = Sql is { } sql ? By(sql, rows, after) : Down ? Latest(rows, after) : Soonest(rows, after);
        return (sorted.Take(paging.Limit + 1), after?.Matter);
    }

    /// <summary>The place of a row, for the cursor of the page that ends with it.</summary>
    public object PlaceOf(WorkQueueRow row) => new Place(Sql == Since ? row.Entry.Since ?? WorkQueueRow.EndOfTime : row.Order, row.Id, row.Matter, Sql == Product ? row.Entry.Product : null);

    private static IQueryable<WorkQueueRow> Soonest(IQueryable<WorkQueueRow> rows, Place? after) =>
        (after is null ? rows : rows.Where(r => r.Order > after.Order || (r.Order == after.Order && string.Compare(r.Id, after.Id) > 0))).OrderBy(r => r.Order).ThenBy(r => r.Id);

    private static IQueryable<WorkQueueRow> Latest(IQueryable<WorkQueueRow> rows, Place? after) =>
        (after is null ? rows : rows.Where(r => r.Order < after.Order || (r.Order == after.Order && string.Compare(r.Id, after.Id) < 0))).OrderByDescending(r => r.Order).ThenByDescending(r => r.Id);

    private IQueryable<WorkQueueRow> By(string sql, IQueryable<WorkQueueRow> rows, Place? after)
    {
        if (after is not null)
        {
            var (beyond, key, id) = ($"({sql}, d.id) {(Down ? "<" : ">")} (?, ?)", sql == Product ? after.Name ?? "" : (object)after.Order.ToUniversalTime(), after.Id);
            rows = rows.Where(r => r.MatchesSql(beyond, key, id));
        }
        return rows.OrderBySql(Down ? $"{sql} desc, d.id desc" : $"{sql}, d.id");
    }
}
