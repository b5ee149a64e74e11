using System.Text.Json;
using Marten;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Policies;
using ProductGate.Service.Products;

namespace ProductGate.Service.Ops;

/// <summary>
/// The first command needs thousands of methods that are compiled when they are first used. One core compiles them here while another
/// one starts the service; nothing depends on it, and nothing is recorded.
/// </summary>
internal static class WarmUp
{
    public static void Begin(IServiceProvider services, CancellationToken stop) => _ = Task.Run(() => Try(services, stop), stop);

    private static async Task Try(IServiceProvider services, CancellationToken stop)
    {
        try
        {
            Rules(services.GetRequiredService<PolicyShelf>());
            await using var session = services.GetRequiredService<IDocumentStore>().LightweightSession();
            await session.Events.FetchForWriting<Product>(Guid.NewGuid(), stop);
        }
        catch (Exception e)
        {
            // The database may be away: then the first command is slower, if it can be done at all.
            services.GetRequiredService<ILogger<Program>>().LogDebug(e, "Warming up came to nothing.");
        }
    }

    private static void Rules(PolicyShelf policies)
    {
        var somebody = new Actor("nobody", "Nobody", [Role.ProductTeam], "", ["none"]);
        var (id, policy) = (Guid.NewGuid(), policies.InForce);
        var command = Requests.Parse<DeclareProduct>("""{"name":"n","category":"","kind":"Own","team":"none","summary":"s"}"""u8.ToArray()) with { Category = policy.Categories[0] };
        var decision = ProductRules.Declare(id, command, somebody, DateTimeOffset.UnixEpoch, policy);
        var product = decision.Facts.Aggregate((Product?)null, (p, f) => Product.Evolve(p, id, f))!;
        foreach (var fact in decision.Facts) JsonSerializer.Serialize(fact, fact.GetType(), Json.Options);
        JsonSerializer.Deserialize<Product>(JsonSerializer.SerializeToUtf8Bytes(product, Json.Options), Json.Options);
        JsonSerializer.SerializeToUtf8Bytes(Answers.Of(null, product, decision.Facts, policy, preview: false), HttpJson.Writing);
        JsonSerializer.SerializeToUtf8Bytes(ProductRow.Of(product, policies), Json.Options);
        JsonSerializer.SerializeToUtf8Bytes(Course.Of(id, decision.Facts), Json.Options);
    }
}
