using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Ui;

/// <summary>Where somebody's work begins after a sign-in that asked for no page in particular.</summary>
internal static class Start
{
    public const string Address = "/start";

    public static void MapStart(this RouteGroupBuilder pages) => pages.MapGet(Address, (HttpContext http) => Results.Redirect(For(http.User.ToActor()))).Does(Deed.ReadQueue);

    /// <summary>Compliance searches the trails, a product team looks after its products; everybody else has a queue.</summary>
    private static string For(Actor by) => by.Roles is [Role.Compliance] ? "/audit"
        : by.Roles is [Role.ProductTeam] ? by.Teams is [var team] ? $"/products?team={Uri.EscapeDataString(team)}" : "/products"
        : "/";
}
