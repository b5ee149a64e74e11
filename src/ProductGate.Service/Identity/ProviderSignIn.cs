using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using ProductGate.Service.Audit;
using ProductGate.Service.Door;

namespace ProductGate.Service.Identity;

/// <summary>Sign-in at the bank's OpenID Connect provider: authorisation code and PKCE for browsers, its access tokens for programs.</summary>
internal static class ProviderSignIn
{
    public const string Scheme = "Provider";
    public const string Callback = "/signin-oidc";
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>How long the provider may take to answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Signed with a private key: a public key, or nothing, must not do as a signature.</summary>
    private static readonly string[] Algorithms =
        [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384,
            SecurityAlgorithms.RsaSsaPssSha512, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512];

    public static void AddProvider(this AuthenticationBuilder authentication, SignInOptions options, bool isDevelopment)
    {
        if (!Uri.TryCreate(options.Authority, UriKind.Absolute, out var authority) || (!isDevelopment && authority.Scheme != Uri.UriSchemeHttps)) throw new InvalidOperationException("SignIn:Authority must be an https address.");
        Require(options.ClientId, nameof(options.ClientId));
        Require(options.Audience, nameof(options.Audience));
        if (options.Audience == options.ClientId) throw new InvalidOperationException("SignIn:Audience must be another than SignIn:ClientId: else the ID token of a browser's sign-in would do as an access token.");
        authentication.AddJwtBearer(SignIn.Bearer, o => Programs(o, options, isDevelopment)).AddOpenIdConnect(Scheme, o => Browsers(o, options, isDevelopment));
        authentication.Services.AddOptions<JwtBearerOptions>(SignIn.Bearer)
            .Configure<TimeProvider>((o, clock) => o.TokenValidationParameters.LifetimeValidator = Lifetime(clock))
            // A key that the provider has withdrawn would do for another hour.
            .PostConfigure(o => ((BaseConfigurationManager)o.ConfigurationManager!).UseLastKnownGoodConfiguration = false);
    }

    /// <summary>By the service's clock, where the library would take the machine's. A token without an end has none to keep to, and is refused.</summary>
    private static LifetimeValidator Lifetime(TimeProvider clock) => (from, until, _, _) =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return until > now - Skew && (from is null || from <= now + Skew);
    };

    private static void Require(string value, string name)
    {
        if (value.Length == 0) throw new InvalidOperationException($"SignIn:{name} is missing; with SignIn:Authority it is needed.");
    }

    private static void Programs(JwtBearerOptions o, SignInOptions options, bool isDevelopment)
    {
        o.Authority = options.Authority;
        o.Audience = options.Audience;
        o.RequireHttpsMetadata = !isDevelopment;
        o.MapInboundClaims = false;
        o.IncludeErrorDetails = false;
        o.BackchannelTimeout = Patience;
        o.TokenValidationParameters.ValidAlgorithms = Algorithms;
        o.Events = new()
        {
            OnTokenValidated = c =>
            {
                c.Principal = c.HttpContext.RequestServices.GetRequiredService<ClaimMap>().Read([.. c.Principal!.Claims], SignIn.Bearer);
                if (c.Principal is null) c.Fail("The subject is not usable.");
                return Task.CompletedTask;
            },
            OnAuthenticationFailed = async c =>
            {
                if (c.Exception is SecurityTokenSignatureKeyNotFoundException or SecurityTokenInvalidIssuerException && !await Answers(c.Options.ConfigurationManager!, c.HttpContext.RequestAborted))
                    throw new ProblemException(Refused.ProviderAway);
            },
        };
    }

    private static void Browsers(OpenIdConnectOptions o, SignInOptions options, bool isDevelopment)
    {
        o.SignInScheme = SessionCookie.Scheme;
        o.Authority = options.Authority;
        o.ClientId = options.ClientId;
        o.ClientSecret = options.ClientSecret;
        o.RequireHttpsMetadata = !isDevelopment;
        o.ResponseType = OpenIdConnectResponseType.Code;
        o.ResponseMode = OpenIdConnectResponseMode.Query;
        o.UsePkce = true;
        o.SaveTokens = true;
        o.MapInboundClaims = false;
        o.DisableTelemetry = true;
        o.ClaimActions.Clear();
        o.Scope.Clear();
        foreach (var scope in options.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries)) o.Scope.Add(scope);
        o.TokenValidationParameters.ValidAlgorithms = Algorithms;
        o.TokenValidationParameters.ClockSkew = Skew;
        o.CallbackPath = Callback;
        o.SignedOutRedirectUri = SignInEndpoints.SignedOut;
        o.RemoteSignOutPath = default; // a GET that would end a session without asking
        o.CorrelationCookie.SameSite = o.NonceCookie.SameSite = SameSiteMode.Lax;
        o.CorrelationCookie.SecurePolicy = o.NonceCookie.SecurePolicy = isDevelopment ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        o.BackchannelTimeout = Patience;
        o.Events = new() { OnTokenValidated = Read, OnTicketReceived = Receive, OnRemoteFailure = Fail, OnAccessDenied = c => Answer(c, new(403, "sign-in-failed", "The sign-in was cancelled at the provider.")) };
    }

    private static Task Read(Microsoft.AspNetCore.Authentication.OpenIdConnect.TokenValidatedContext c)
    {
        c.Principal = c.HttpContext.RequestServices.GetRequiredService<ClaimMap>().Read([.. c.Principal!.Claims], SessionCookie.Scheme);
        if (c.Principal is null) c.Fail("The subject is not usable.");
        return Task.CompletedTask;
    }

    /// <summary>Of the tokens only the one that signing out asks for is kept.</summary>
    private static async Task Receive(TicketReceivedContext c)
    {
        var idToken = c.Properties!.GetTokenValue(OpenIdConnectParameterNames.IdToken);
        c.Properties!.StoreTokens(idToken is null ? [] : [new() { Name = OpenIdConnectParameterNames.IdToken, Value = idToken }]);
        await c.HttpContext.BeginAfresh(c.HttpContext.RequestServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(SessionCookie.Scheme));
    }

    private static async Task Fail(RemoteFailureContext c)
    {
        await c.HttpContext.Record(null, AccessKind.SignInFailed);
        await Answer(c, IsAway(c.Failure) ? Refused.ProviderAway : new(401, "sign-in-failed", "The sign-in did not come to its end: it was left open for too long, opened twice, or not begun in this browser. Please start again."));
    }

    private static Task Answer(HandleRequestContext<RemoteAuthenticationOptions> c, Problem problem)
    {
        c.HandleResponse();
        return Refused.Write(c.HttpContext, problem);
    }

    private static bool IsAway(Exception? e) => e is HttpRequestException or TaskCanceledException or IOException || (e is not null && IsAway(e.InnerException));

    private static async Task<bool> Answers(Microsoft.IdentityModel.Protocols.IConfigurationManager<OpenIdConnectConfiguration> provider, CancellationToken stop)
    {
        try
        {
            return await provider.GetConfigurationAsync(stop) is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
