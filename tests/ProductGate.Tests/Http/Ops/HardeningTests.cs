using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A bank as it runs in production, behind a proxy on this machine.</summary>
public sealed class StrictBank(Server server) : Bank(server)
{
    protected override (string Name, string Value)[] Settings => [("SignIn:Authority", "https://sign-in.bank.example/realm"), ("ForwardedHeaders:KnownProxies:0", "127.0.0.1"), ("RateLimit:RequestsPerSecond", "2")];

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseEnvironment("Production");
        builder.ConfigureTestServices(s => s.PostConfigure<OpenIdConnectOptions>("Provider", o => o.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(new() { AuthorizationEndpoint = "https://sign-in.bank.example/auth" })));
    }
}

public sealed class HardeningTests(StrictBank strict, SharedBank shared) : IClassFixture<StrictBank>, IClassFixture<SharedBank>
{
    private static readonly (string, string)[] ThroughTheProxy = [("X-Forwarded-Proto", "https"), ("Host", "gate.bank.example")];

    [Theory]
    [InlineData("same-origin", true)]
    [InlineData("none", true)]
    [InlineData("same-site", false)]
    [InlineData("cross-site", false)]
    public async Task what_another_site_makes_a_browser_ask_for_is_not_compressed(string from, bool compressed)
    {
        using var reader = new Visitor(shared.Bank.Line.BaseAddress!);
        await reader.SignIn(People.Officer.Id);
        var answer = await reader.Get("/products?q=Harbour", ("Sec-Fetch-Site", from), ("Accept-Encoding", "br"));
        answer.Status.Should().Be(200);
        answer.ContentHeaders.ContentEncoding.Should().Equal(compressed ? ["br"] : []);
    }

    [Theory]
    [InlineData("/api/products", 401)]
    [InlineData("/nothing", 401)]
    [InlineData("/signed-out", 200)]
    [InlineData("/site.css", 200)]
    [InlineData("/health/live", 200)]
    public async Task every_answer_tells_the_browser_to_be_careful(string path, int status)
    {
        var answer = (await strict.Send(null, HttpMethod.Get, path, null, [.. ThroughTheProxy, ("X-Forwarded-For", $"192.0.2.{10 + path.Length}")])).Is(status);

        Header(answer, "Content-Security-Policy").Should().Be("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
            + "form-action 'self' https://sign-in.bank.example; frame-ancestors 'none'; base-uri 'none'");
        Header(answer, "X-Content-Type-Options").Should().Be("nosniff");
        Header(answer, "Referrer-Policy").Should().Be("no-referrer");
        Header(answer, "Permissions-Policy").Should().Contain("camera=()");
        Header(answer, "Cross-Origin-Opener-Policy").Should().Be("same-origin");
        Header(answer, "Cross-Origin-Resource-Policy").Should().Be("same-origin");
        Header(answer, "Strict-Transport-Security").Should().Be("max-age=31536000");
    }

    [Fact]
    public async Task what_one_person_was_told_is_kept_nowhere()
    {
        foreach (var path in (string[])["/api/products", "/api/session", "/api/nothing"]) Header(await shared.Bank.Get(People.Officer, path), "Cache-Control").Should().Be("no-store");
        Header(await shared.Bank.Post(null, "/api/products", "{"), "Cache-Control").Should().Be("no-store");
    }

    [Fact]
    public async Task an_error_keeps_the_headers()
    {
        var answer = (await shared.Bank.Send(People.Designer, HttpMethod.Post, "/api/products", "{")).IsProblem(400, "malformed-json");

        Header(answer, "X-Content-Type-Options").Should().Be("nosniff");
        Header(answer, "Content-Security-Policy").Should().Contain("frame-ancestors 'none'");
    }

    [Fact]
    public async Task only_the_proxies_we_know_are_believed()
    {
        var asked = QueryHelpers.ParseQuery((await Visit(strict, "/sign-in")).Is(302).Headers.Location!.Query);
        asked["redirect_uri"].ToString().Should().Be($"https://gate.bank.example:{strict.Line.BaseAddress!.Port}/signin-oidc");
        (asked["response_type"].ToString(), asked["code_challenge_method"].ToString(), asked["scope"].ToString()).Should().Be(("code", "S256", "openid profile"));
        asked["nonce"].ToString().Should().NotBeEmpty();

        // The shared bank knows no proxy: an address that is not https is not believed to be.
        Header(await Visit(shared.Bank, "/signed-out"), "Strict-Transport-Security").Should().BeEmpty();
        (await Visit(shared.Bank, "/sign-in", "127.0.0.1")).Headers.GetValues("Set-Cookie").Should().OnlyContain(c => !c.Contains("secure", StringComparison.Ordinal));
    }

    [Fact]
    public async Task who_is_not_signed_in_has_a_limit_by_address()
    {
        async Task<int[]> Flood(string from) => await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => (await strict.Send(null, HttpMethod.Get, "/signed-out", null, ("X-Forwarded-For", from))).Status));

        (await Flood("192.0.2.1")).Should().Contain(200).And.Contain(429);
        (await strict.Send(null, HttpMethod.Get, "/sign-in", null, ("X-Forwarded-For", "192.0.2.1"))).IsProblem(429, "too-many-requests");
        (await strict.Send(null, HttpMethod.Get, "/signin-oidc?code=x", null, ("X-Forwarded-For", "192.0.2.1"))).IsProblem(429, "too-many-requests");
        (await strict.Send(null, HttpMethod.Get, "/health/live", null, ("X-Forwarded-For", "192.0.2.1"))).Is(200);
        (await strict.Send(null, HttpMethod.Get, "/signed-out", null, ("X-Forwarded-For", "192.0.2.2"))).Is(200);
    }

    [Fact]
    public async Task in_production_every_cookie_goes_over_tls_to_this_host_alone()
    {
        var session = strict.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get("Session").Cookie;
        var form = strict.Services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.Cookie;
        foreach (var cookie in (CookieBuilder[])[session, form])
            (cookie.Name![..7], cookie.SecurePolicy, cookie.HttpOnly, cookie.Path, cookie.Domain).Should().Be(("__Host-", CookieSecurePolicy.Always, true, "/", null));
        (session.SameSite, form.SameSite).Should().Be((SameSiteMode.Lax, SameSiteMode.Strict));

        var begun = (await Visit(strict, "/sign-in")).Is(302);
        begun.Headers.GetValues("Set-Cookie").Should().OnlyContain(c => c.Contains("; secure", StringComparison.Ordinal) && c.Contains("; httponly", StringComparison.Ordinal));
    }

    private static async Task<Answer> Visit(Bank bank, string path, string host = "gate.bank.example")
    {
        using var visitor = new Visitor(bank.Line.BaseAddress!);
        return await visitor.Get(path, ("Host", $"{host}:{bank.Line.BaseAddress!.Port}"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "192.0.2.3"));
    }

    private static string Header(Answer answer, string name) => string.Join(", ", answer.Headers.TryGetValues(name, out var values) ? values : []);
}
