using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Notifications;

internal static class InboxPages
{
    public static void MapInboxPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/inbox", Show);
        pages.MapPost("/inbox/read", (HttpContext http, Inbox inbox) => http.Try(_ => Show(http, inbox), attempt => Read(http, inbox, attempt)));
    }

    private static async Task<IResult> Show(HttpContext http, Inbox inbox)
    {
        var unread = http.Request.Query.Flag("unread");
        return http.Page<InboxPage>(new { Notices = await inbox.Of(http.User.ToActor(), Paging.Of(http.Request.Query), unread, http.RequestAborted), Unread = unread });
    }

    /// <summary>One notice by its own button, or all that were shown.</summary>
    private static async Task<bool> Read(HttpContext http, Inbox inbox, Attempt attempt)
    {
        var chosen = attempt.Typed.GetValueOrDefault("notice") is { Count: > 0 } one ? one : attempt.Typed.GetValueOrDefault("shown");
        Guid[] notices = [.. chosen.Select(id => Guid.TryParse(id, out var notice) ? notice : throw new ProblemException(InboxEndpoints.Unknown))];
        await http.MarkRead(inbox, notices);
        http.SeeOther(attempt.Page!);
        return true;
    }

    /// <summary>Where the matter of a notice stands.</summary>
    public static string PlaceOf(InboxItem notice)
    {
        // About no product: a target that fails, or a power over every product.
        if (notice.ProductId == Guid.Empty) return notice.Template == "delivery-failing" ? "/administration#failed" : "/delegations";
        var place = notice.Template switch
        {
            "dossier-revised" or "change-proposed" => "/dossier",
            "evaluation-passed" => "/evaluation",
            "product-launched" or "signal-raised" or "review-opened" or "review-completed" or "remedial-action-ordered" or "distribution-suspended" or "distribution-resumed" => "/monitoring",
            var t when t.StartsWith("opinion-", StringComparison.Ordinal) || t == "risk-accepted" => "#opinions",
            var t when t.StartsWith("condition-", StringComparison.Ordinal) => "#conditions",
            var t when t.StartsWith("deadline-", StringComparison.Ordinal) => "#deadlines",
            _ => "",
        };
        return $"/products/{notice.ProductId}{place}";
    }
}
