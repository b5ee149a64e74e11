using Marten;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Policies;
using ProductGate.Service.Products;

namespace ProductGate.Service.Stages;

internal static class GateEndpoint
{
    public static async Task<IResult> Get(HttpContext http, IQuerySession session, PolicyShelf policies, TimeProvider clock)
    {
        var product = await session.Snapshot(http);
        if (policies.For(product) is not { } policy) return Problem.Of(PolicyShelf.Unreadable(product)).ToResult();
        http.Response.Headers.ETag = $"\"{product.Version}\"";
        return Results.Json(Gate.Of(product, policy, clock.GetUtcNow()), HttpJson.Writing);
    }
}
