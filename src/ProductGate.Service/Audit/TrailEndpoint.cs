using Marten;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Products;

namespace ProductGate.Service.Audit;

internal static class AuditEndpoints
{
    public static void AddAudit(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<AccessLog>().AddSingleton<Readings>().AddHostedService(s => s.GetRequiredService<AccessLog>());
        services.AddSingleton(builder.Configuration.GetSection("Audit").Get<LogOptions>() ?? new());
        services.AddSingleton<LogHealth>().AddSingleton<KeyRing>().AddSingleton<Sealing>().AddSingleton<Recheck>().AddSingleton<CaseFiles>().AddSingleton<ProductProofs>();
        services.AddSingleton<Publication>().AddSingleton<CheckpointFolder>().AddSingleton<Witnesses>().AddSingleton<TimeStamps>().AddSingleton<CheckpointRepository>();
        services.AddHostedService<Sealer>().AddHostedService<Publisher>().AddHostedService<Rechecker>();
        services.AddHealthChecks().AddCheck<LogHealth>("audit");
    }

    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        api.MapGet("/products/{productId}/audit", Get).Does(Deed.ReadProduct).WithSummary("The trail, newest first; filter by actor, type, from, to")
            .Asks("actor", "type", "from", "to", "limit", "cursor").Produces<Page<TrailEntry>>().ProducesProblems(400, 401, 404, 503).RecordsAccess(AccessKind.Trail, "productId");
        api.MapLog();
    }

    private static async Task<IResult> Get(HttpContext http, IQuerySession session)
    {
        var product = await session.Snapshot(http);
        var query = http.Request.Query;
        var filter = TrailFilter.Of(query, query.Time, query.Time);
        return Results.Json(await session.Trails(product.Id, filter, Paging.Of(query), null, http.RequestAborted), HttpJson.Writing);
    }
}
