using ProductGate.Domain;
using ProductGate.Service.Door;
using Wolverine.Persistence.Durability;

namespace ProductGate.Service.Notifications;

/// <summary>What was given up, for administrators to look at and to try again once the cause is mended.</summary>
internal static class DeadLetterEndpoints
{
    private sealed record Place(int Number);

    public static void MapDeadLetters(this IEndpointRouteBuilder api)
    {
        api.MapGet("/dead-letters", List).Does(Deed.ReadDeadLetters).WithSummary("Messages that were given up").Asks("limit", "cursor").Produces<Page<DeadLetter>>().ProducesProblems(400, 401, 403, 503);
        api.MapPost("/dead-letters/replay", All).Does(Deed.ReplayDeadLetters).WithSummary("Try all of them again").Produces(202).ProducesProblems(401, 403, 503);
        api.MapPost("/dead-letters/{letterId:guid}/replay", One).Does(Deed.ReplayDeadLetters).WithSummary("Try one of them again").Produces(202).ProducesProblems(401, 403, 404, 503);
    }

    private static async Task<IResult> List(HttpContext http, IMessageStore store)
    {
        http.May(Deed.ReadDeadLetters);
        var paging = Paging.Of(http.Request.Query);
        var page = paging.After<Place>()?.Number ?? 1;
        var found = await store.DeadLetters.QueryAsync(new() { PageNumber = page, PageSize = paging.Limit }, http.RequestAborted);
        var more = (long)page * paging.Limit < found.TotalCount;
        return Results.Json(new Page<DeadLetter>([.. found.Envelopes.Select(DeadLetter.Of)], more ? Paging.CursorTo(new Place(page + 1)) : null), HttpJson.Writing);
    }

    private static async Task<IResult> All(HttpContext http, IMessageStore store)
    {
        http.May(Deed.ReplayDeadLetters);
        await store.DeadLetters.ReplayAsync(new(), http.RequestAborted);
        return Results.Accepted();
    }

    private static async Task<IResult> One(Guid letterId, HttpContext http, IMessageStore store)
    {
        http.May(Deed.ReplayDeadLetters);
        if (await store.DeadLetters.DeadLetterEnvelopeByIdAsync(letterId) is null) return new Problem(404, "unknown-dead-letter", "There is no such dead letter.").ToResult();
        await store.DeadLetters.ReplayAsync(new([letterId]), http.RequestAborted);
        return Results.Accepted();
    }
}
