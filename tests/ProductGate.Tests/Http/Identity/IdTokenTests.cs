using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>With which ID token a browser's sign-in comes to its end. Each refusal bends one thing of one that is believed.</summary>
public sealed class IdTokenTests(IssuerBank bank) : IClassFixture<IssuerBank>
{
    private async Task<Answer> Ends(Visitor visitor, Action<JsonObject> bend)
    {
        var asked = QueryHelpers.ParseQuery((await visitor.Get("/sign-in")).Is(302).Headers.Location!.Query);
        // By the machine's clock, as the library checks it.
        var claims = bank.Issuer.Good(DateTimeOffset.UtcNow);
        (claims["aud"], claims["nonce"]) = (Provider.Client, asked["nonce"].ToString());
        bend(claims);
        bank.Issuer.IdToken = bank.Issuer.Sign(claims);
        return await visitor.Get($"/signin-oidc?code=any&state={Uri.EscapeDataString(asked["state"].ToString())}");
    }

    private async Task Believes(Action<JsonObject> bend)
    {
        using var visitor = new Visitor(bank.Line.BaseAddress!);
        (await Ends(visitor, bend)).Is(302);
        (await visitor.Get("/api/session")).Is(200).Json.Text("id").Should().Be("li.wei");
    }

    private async Task Refuses(Action<JsonObject> bend)
    {
        using var visitor = new Visitor(bank.Line.BaseAddress!);
        (await Ends(visitor, bend)).Is(401).Text.Should().Contain("sign-in-failed");
        (await visitor.Get("/api/session")).IsProblem(401, "unauthenticated");
    }

    private static long In(int seconds) => DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeSeconds();

    [Fact]
    public async Task it_is_made_for_this_sign_in()
    {
        await Believes(_ => { });
        await Refuses(c => c["nonce"] = "another");
        await Refuses(c => c.Remove("nonce"));
        await Refuses(c => c["aud"] = Issuer.Audience);
        await Refuses(c => c["iss"] = "https://elsewhere.example");
        await Refuses(c => c["sub"] = "[\"chen.fang\"]");
    }

    [Fact]
    public async Task its_lifetime_is_kept_to_with_half_a_minute_of_tolerance()
    {
        await Believes(c => (c["nbf"], c["exp"]) = (In(-300), In(-20)));
        await Refuses(c => (c["nbf"], c["exp"]) = (In(-300), In(-31)));
        await Believes(c => c["nbf"] = In(20));
        await Refuses(c => c["nbf"] = In(90));
    }

    [Fact]
    public async Task a_thousand_roles_make_no_larger_a_cookie()
    {
        using var visitor = new Visitor(bank.Line.BaseAddress!);

        await Ends(visitor, c => c["realm_access"] = new JsonObject { ["roles"] = new JsonArray([.. Enumerable.Range(0, 1000).Select(i => JsonValue.Create($"role-{i}")), JsonValue.Create("testing")]) });

        (await visitor.Get("/api/session")).Is(200).Json.Texts("roles").Should().Equal("testing");
        visitor.Cookies.GetAllCookies().Sum(c => c.Value.Length).Should().BeLessThan(1500);
    }
}
