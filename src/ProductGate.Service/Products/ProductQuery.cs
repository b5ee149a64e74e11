using Marten;
using Marten.Linq.MatchesSql;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Products;

/// <summary>The products that somebody may see, filtered and sorted as an address says: for programs, the page and the file.</summary>
internal static class ProductQuery
{
    private sealed record Place(string Name, Guid Id);

    /// <summary>Of the row <c>d</c>; with the keys of the reader, their id, and now.</summary>
    public const string MaySee =
        "(jsonb_exists_any(d.data -> 'visibleTo', ?) or exists (select from jsonb_array_elements(d.data -> 'loans') l where l ->> 'to' = ? and (l ->> 'until')::timestamptz > ?))";

    public static async Task<Page<ProductListEntry>> Products(this IQuerySession session, Actor by, DateTimeOffset now, IQueryCollection query, Paging paging, CancellationToken stop)
    {
        var rows = Sorted(Filtered(await Visible(session, by, now, stop), query), query, paging);
        return paging.Cut(await rows.Take(paging.Limit + 1).ToListAsync(stop), r => r.Entry, r => new Place(r.Name, r.Id));
    }

    /// <summary>All of them, one after the other.</summary>
    public static async Task<IAsyncEnumerable<ProductRow>> EveryProduct(this IQuerySession session, Actor by, DateTimeOffset now, IQueryCollection query, CancellationToken stop) =>
        QueryableExtensions.ToAsyncEnumerable(Sorted(Filtered(await Visible(session, by, now, stop), query), query, new(0, null)), stop);

    /// <summary>What <see cref="MaySee"/> is to be asked with; null for somebody who sees every product.</summary>
    public static async Task<object[]?> SightOf(this IQuerySession session, Actor by, DateTimeOffset now, CancellationToken stop)
    {
        if (Visibility.SeesAll(by)) return null;
        var standing = await session.To(by, now, stop);
        return Visibility.SeesAll(by, standing, now) ? null : [Visibility.KeysOf(by, standing, now).ToArray(), by.Id, now];
    }

    public static async Task<IQueryable<ProductRow>> Visible(IQuerySession session, Actor by, DateTimeOffset now, CancellationToken stop)
    {
        var rows = session.Query<ProductRow>();
        return await session.SightOf(by, now, stop) is { } sight ? rows.Where(r => r.MatchesSql(MaySee, sight)) : rows;
    }

    private static IQueryable<ProductRow> Filtered(IQueryable<ProductRow> rows, IQueryCollection query)
    {
        if (query.Enum<Stage>("stage")?.ToString() is { } stage) rows = rows.Where(r => r.Stage == stage);
        if (query.Enum<Disposition>("disposition")?.ToString() is { } disposition) rows = rows.Where(r => r.Disposition == disposition);
        if (query.Enum<MarketState>("marketState")?.ToString() is { } market) rows = rows.Where(r => r.MarketState == market);
        if (query.Enum<RiskGrade>("riskGrade")?.ToString() is { } grade) rows = rows.Where(r => r.RiskGrade == grade);
        if (query.Text("category") is { } category) rows = rows.Where(r => r.Category == category);
        if (query.Text("team") is { } team) rows = rows.Where(r => r.Team == team);
        if (query.Text("q") is { } words) rows = rows.Where(r => r.Name.Contains(words, StringComparison.OrdinalIgnoreCase));
        return rows;
    }

    /// <summary>By name or by age (the id of a product begins with its time); a leading minus turns the order round.</summary>
    private static IQueryable<ProductRow> Sorted(IQueryable<ProductRow> rows, IQueryCollection query, Paging paging)
    {
        var after = paging.After<Place>();
        switch (query["sort"].ToString())
        {
            case "" or "-declaredAt":
                return (after is null ? rows : rows.Where(r => r.Id < after.Id)).OrderByDescending(r => r.Id);
            case "declaredAt":
                return (after is null ? rows : rows.Where(r => r.Id > after.Id)).OrderBy(r => r.Id);
            case "name":
                return (after is null ? rows : rows.Where(r => string.Compare(r.Name, after.Name) > 0 || (r.Name == after.Name && r.Id > after.Id))).OrderBy(r => r.Name).ThenBy(r => r.Id);
            case "-name":
                return (after is null ? rows : rows.Where(r => string.Compare(r.Name, after.Name) < 0 || (r.Name == after.Name && r.Id < after.Id))).OrderByDescending(r => r.Name).ThenByDescending(r => r.Id);
            default:
                throw new ProblemException(Problem.Field(400, "malformed-query", "sort", "sort is name, -name, declaredAt or -declaredAt."));
        }
    }
}
