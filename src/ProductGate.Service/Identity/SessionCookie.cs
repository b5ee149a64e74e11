using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.Extensions;
using ProductGate.Service.Audit;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Identity;

/// <summary>The cookie of a browser that is signed in: a key to a server-side session and nothing else.</summary>
internal static class SessionCookie
{
    public const string Scheme = "Session";

    /// <summary>So often at most the end of a session is moved: a write for every request would be dear.</summary>
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(1);

    public static AuthenticationBuilder AddSessions(this AuthenticationBuilder authentication, SignInOptions options, bool isDevelopment)
    {
        authentication.Services.AddSingleton<Sessions>().AddHostedService<SessionSweep>();
        authentication.Services.AddOptions<CookieAuthenticationOptions>(Scheme).Configure<Sessions>((o, sessions) => o.SessionStore = sessions);
        return authentication.AddCookie(Scheme, o =>
        {
            o.Cookie.Protect("productgate", SameSiteMode.Lax, isDevelopment);
            o.CookieManager = new FreshAtSignIn();
            o.ExpireTimeSpan = options.Session.Idle;
            o.SlidingExpiration = true;
            o.Events.OnCheckSlidingExpiration = Slide;
            o.Events.OnSignedIn = c => c.HttpContext.Record(c.Principal!.ToActor(), AccessKind.SignIn);
            o.Events.OnSigningOut = c => c.HttpContext.Record(c.HttpContext.User.ToActor(), AccessKind.SignOut);
            o.Events.OnRedirectToLogin = Challenge;
            o.Events.OnRedirectToAccessDenied = c => Status(c.HttpContext, StatusCodes.Status403Forbidden);
        });
    }

    /// <summary>Not for scripts, over TLS only, for this host only. Development may run on plain http, where neither the flag nor the name would work.</summary>
    public static void Protect(this CookieBuilder cookie, string name, SameSiteMode sameSite, bool isDevelopment)
    {
        cookie.Name = isDevelopment ? name : $"__Host-{name}";
        cookie.SecurePolicy = isDevelopment ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        cookie.SameSite = sameSite;
        cookie.HttpOnly = true;
        cookie.Path = "/";
    }

    /// <summary>Call before every sign-in: ends the session the browser came with and makes sure that the new one gets a new key.</summary>
    /// <remarks>The framework would go on with the old key, which whoever planted it in the browser also knows.</remarks>
    public static async Task BeginAfresh(this HttpContext http, CookieAuthenticationOptions options)
    {
        if (options.CookieManager.GetRequestCookie(http, options.Cookie.Name!) is { } cookie && options.TicketDataFormat.Unprotect(cookie)?.Principal.Claims.FirstOrDefault()?.Value is { } key)
            await options.SessionStore!.RemoveAsync(key);
        http.Items[FreshAtSignIn.Mark] = true;
    }

    /// <summary>What somebody asks for starts the idle time anew; what an open page asks by itself does not.</summary>
    private static Task Slide(CookieSlidingExpirationContext c)
    {
        c.ShouldRenew = c.ElapsedTime >= Often && c.Request.Path != Pulse.Address;
        return Task.CompletedTask;
    }

    /// <summary>A person who opens a page is led to the sign-in; a program is told that nobody is signed in.</summary>
    private static Task Challenge(RedirectContext<CookieAuthenticationOptions> c)
    {
        var request = c.Request;
        if (c.HttpContext.GetEndpoint()?.Metadata.GetMetadata<Page>() is not { IsForScripts: false })
        {
            c.Response.Headers.WWWAuthenticate = "Bearer";
            return Status(c.HttpContext, StatusCodes.Status401Unauthorized);
        }
        if (Pages.IsOurForm(c.HttpContext)) return c.HttpContext.ShowProblem(new(401, "unauthenticated", "Sign in first."));
        c.Response.Redirect(SignInEndpoints.Address(HttpMethods.IsGet(request.Method) ? request.GetEncodedPathAndQuery() : "/"));
        return Task.CompletedTask;
    }

    private static Task Status(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private sealed class FreshAtSignIn : ICookieManager
    {
        public static readonly object Mark = new();
        private readonly ChunkingCookieManager inner = new();

        public string? GetRequestCookie(HttpContext context, string key) => context.Items.ContainsKey(Mark) ? null : inner.GetRequestCookie(context, key);

        public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) => inner.AppendResponseCookie(context, key, value, options);

        public void DeleteCookie(HttpContext context, string key, CookieOptions options) => inner.DeleteCookie(context, key, options);
    }
}
