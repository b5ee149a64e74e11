using Microsoft.AspNetCore.Authorization;

namespace ProductGate.Service.Identity;

/// <summary>Who acts: a bearer token where one is sent, else the session of the browser. Both come from the same provider and the same <see cref="ClaimMap"/>.</summary>
internal static class SignIn
{
    public const string Bearer = "Bearer";
    private const string Either = "Either";

    /// <exception cref="InvalidOperationException">Nothing is configured outside Development.</exception>
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("SignIn").Get<SignInOptions>() ?? new();
        var isDevelopment = builder.Environment.IsDevelopment();
        builder.Services.AddRazorComponents();
        builder.Services.AddSingleton(options).AddSingleton(new ClaimMap(options));
        builder.Services.AddCrossSiteCheck(isDevelopment);
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        var authentication = builder.Services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, o => o.ForwardDefaultSelector = http => HasBearer(http.Request) ? Bearer : SessionCookie.Scheme)
            .AddSessions(options, isDevelopment);
        if (options.Authority.Length > 0) authentication.AddProvider(options, isDevelopment);
        else authentication.AddDemo(builder.Configuration, builder.Environment);
        builder.Services.AddKeyRing(builder.Configuration);
    }

    /// <summary>Finds out who is there, and turns away who sends too much, may not be here, or was sent by another site's page.</summary>
    public static void UseSignIn(this WebApplication app)
    {
        // The answer of the provider is taken by the authentication itself, before anybody is known.
        app.UseWhen(http => http.Request.Path == ProviderSignIn.Callback, callback => callback.UseRateLimiter());
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseCrossSiteCheck();
    }

    public static bool HasBearer(HttpRequest request) => request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
}
