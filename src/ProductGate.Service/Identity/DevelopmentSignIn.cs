using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace ProductGate.Service.Identity;

/// <summary>A person of the demo bank, from configuration.</summary>
public sealed class DemoPerson
{
    public string Id { get; set; } = "";
    public string Name { get; set; } = "";
    public string[] Roles { get; set; } = [];
    public string Department { get; set; } = "";
    public string[] Teams { get; set; } = [];
}

/// <summary>Development only: the header <c>X-Person</c> names the acting person. Nothing else in the service knows of it.</summary>
internal sealed class DevelopmentSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, DemoPeople people)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string SchemeName = "Development";
    public const string Header = "X-Person";

    /// <exception cref="InvalidOperationException">Outside Development, where a header must never say who acts.</exception>
    public static void Add(IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        if (!environment.IsDevelopment())
            throw new InvalidOperationException("Sign-in by header exists in the Development environment only, and no other way to sign in is configured yet. Set ASPNETCORE_ENVIRONMENT=Development to try ProductGate; do not use it for anything else.");
        services.AddSingleton(new DemoPeople(configuration.GetSection("DemoBank:People").Get<DemoPerson[]>() ?? []));
        services.AddAuthentication(SchemeName).AddScheme<AuthenticationSchemeOptions, DevelopmentSignIn>(SchemeName, null);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var id = Request.Headers[Header].ToString();
        if (id.Length == 0) return Task.FromResult(AuthenticateResult.NoResult());
        return Task.FromResult(people.Find(id) is { } principal
            ? AuthenticateResult.Success(new AuthenticationTicket(principal, SchemeName))
            : AuthenticateResult.Fail("Nobody of this id."));
    }
}

/// <summary>The demo bank's people as principals, made once.</summary>
internal sealed class DemoPeople(DemoPerson[] people)
{
    private readonly Dictionary<string, ClaimsPrincipal> principals = people.ToDictionary(p => p.Id, Principal);

    public ClaimsPrincipal? Find(string id) => principals.GetValueOrDefault(id);

    private static ClaimsPrincipal Principal(DemoPerson p) => new(new ClaimsIdentity(
        [
            new(Principals.Subject, p.Id), new(Principals.Name, p.Name), new(Principals.Department, p.Department),
            .. p.Roles.Select(r => new Claim(Principals.Roles, r)), .. p.Teams.Select(t => new Claim(Principals.Teams, t)),
        ],
        "development", Principals.Name, Principals.Roles));
}
