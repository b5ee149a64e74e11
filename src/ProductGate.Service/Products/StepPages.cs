using Marten;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Products;

/// <summary>Leads from a step of a product's life to what it was about, wherever that stands by now.</summary>
internal static class StepPages
{
    public static void MapSteps(this RouteGroupBuilder pages) => pages.MapGet("/products/{productId}/steps/{version:long}", Lead).Does(Deed.ReadProduct);

    private static async Task<IResult> Lead(HttpContext http, IQuerySession session, long version)
    {
        var product = await session.Snapshot(http);
        var step = await session.Events.QueryAllRawEvents().Where(e => e.StreamId == product.Id && e.Version == version).FirstOrDefaultAsync(http.RequestAborted);
        return Results.Redirect($"/products/{product.Id}{(step?.Data is IFact fact ? Place(product, version, fact) : "")}");
    }

    private static string Place(Product product, long version, IFact fact)
    {
        var about = Ocel.About(product.Id, version, fact, "").Select(link => link.Id).ToHashSet();
        return product.Opinions.FirstOrDefault(o => about.Contains($"opinion/{o.Id}")) is { } opinion ? $"#o{opinion.Number}"
            : product.Conditions.FirstOrDefault(c => about.Contains($"condition/{c.Id}")) is { } condition ? $"#c{condition.Number}"
            : "";
    }
}
