using System.Text.Json;
using JasperFx.Events;
using Marten;
using Marten.Linq.MatchesSql;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Audit;

/// <param name="Kind">Whether a person, a machine or the service itself acted.</param>
public sealed record TrailActor(string Id, string Name, string[] Roles, ActorKind Kind);

/// <summary>One step in the life of a product, for people and for machines.</summary>
public sealed record TrailEntry(
    long Sequence, long Version, DateTimeOffset Time, TrailActor Actor, string Type, Phrase Sentence, object Data, string? CorrelationId, string? CausationId)
{
    internal static TrailEntry Of(IEvent e) => new(
        e.Sequence, e.Version, e.Timestamp, new(e.UserName ?? "", e.GetHeader(ActingSession.NameHeader)?.ToString() ?? "", Roles(e), Kind(e)), e.EventTypeName,
        History.Sentence((IFact)e.Data), e.Data, e.CorrelationId, e.CausationId);

    private static ActorKind Kind(IEvent e) => Filters.Named<ActorKind>(e.GetHeader(ActingSession.KindHeader)?.ToString()) ?? ActorKind.Person;

    private static string[] Roles(IEvent e) => e.GetHeader(ActingSession.RolesHeader)?.ToString()?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}

/// <summary>Which steps of the trail are asked for.</summary>
internal sealed record TrailFilter(string? Type, string? Actor, DateTimeOffset? From, DateTimeOffset? To)
{
    /// <param name="from">How a moment is read from the address: programs write times, people days.</param>
    public static TrailFilter Of(IQueryCollection query, Func<string, DateTimeOffset?> from, Func<string, DateTimeOffset?> to) => new(TypeOf(query), query.Text("actor"), from("from"), to("to"));

    public IQueryable<IEvent> In(IQueryable<IEvent> events)
    {
        if (Type is not null) events = events.Where(e => e.EventTypeName == Type);
        if (Actor is not null) events = events.Where(e => e.UserName == Actor);
        if (From is not null) events = events.Where(e => e.Timestamp >= From.Value);
        if (To is not null) events = events.Where(e => e.Timestamp <= To.Value);
        return events;
    }

    private static string? TypeOf(IQueryCollection query) => query.Text("type") is not { } type || FactNames.All.Values.Contains(type)
        ? query.Text("type")
        : throw new ProblemException(Problem.Field(400, "malformed-query", "type", $"type is one of: {string.Join(", ", FactNames.All.Values.Order(StringComparer.Ordinal))}."));
}

/// <summary>Reads the facts as a trail: of one product, or of all.</summary>
internal static class Trail
{
    private sealed record Place(long Version);

    private sealed record PlaceOfAll(long Sequence);

    /// <param name="until">The newest version to tell of; null for all.</param>
    public static async Task<Page<TrailEntry>> Trails(this IQuerySession session, Guid product, TrailFilter filter, Paging paging, long? until, CancellationToken stop)
    {
        var events = filter.In(session.Events.QueryAllRawEvents().Where(e => e.StreamId == product));
        if (until is { } version) events = events.Where(e => e.Version <= version);
        if (paging.After<Place>() is { } after) events = events.Where(e => e.Version < after.Version);
        return paging.Cut(await events.OrderByDescending(e => e.Version).Take(paging.Limit + 1).ToListAsync(stop), TrailEntry.Of, e => new Place(e.Version));
    }

    /// <summary>The facts of every product: for those who may see all of them.</summary>
    /// <param name="product">Part of the name, or the id.</param>
    public static async Task<Page<(Guid Product, TrailEntry Entry)>> Search(this IQuerySession session, string? product, TrailFilter filter, Paging paging, CancellationToken stop)
    {
        var events = filter.In(session.Events.QueryAllRawEvents());
        if (Guid.TryParse(product, out var id)) events = events.Where(e => e.StreamId == id);
        else if (product is not null) events = events.Where(e => e.MatchesSql("d.stream_id in (select p.id from gate.mt_doc_productrow p where strpos(lower(p.name), lower(?)) > 0)", product));
        if (paging.After<PlaceOfAll>() is { } after) events = events.Where(e => e.Sequence < after.Sequence);
        return paging.Cut(await events.OrderByDescending(e => e.Sequence).Take(paging.Limit + 1).ToListAsync(stop), e => (e.StreamId, TrailEntry.Of(e)), e => new PlaceOfAll(e.Sequence));
    }

    /// <summary>A fact as it is stored, for reading.</summary>
    public static string Raw(object fact) => JsonSerializer.Serialize(fact, fact.GetType(), Readable);

    private static readonly JsonSerializerOptions Readable = new(Json.Options) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
