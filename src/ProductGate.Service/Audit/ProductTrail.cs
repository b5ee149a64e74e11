using Marten;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Policies;
using ProductGate.Service.Products;

namespace ProductGate.Service.Audit;

/// <summary>The product as it was after one of its steps.</summary>
/// <param name="Last">The step that led there.</param>
/// <param name="TooEarly">True where a day was asked for on which there was no product yet; this is its first step.</param>
public sealed record Past(Told Told, TrailEntry Last, bool TooEarly)
{
    public long Version => Told.Product.Version;

    /// <summary>What waited for whom then.</summary>
    public IEnumerable<Ask> Asks { get; init; } = [];
}

/// <summary>What the page of a product's trail shows.</summary>
/// <param name="Past">Null for now.</param>
/// <param name="Policies">From which version on which policy judged the product.</param>
public sealed record ProductTrail(Product Product, Past? Past, Page<TrailEntry> Entries, IReadOnlyList<(long Version, PolicyRef Policy)> Policies, IReadOnlyList<(string Id, string Name)> Actors)
{
    /// <summary>The one step that is asked for, in whole.</summary>
    public long? Fact { get; init; }

    /// <summary>How many steps are sealed.</summary>
    public long Sealed { get; init; }

    /// <summary>What the service's own comparison found wrong with the log; null where nothing.</summary>
    public string? Trouble { get; init; }

    /// <summary>The reader has asked to have it verified; nothing is sealed where there is no proof then.</summary>
    public bool IsVerified { get; init; }
    public ProductProof? Proof { get; init; }

    /// <summary>Every step stands on one page, to be printed.</summary>
    public bool All { get; init; }

    public PolicyRef PolicyAt(long version) => Policies.LastOrDefault(p => p.Version <= version).Policy ?? Product.Policy;
}

internal static class ProductTrails
{
    private static readonly string[] PolicyFacts = [.. ((Type[])[typeof(ProductDeclared), typeof(ChangeProposed), typeof(PolicyMigrated)]).Select(t => FactNames.All[t])];

    /// <summary>The moment that the address asks for; null where it is now.</summary>
    public static async Task<Past?> Past(this IQuerySession session, HttpContext http, Product product, BankDays days)
    {
        var query = http.Request.Query;
        var (version, asOf) = query["asOf"].ToString() is { Length: 10 } ? (0, days.EndOf(query.Day("asOf")!.Value)) : ProductViewEndpoint.Moment(query);
        if (version > product.Version) throw new ProblemException(ProductViewEndpoint.UnknownVersion(version, product.Version));
        var tooEarly = asOf < product.DeclaredAt;
        if ((version == 0 && asOf is null) || version == product.Version) return null;
        var told = tooEarly ? await session.Tell(http, 1) : await session.Tell(http, version, asOf);
        if (told.Product.Version == product.Version) return null;
        var step = await session.Trails(product.Id, new(null, null, null, null), new(1, null), told.Product.Version, http.RequestAborted);
        var policy = http.RequestServices.GetRequiredService<PolicyShelf>().For(told.Product);
        return new(told, step.Items[0], tooEarly) { Asks = policy is null ? [] : [.. Domain.Asks.Of(told.Product, policy)] };
    }

    public static async Task<IReadOnlyList<(long Version, PolicyRef Policy)>> Policies(this IQuerySession session, Guid product, CancellationToken stop)
    {
        var events = await session.Events.QueryAllRawEvents().Where(e => e.StreamId == product && e.EventTypeName.IsOneOf(PolicyFacts)).OrderBy(e => e.Version).ToListAsync(stop);
        return [.. events.Select(e => (e.Version, e.Data switch { ProductDeclared f => f.Policy, ChangeProposed f => f.Policy, var f => ((PolicyMigrated)f).To }))];
    }

    /// <summary>Whoever has acted on the product.</summary>
    public static async Task<IReadOnlyList<(string Id, string Name)>> Actors(this NpgsqlDataSource database, Guid product, CancellationToken stop)
    {
        await using var command = database.CreateCommand("select user_name, max(headers ->> 'actor-name') from gate.mt_events where stream_id = $1 and user_name is not null group by user_name order by 2, 1");
        command.Parameters.AddWithValue(product);
        var actors = new List<(string, string)>();
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop)) actors.Add((reader.GetString(0), reader.IsDBNull(1) ? reader.GetString(0) : reader.GetString(1)));
        return actors;
    }
}
