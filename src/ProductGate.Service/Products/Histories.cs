using JasperFx.Events;
using Marten;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Products;

/// <summary>A product with its whole dossier, folded from its facts up to some moment, and the facts themselves.</summary>
public sealed record Told(Product Product, Dossier Dossier, IReadOnlyList<IEvent> Events)
{
    /// <summary>What the people who acted were called when they last did.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>Everything that happened, oldest first.</summary>
    public Happening[] Trail => field ??= [.. Events.Where(e => e.Data is IFact).Select(Happening.Of)];

    public string NameOf(string person) => Names.GetValueOrDefault(person, person);
}

/// <summary>Reads products for people: only what they may see.</summary>
internal static class Histories
{
    /// <exception cref="ProblemException">404: no such product, not visible, or not yet declared at that moment.</exception>
    public static async Task<Told> Tell(this IQuerySession session, HttpContext http, long version = 0, DateTimeOffset? asOf = null)
    {
        if (version == 0 && asOf is null) return await session.TellNow(http.ProductId(), http) ?? throw new ProblemException(Problem.UnknownProduct);
        var now = await session.Snapshot(http);
        return Fold(await session.Events.FetchStreamAsync(now.Id, version, asOf, token: http.RequestAborted)) ?? throw new ProblemException(Problem.UnknownProduct);
    }

    /// <summary>As it is now; null for none, or not visible. Whoever told it lately reads it again only when it has changed.</summary>
    public static async Task<Told?> TellNow(this IQuerySession session, Guid product, HttpContext http)
    {
        var version = await Glance.VersionOf(product, http);
        return version > 0 && await session.Told(product, version, http) is var told && await http.MaySee(session, told.Product) ? told : null;
    }

    /// <summary>As it is now, whoever may see it.</summary>
    /// <param name="version">The newest that the caller knows of.</param>
    /// <exception cref="ProblemException">404: no such product.</exception>
    public static async Task<Told> Told(this IQuerySession session, Guid product, int version, HttpContext http)
    {
        var lately = http.RequestServices.GetRequiredService<ToldLately>();
        if (lately.Of(product, version) is { } known) return known;
        return lately.Keep(Fold(await session.Events.FetchStreamAsync(product, token: http.RequestAborted)) ?? throw new ProblemException(Problem.UnknownProduct));
    }

    /// <summary>The snapshot, for answers that need no content.</summary>
    /// <exception cref="ProblemException">404: no such product, or not visible.</exception>
    public static async Task<Product> Snapshot(this IQuerySession session, HttpContext http)
    {
        var product = await session.LoadAsync<Product>(http.ProductId(), http.RequestAborted);
        return product is not null && await http.MaySee(session, product) ? product : throw new ProblemException(Problem.UnknownProduct);
    }

    public static Told? Fold(IReadOnlyList<IEvent> events)
    {
        Product? product = null;
        var dossier = Dossier.Empty;
        var names = new Dictionary<string, string>();
        foreach (var e in events)
        {
            if (e.Data is not IFact fact) continue;
            product = Product.Evolve(product, e.StreamId, fact);
            dossier = dossier.After(fact);
            if (e.UserName is { } person && e.GetHeader(ActingSession.NameHeader)?.ToString() is { Length: > 0 } name) names[person] = name;
        }
        return product is null ? null : new(product, dossier, events) { Names = names };
    }
}
