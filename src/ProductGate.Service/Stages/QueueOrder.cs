using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Stages;

/// <summary>In which order the queue is shown, and where its next page begins. In each of them the rows of one matter stand next to each other.</summary>
/// <param name="Sql">What of the row <c>d</c> is compared.</param>
internal sealed record QueueOrder(string Sql, bool Down)
{
    private sealed record Place(DateTimeOffset Order, string Id, string Matter, string? Name = null);

    /// <remarks>Written as its index has it.</remarks>
    private const string Due = "gate.mt_immutable_timestamptz(d.data ->> 'order')";
    private const string Since = "coalesce((d.data -> 'entry' ->> 'since')::timestamptz, '9999-01-01T00:00:00Z')";
    private const string Product = "(d.data -> 'entry' ->> 'product')";

    public static QueueOrder Of(IQueryCollection query) => query["sort"].ToString() switch
    {
        "" or "due" => new(Due, false),
        "-due" => new(Due, true),
        "since" => new(Since, false),
        "-since" => new(Since, true),
        "product" => new(Product, false),
        "-product" => new(Product, true),
        _ => throw new ProblemException(Problem.Field(400, "malformed-query", "sort", "sort is due, -due, since, -since, product or -product.")),
    };

    public string By => Down ? $"{Sql} desc, d.id desc" : $"{Sql}, d.id";

    /// <summary>Which rows come after those of the page before, and the matter that it ended with; null where this is the first page.</summary>
    public (string Sql, object[] Values, string Shown)? Beyond(Paging paging) => paging.After<Place>() is not { } after ? null
        : ($"({Sql}, d.id) {(Down ? "<" : ">")} (?, ?)", [Sql == Product ? after.Name ?? "" : (object)after.Order.ToUniversalTime(), after.Id], after.Matter);

    /// <summary>The place of a row, for the cursor of the page that ends with it.</summary>
    public object PlaceOf(WorkQueueRow row) => new Place(Sql == Since ? row.Entry.Since ?? WorkQueueRow.EndOfTime : row.Order, row.Id, row.Matter, Sql == Product ? row.Entry.Product : null);
}
