using System.Text.Json.Serialization;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Notifications;

/// <summary>A notice in somebody's inbox.</summary>
public sealed record InboxItem(Guid Id, Guid ProductId, string Product, long Version, string Template, Urgency Urgency, string Text, DateTimeOffset At, DateTimeOffset? ReadAt)
{
    /// <summary>For the pages; the API speaks English.</summary>
    [JsonIgnore]
    public string? TextZh { get; init; }
}

internal static class InboxEndpoints
{
    public static readonly Problem Unknown = new(404, "unknown-notice", "There is no such notice for you.");

    public static void MapInbox(this IEndpointRouteBuilder api)
    {
        api.MapGet("/inbox", Get).Does(Deed.ReadInbox).WithSummary("My notices, newest first; ?unread=true").Asks("unread", "limit", "cursor").Produces<Page<InboxItem>>().ProducesProblems(400, 401, 503);
        api.MapPost("/inbox/{noticeId:guid}/read", Read).Does(Deed.ReadInbox).WithSummary("Mark one of my notices as read").Produces(204).ProducesProblems(400, 401, 404, 422, 503);
    }

    private static async Task<IResult> Get(HttpContext http, Inbox inbox) =>
        Results.Json(await inbox.Of(http.User.ToActor(), Paging.Of(http.Request.Query), http.Request.Query.Flag("unread"), http.RequestAborted), HttpJson.Writing);

    private static async Task<IResult> Read(Guid noticeId, HttpContext http, Inbox inbox)
    {
        await http.MarkRead(inbox, [noticeId], http.Key());
        return Results.NoContent();
    }

    /// <exception cref="ProblemException">None of them is this person's.</exception>
    public static Task MarkRead(this HttpContext http, Inbox inbox, Guid[] notices, CommandKey? key = null) => http.Once(key, async transaction =>
    {
        if (!await inbox.Read(http.User.ToActor(), notices, transaction.Connection!, http.RequestAborted)) throw new ProblemException(Unknown);
    });
}
