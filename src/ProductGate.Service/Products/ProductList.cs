using Marten;
using Marten.Linq.MatchesSql;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Products;

/// <summary>A product in the list.</summary>
public sealed record ProductListEntry(
    Guid Id, string Name, string Category, string Team, Stage Stage, Disposition Disposition, MarketState MarketState, RiskGrade? RiskGrade, int Round, int OpenObjections,
    DateTimeOffset? NextDue, DateTimeOffset DeclaredAt);

internal static class ProductListEndpoint
{
    private sealed record Place(string Name, Guid Id);

    private const string MaySee =
        "(jsonb_exists_any(d.data -> 'visibleTo', ?) or exists (select from jsonb_array_elements(d.data -> 'loans') l where l ->> 'to' = ? and (l ->> 'until')::timestamptz > ?))";

    public static async Task<IResult> Get(HttpContext http, IQuerySession session, TimeProvider clock)
    {
        var query = http.Request.Query;
        var paging = Paging.Of(query);
        var rows = Sorted(Filtered(await Visible(session, http.User.ToActor(), clock.GetUtcNow(), http.RequestAborted), query), query, paging);
        return Results.Json(paging.Cut(await rows.Take(paging.Limit + 1).ToListAsync(http.RequestAborted), r => r.Entry, r => new Place(r.Name, r.Id)), HttpJson.Writing);
    }

    private static async Task<IQueryable<ProductRow>> Visible(IQuerySession session, Actor by, DateTimeOffset now, CancellationToken stop)
    {
        var rows = session.Query<ProductRow>();
        if (Visibility.SeesAll(by)) return rows;
        var standing = await session.To(by, now, stop);
        if (Visibility.SeesAll(by, standing, now)) return rows;
        string[] keys = [.. Visibility.KeysOf(by, standing, now)];
        return rows.Where(r => r.MatchesSql(MaySee, keys, by.Id, now));
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
