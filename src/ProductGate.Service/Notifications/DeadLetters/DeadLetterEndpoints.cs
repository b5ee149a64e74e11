using ProductGate.Domain;
using ProductGate.Service.Door;
using Wolverine.Persistence.Durability;

namespace ProductGate.Service.Notifications;

/// <summary>What was given up, for administrators to look at and to try again once the cause is mended.</summary>
internal static class DeadLetterEndpoints
{
    public static void MapDeadLetters(this IEndpointRouteBuilder api)
    {
        api.MapGet("/dead-letters", List).Does(Deed.ReadDeadLetters).WithSummary("Messages that were given up").Asks("limit", "cursor").Produces<Page<DeadLetter>>().ProducesProblems(400, 401, 403, 503);
        api.MapPost("/dead-letters/replay", All).Does(Deed.ReplayDeadLetters).WithSummary("Try all of them again").Produces(202).ProducesProblems(400, 401, 403, 422, 503);
        api.MapPost("/dead-letters/{letterId:guid}/replay", One).Does(Deed.ReplayDeadLetters).WithSummary("Try one of them again").Produces(202).ProducesProblems(400, 401, 403, 404, 422, 503);
    }

    private static async Task<IResult> List(HttpContext http, IMessageStore store) => Results.Json(await http.DeadLetters(store), HttpJson.Writing);

    private static async Task<IResult> All(HttpContext http, IMessageStore store)
    {
        await http.ReplayAll(store, http.Key());
        return Results.Accepted();
    }

    private static async Task<IResult> One(Guid letterId, HttpContext http, IMessageStore store)
    {
        await http.Replay(store, letterId, http.Key());
        return Results.Accepted();
    }
}
