using Marten;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Policies;
using ProductGate.Service.Products;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Audit;

/// <summary>The trail for people. What is shown comes from where programs get it, and is recorded as there.</summary>
internal static class AuditPages
{
    private const int OnAPage = 40;

    /// <summary>More steps than any product has; who prints a trail wants all of them.</summary>
    private const int Whole = 10_000;

    public static void MapAuditPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/products/{productId}/audit", Product).RecordsAccess(AccessKind.Trail, "productId").Does(Deed.ReadProduct);
        pages.MapGet("/audit", Search).RecordsAccess(AccessKind.Trail).Does(Deed.ReadAccessRecords);
        pages.MapGet("/audit/access", Access).RecordsAccess(AccessKind.AccessRecords).Does(Deed.ReadAccessRecords);
    }

    private static async Task<IResult> Product(HttpContext http, IQuerySession session, PolicyShelf policies, NpgsqlDataSource database, ProductProofs proofs, LogHealth health)
    {
        var (product, query, stop) = (await session.Snapshot(http), http.Request.Query, http.RequestAborted);
        var (all, verify) = (query.Flag("all"), query.Flag("verify"));
        var past = await session.Past(http, product, Days(policies));
        var fact = query["fact"].Count == 0 ? (long?)null : ProductViewEndpoint.Version(query, "fact");
        var filter = fact is null ? Filter(query, policies) : new(null, null, null, null);
        var entries = await session.Trails(product.Id, filter, fact is not null ? new(1, null) : all ? new(Whole, null) : PageOf(query), fact ?? past?.Version, stop);
        var about = new ProductTrail(product, past, entries, await session.Policies(product.Id, stop), await database.Actors(product.Id, stop))
        {
            Fact = fact, All = all, Sealed = await database.SealedSteps(product.Id, stop), Trouble = health.Damage, IsVerified = verify, Proof = verify ? await proofs.Of(product.Id, stop) : null,
        };
        return http.Page<ProductAuditPage>(new { Model = about });
    }

    private static async Task<IResult> Search(HttpContext http, IQuerySession session, PolicyShelf policies)
    {
        http.May(Deed.ReadAccessRecords);
        var query = http.Request.Query;
        var found = await session.Search(query.Text("product")?.Trim(), Filter(query, policies), PageOf(query), http.RequestAborted);
        Guid[] ids = [.. found.Items.Select(f => f.Product).Distinct()];
        var rows = await session.LoadManyAsync<ProductRow>(http.RequestAborted, ids);
        return http.Page<AuditSearchPage>(new { Model = found, Names = rows.ToDictionary(r => r.Id, r => r.Name) });
    }

    private static async Task<IResult> Access(HttpContext http, IQuerySession session, NpgsqlDataSource database, PolicyShelf policies)
    {
        http.May(Deed.ReadAccessRecords);
        var (query, days) = (http.Request.Query, Days(policies));
        var found = await database.AccessRecords(AccessFilter.Of(query, days.Start(query), days.End(query)), PageOf(query), http.RequestAborted);
        Guid[] ids = [.. found.Items.Select(r => Guid.TryParse(r.Subject, out var id) ? id : Guid.Empty).Distinct()];
        var rows = await session.LoadManyAsync<ProductRow>(http.RequestAborted, ids);
        return http.Page<AccessPage>(new { Model = found, Names = rows.ToDictionary(r => r.Id, r => r.Name) });
    }

    private static TrailFilter Filter(IQueryCollection query, PolicyShelf policies) => TrailFilter.Of(query, Days(policies).Start(query), Days(policies).End(query));

    private static BankDays Days(PolicyShelf policies) => new(policies.InForce.Calendar);

    private static Paging PageOf(IQueryCollection query) => new(OnAPage, query["cursor"].ToString() is { Length: > 0 } cursor ? cursor : null);
}
