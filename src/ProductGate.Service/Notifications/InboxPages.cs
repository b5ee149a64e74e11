using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Notifications;

internal static class InboxPages
{
    /// <summary>Under which an open page asks whether it has changed.</summary>
    public const string List = "inbox";

    public static void MapInboxPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/inbox", (Delegate)Show).Does(Deed.ReadInbox);
        pages.MapPost("/inbox/read", (HttpContext http, Inbox inbox) => http.Try(Show, attempt => Mark(http, inbox, attempt))).Does(Deed.ReadInbox);
    }

    private static async Task<IResult> Show(HttpContext http) => http.Page<InboxPage>(new { Notices = await Read(http), Unread = http.Request.Query.Flag("unread") });

    /// <summary>What the address asks for.</summary>
    public static Task<Page<InboxItem>> Read(HttpContext http) =>
        http.RequestServices.GetRequiredService<Inbox>().Of(http.User.ToActor(), Paging.Of(http.Request.Query), http.Request.Query.Flag("unread"), http.RequestAborted);

    /// <summary>One notice by its own button, or all that were shown.</summary>
    private static async Task<bool> Mark(HttpContext http, Inbox inbox, Attempt attempt)
    {
        var chosen = attempt.Typed.GetValueOrDefault("notice") is { Count: > 0 } one ? one : attempt.Typed.GetValueOrDefault("shown");
        Guid[] notices = [.. chosen.Select(id => Guid.TryParse(id, out var notice) ? notice : throw new ProblemException(InboxEndpoints.Unknown))];
        await http.MarkRead(inbox, notices);
        http.SeeOther(attempt.Page!);
        return true;
    }

    /// <summary>Where the matter of a notice stands.</summary>
    /// <param name="version">Of the product with the fact that is told.</param>
    public static string PlaceOf(Guid product, string template, long version)
    {
        // About no product: a target that fails, or a power over every product.
        if (product == Guid.Empty) return template == "delivery-failing" ? "/administration#failed" : "/delegations";
        var place = template switch
        {
            "dossier-revised" or "change-proposed" => "/dossier",
            "evaluation-passed" => "/evaluation",
            "product-launched" or "signal-raised" or "review-opened" or "review-completed" or "remedial-action-ordered" or "distribution-suspended" or "distribution-resumed" => "/monitoring",
            var t when t.StartsWith("opinion-", StringComparison.Ordinal) || t.StartsWith("condition-", StringComparison.Ordinal) || t == "risk-accepted" => $"/steps/{version}",
            var t when t.StartsWith("deadline-", StringComparison.Ordinal) => "#deadlines",
            _ => "",
        };
        return $"/products/{product}{place}";
    }
}
