using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Identity;

/// <summary>Signing in and out with a browser.</summary>
internal static class SignInEndpoints
{
    public const string SignedOut = "/signed-out";
    private const string Path = "/sign-in";

    public static string Address(string returnUrl) => $"{Path}?returnUrl={Uri.EscapeDataString(returnUrl)}";

    /// <summary>Where to go after signing in: an address of ours only, else the first page.</summary>
    public static string Local(string? returnUrl) => RedirectHttpResult.IsLocalUrl(returnUrl) && !returnUrl!.StartsWith('~') ? returnUrl : "/";

    /// <summary>The same; whoever asked for no page in particular begins where their work is.</summary>
    public static string After(string? returnUrl) => Local(returnUrl) is not "/" and var page ? page : Start.Address;

    public static void MapSignIn(this WebApplication app)
    {
        var pages = app.MapGroup("").ExcludeFromDescription().WithMetadata(new Page());
        var hasProvider = app.Services.GetRequiredService<SignInOptions>().Authority.Length > 0;
        if (hasProvider) pages.MapGet(Path, Challenge).AllowAnonymous();
        else pages.MapDemo(Path);
        pages.MapPost("/sign-out", (HttpContext http, ILogger<Session> log) => Leave(http, hasProvider, log));
        pages.MapGet(SignedOut, (HttpContext http) => http.Page<NoticePage>(new { Title = (Phrase)"You are signed out" })).AllowAnonymous();
    }

    private static async Task Challenge(HttpContext http, string? returnUrl)
    {
        try
        {
            await http.ChallengeAsync(ProviderSignIn.Scheme, new() { RedirectUri = After(returnUrl) });
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException)
        {
            // The provider's discovery document cannot be had.
            http.RequestServices.GetRequiredService<ILogger<Session>>().LogWarning(e, "The identity provider does not answer.");
            await Refused.Write(http, Refused.ProviderAway);
        }
    }

    /// <summary>Ends the session here, then at the provider.</summary>
    private static async Task Leave(HttpContext http, bool hasProvider, ILogger log)
    {
        await http.SignOutAsync(SessionCookie.Scheme);
        if (hasProvider)
            try
            {
                await http.SignOutAsync(ProviderSignIn.Scheme);
                return;
            }
            catch (Exception e) when (e is InvalidOperationException or HttpRequestException)
            {
                log.LogWarning(e, "The identity provider does not answer; the person is signed out here only.");
            }
        http.Response.Redirect(SignedOut);
    }
}
