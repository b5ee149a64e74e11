using Microsoft.AspNetCore.Antiforgery;
using ProductGate.Service.Door;

namespace ProductGate.Service.Identity;

internal static class SessionEndpoint
{
    public static void MapSession(this IEndpointRouteBuilder api) => api.MapGet("/session", (HttpContext http, IAntiforgery antiforgery) =>
    {
        var who = http.User.ToActor();
        var header = SignIn.HasBearer(http.Request) ? null : new AntiforgeryHeader(CrossSite.Header, antiforgery.GetAndStoreTokens(http).RequestToken!);
        return Results.Json(new Session(who.Id, who.Name, who.Kind, who.Roles, who.Department, who.Teams, header), HttpJson.Writing);
    }).WithSummary("Who I am; for a browser also the antiforgery token").Produces<Session>().ProducesProblems(401, 429, 503);
}
