using Marten;
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
    public static async Task<IResult> Get(HttpContext http, IQuerySession session, TimeProvider clock)
    {
        var (query, by) = (http.Request.Query, http.User.ToActor());
        return Results.Json(await session.Products(by, clock.GetUtcNow(), query, Paging.Of(query), http.RequestAborted), HttpJson.Writing);
    }
}
