using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Ops;

/// <summary>What every answer tells a browser about itself, how much is read of a request, and whom we believe about where it comes from.</summary>
internal static class Hardening
{
    private const string Features = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    /// <summary>The reference page brings a script and styles of its own, within the page.</summary>
    private const string ReferencePolicy = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

    public static void AddHardening(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(o =>
        {
            o.AddServerHeader = false;
            o.Limits.MaxRequestBodySize = Requests.LargestRead;
        });
        builder.Services.AddHsts(o => o.MaxAge = TimeSpan.FromDays(365));
        builder.Services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            o.KnownIPNetworks.Clear();
            o.KnownProxies.Clear();
            foreach (var proxy in Proxies(builder.Configuration)) o.KnownIPNetworks.Add(proxy.Contains('/', StringComparison.Ordinal) ? System.Net.IPNetwork.Parse(proxy) : new(IPAddress.Parse(proxy), proxy.Contains(':', StringComparison.Ordinal) ? 128 : 32));
        });
    }

    public static void UseHardening(this WebApplication app)
    {
        // Without a list the framework would believe everybody.
        if (Proxies(app.Configuration).Length > 0) app.UseForwardedHeaders();
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        var policy = PagePolicy(app.Services.GetRequiredService<SignInOptions>().Authority);
        app.Use((http, next) =>
        {
            http.Response.OnStarting(Complete, (http, policy));
            return next(http);
        });
    }

    private static string[] Proxies(IConfiguration configuration) => configuration.GetSection("ForwardedHeaders:KnownProxies").Get<string[]>() ?? [];

    /// <remarks>Signing out is a form whose answer leads to the provider; browsers apply form-action to that too.</remarks>
    private static string PagePolicy(string authority) =>
        $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'{(authority.Length == 0 ? "" : $" {new Uri(authority).GetLeftPart(UriPartial.Authority)}")}; frame-ancestors 'none'; base-uri 'none'";

    /// <remarks>At the last moment: an error wipes the headers that were set before it.</remarks>
    private static Task Complete(object state)
    {
        var (http, policy) = ((HttpContext, string))state;
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = http.Request.Path.StartsWithSegments("/docs", StringComparison.OrdinalIgnoreCase) ? ReferencePolicy : policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = Features;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (headers.CacheControl.Count == 0 && !http.Request.Path.StartsWithSegments("/site.css")) headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
