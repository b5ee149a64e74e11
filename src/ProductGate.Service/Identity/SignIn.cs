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

    public static bool HasBearer(HttpRequest request) => request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
}
