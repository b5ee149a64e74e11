using Marten;
using Npgsql;
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
        var glance = await Glance.At(services.GetRequiredService<NpgsqlDataSource>(), http.ProductId(), by, now, http.RequestAborted);
        services.GetRequiredService<Counts>().Known = glance.Counted;
        var told = await services.GetRequiredService<IQuerySession>().Told(http.ProductId(), glance.Version, http);
        var policy = services.GetRequiredService<PolicyShelf>().For(told.Product);
        if (!Visibility.MaySee(by, glance.Standing, told.Product, policy, now)) throw new ProblemException(Problem.UnknownProduct);
        if (policy is null) throw new ProblemException(Problem.Of(PolicyShelf.Unreadable(told.Product)));
        return new(new(told.Product, by, now, policy) { Standing = glance.Standing, Opened = glance.Opened }, told);
    }
}
