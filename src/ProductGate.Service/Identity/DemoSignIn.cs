using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using ProductGate.Service.Door;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Identity;

/// <summary>Whom to try ProductGate as, on one's own machine: everybody may be anybody. In Development without a provider, and nowhere else.</summary>
internal static class DemoSignIn
{
    public const string TokenPath = "/demo/token";
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(12);

    /// <exception cref="InvalidOperationException">Outside Development, where nobody may choose who to be.</exception>
    public static void AddDemo(this AuthenticationBuilder authentication, IConfiguration configuration, IHostEnvironment environment)
    {
        if (!environment.IsDevelopment())
            throw new InvalidOperationException("Nobody could sign in: set SIGNIN__AUTHORITY to the address of the bank's OpenID Connect provider (README.md, Sign-in). The demo sign-in, where everybody may be anybody, exists in the Development environment only.");
        authentication.Services.AddSingleton(new DemoPeople(configuration.GetSection("DemoBank:People").Get<DemoPerson[]>() ?? []));
        authentication.AddBearerToken(SignIn.Bearer, o => o.BearerTokenExpiration = TokenLifetime);
    }

    /// <remarks>Bound to an address of a network, anybody there could be anybody: whoever wants that has to say so (DemoBank:AnyAddress).</remarks>
    public static void MapDemo(this RouteGroupBuilder pages, string path)
    {
        pages = pages.MapGroup("");
        pages.AddEndpointFilter(async (call, next) => IsLocal(call.HttpContext) ? await next(call) : throw new ProblemException(new(404, "not-found", "The demo sign-in answers on this machine only.")));
        pages.MapGet(path, (HttpContext http, string? returnUrl, DemoPeople people) => http.Page<DemoPage>(new { People = people.All, ReturnUrl = SignInEndpoints.Local(returnUrl) })).AllowAnonymous();
        pages.MapPost(path, Enter).AllowAnonymous();
        pages.MapPost(TokenPath, Token).AllowAnonymous().DisableAntiforgery();
    }

    private static bool IsLocal(HttpContext http) =>
        http.Connection.LocalIpAddress is { } address && IPAddress.IsLoopback(address) || http.RequestServices.GetRequiredService<IConfiguration>().GetValue("DemoBank:AnyAddress", false);

    private static async Task Enter(HttpContext http, DemoPeople people, IOptionsMonitor<CookieAuthenticationOptions> cookies)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var person = people.Find(form["person"].ToString(), SessionCookie.Scheme);
        await http.BeginAfresh(cookies.Get(SessionCookie.Scheme));
        await http.SignInAsync(SessionCookie.Scheme, person);
        http.Response.Redirect(SignInEndpoints.After(form["returnUrl"]));
    }

    private static async Task Token(HttpContext http, DemoPeople people)
    {
        var asked = Requests.Parse<TokenRequest>(await http.Request.Body());
        await http.SignInAsync(SignIn.Bearer, people.Find(asked.Person, SignIn.Bearer));
    }

    private sealed record TokenRequest(string Person);
}
