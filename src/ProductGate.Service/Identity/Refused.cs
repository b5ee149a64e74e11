using Microsoft.Net.Http.Headers;
using ProductGate.Service.Door;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Identity;

/// <summary>A problem as the one who asked can read it: a page for a person's browser, JSON for a program.</summary>
internal static class Refused
{
    public static readonly Problem ProviderAway = new(503, "sign-in-unavailable", "The sign-in of the bank cannot be reached at the moment. Whoever is signed in can go on; try again in a few minutes.") { RetryAfter = 30 };

    public static async Task Write(HttpContext http, Problem problem)
    {
        var asksForPage = http.Request.Path.StartsWithSegments("/api") is false && http.Request.GetTypedHeaders().Accept.Any(a => a.MatchesMediaType("text/html") && a.Type != "*");
        if (!asksForPage)
        {
            await problem.Write(http);
            return;
        }
        if (problem.RetryAfter is { } seconds) http.Response.Headers[HeaderNames.RetryAfter] = $"{seconds}";
        await http.ShowProblem(problem);
    }
}
