using ProductGate.Domain;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Ui;

/// <summary>How somebody wants to see the pages, kept in their browser. Needs no token: whoever forged it would change a colour.</summary>
internal static class Appearance
{
    public const string Cookie = "productgate-theme";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static void MapAppearance(this RouteGroupBuilder pages) => pages.MapPost("/appearance", Choose).AllowAnonymous().DisableAntiforgery();

    private static async Task Choose(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (form["theme"].ToString() is ("light" or "dark" or "system") and var theme) Keep(http, Cookie, theme);
        if (Array.Find(Languages.All, l => l.Code == form["language"].ToString()) is { } language) Keep(http, Languages.Cookie, language.Code);
        http.SeeOther(SignInEndpoints.Local(form["page"]));
    }

    private static void Keep(HttpContext http, string name, string value) =>
        http.Response.Cookies.Append(name, value, new() { MaxAge = Kept, HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/", IsEssential = true });
}
