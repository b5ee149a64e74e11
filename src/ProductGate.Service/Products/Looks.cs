using Marten;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Policies;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Products;

internal static class Looks
{
    /// <summary>The product of the address, for one of its pages: that it was opened there is recorded.</summary>
    /// <inheritdoc cref="Look(HttpContext)" path="/exception"/>
    public static async Task<ProductLook> Look(this HttpContext http, string page)
    {
        var look = await http.Look();
        await http.Record(look.By, AccessKind.Dossier, look.Product.Id.ToString(), page);
        return look;
    }

    /// <summary>The product of the address, with everything the rules would ask about whoever looks at it.</summary>
    /// <exception cref="ProblemException">404: no such product, or not visible. 409: the policy that judges it cannot be read.</exception>
    public static async Task<ProductLook> Look(this HttpContext http)
    {
        var services = http.RequestServices;
        var (by, now) = (http.User.ToActor(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        var session = services.GetRequiredService<IQuerySession>();
        var opened = services.GetRequiredService<Readings>().Of(by.Id, http.ProductId(), http.RequestAborted);
        var told = await session.Tell(http);
        if (services.GetRequiredService<PolicyShelf>().For(told.Product) is not { } policy) throw new ProblemException(Problem.Of(PolicyShelf.Unreadable(told.Product)));
        var situation = new Situation(told.Product, by, now, policy)
        {
            Standing = await session.To(by, now, http.RequestAborted),
            Opened = await opened,
        };
        services.GetRequiredService<Counts>().Sight = new(by, situation.Standing, now);
        return new(situation, told);
    }
}
