using ProductGate.Service.Door;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Notifications;

/// <summary>Where the link of a digest leads. Looking changes nothing, for scanners of mail look at every link; the button of the page, or of a mail program, does it.</summary>
internal static class UnsubscribePages
{
    public static void MapUnsubscribe(this RouteGroupBuilder pages)
    {
        pages.MapGet(Unsubscribing.Path, (HttpContext http, Unsubscribing links) => Show(http, Asked(http, links).Link, done: false)).AllowAnonymous();
        // The address itself is the proof; a mail program has no token of a form.
        pages.MapPost(Unsubscribing.Path, End).AllowAnonymous().DisableAntiforgery();
    }

    private static async Task<IResult> End(HttpContext http, Unsubscribing links, Profiles profiles)
    {
        var (person, link) = Asked(http, links);
        await profiles.NoDigest(person, http.RequestAborted);
        return Show(http, link, done: true);
    }

    private static IResult Show(HttpContext http, string link, bool done) => http.Page<UnsubscribePage>(new { Link = link, Done = done });

    /// <exception cref="ProblemException">Nobody's digest has this link.</exception>
    private static (string Person, string Link) Asked(HttpContext http, Unsubscribing links) =>
        links.PersonOf(http.Request.Query["digest"].ToString()) is { } person
            ? (person, $"{Unsubscribing.Path}{http.Request.QueryString}")
            : throw new ProblemException(new(404, "not-found", "This is not the link of a digest. Sign in and choose under what you are told."));
}
