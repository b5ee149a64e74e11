using System.Collections.Immutable;
using Marten;
using ProductGate.Domain;
using ProductGate.Service.Policies;

namespace ProductGate.Service.Identity;

/// <summary>Asks <see cref="Visibility"/> with what it takes: the policy, and the rights that were passed on for every product, looked up only where they could matter.</summary>
internal static class Sight
{
    public static async Task<bool> MaySee(this IQuerySession session, Actor by, Product product, PolicyShelf policies, DateTimeOffset now, CancellationToken stop)
    {
        if (Visibility.SeesUnaided(by, product)) return true;
        return Visibility.MaySee(by, await session.To(by, now, stop), product, policies.For(product), now);
    }

    /// <summary>The same for whoever sends the request.</summary>
    public static Task<bool> MaySee(this HttpContext http, IQuerySession session, Product product)
    {
        var services = http.RequestServices;
        return session.MaySee(http.User.ToActor(), product, services.GetRequiredService<PolicyShelf>(), services.GetRequiredService<TimeProvider>().GetUtcNow(), http.RequestAborted);
    }
}
