using JasperFx.Events;
using Marten;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Products;

namespace ProductGate.Service.Audit;

/// <param name="Kind">Whether a person, a machine or the service itself acted.</param>
public sealed record TrailActor(string Id, string Name, string[] Roles, ActorKind Kind);

/// <summary>One step in the life of a product, for people and for machines.</summary>
public sealed record TrailEntry(
    long Sequence, long Version, DateTimeOffset Time, TrailActor Actor, string Type, string Sentence, object Data, string? CorrelationId, string? CausationId);

internal static class AuditEndpoints
{
    private sealed record Place(long Version);

    public static void MapAudit(this IEndpointRouteBuilder api) =>
        api.MapGet("/products/{productId}/audit", Get).Does(Deed.ReadProduct).WithSummary("The trail, newest first; filter by actor, type, from, to")
            .Asks("actor", "type", "from", "to", "limit", "cursor").Produces<Page<TrailEntry>>().ProducesProblems(400, 401, 404, 503).RecordsAccess(AccessKind.Trail, "productId");

    private static async Task<IResult> Get(HttpContext http, IQuerySession session)
    {
        var product = await session.Snapshot(http);
        var query = http.Request.Query;
        var paging = Paging.Of(query);
        var events = session.Events.QueryAllRawEvents().Where(e => e.StreamId == product.Id);
        if (Type(query) is { } type) events = events.Where(e => e.EventTypeName == type);
        if (query.Text("actor") is { } actor) events = events.Where(e => e.UserName == actor);
        if (query.Time("from") is { } from) events = events.Where(e => e.Timestamp >= from);
        if (query.Time("to") is { } to) events = events.Where(e => e.Timestamp <= to);
        if (paging.After<Place>() is { } after) events = events.Where(e => e.Version < after.Version);
        var found = await events.OrderByDescending(e => e.Version).Take(paging.Limit + 1).ToListAsync(http.RequestAborted);
        return Results.Json(paging.Cut(found, Entry, e => new Place(e.Version)), HttpJson.Writing);
    }

    private static string? Type(IQueryCollection query) => query.Text("type") is not { } type || FactNames.All.Values.Contains(type)
        ? query.Text("type")
        : throw new ProblemException(Problem.Field(400, "malformed-query", "type", $"type is one of: {string.Join(", ", FactNames.All.Values.Order(StringComparer.Ordinal))}."));

    private static TrailEntry Entry(IEvent e) => new(
        e.Sequence, e.Version, e.Timestamp, new(e.UserName ?? "", e.GetHeader(ActingSession.NameHeader)?.ToString() ?? "", Roles(e), Kind(e)), e.EventTypeName,
        History.Sentence((IFact)e.Data), e.Data, e.CorrelationId, e.CausationId);

    private static ActorKind Kind(IEvent e) => Filters.Named<ActorKind>(e.GetHeader(ActingSession.KindHeader)?.ToString()) ?? ActorKind.Person;

    private static string[] Roles(IEvent e) => e.GetHeader(ActingSession.RolesHeader)?.ToString()?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
