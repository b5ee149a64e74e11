using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>Which tokens are believed. Each refusal bends one thing of a token that is believed.</summary>
public sealed class BearerTests(IssuerBank bank) : IClassFixture<IssuerBank>
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    private JsonElement? product;

    private Issuer Issuer => bank.Issuer;

    private JsonObject Good => Issuer.Good(bank.Clock.GetUtcNow());

    private JsonObject With(string claim, JsonNode? value)
    {
        var claims = Good;
        claims[claim] = value;
        return claims;
    }

    private JsonObject Without(string claim)
    {
        var claims = Good;
        claims.Remove(claim);
        return claims;
    }

    private long Seconds(TimeSpan from) => (bank.Clock.GetUtcNow() + from).ToUnixTimeSeconds();

    private async Task Believes(string token) => (await bank.Show(token)).Is(200).Json.Text("id").Should().Be("li.wei");

    /// <summary>Whether it only asks or wants something done: nothing is, and nothing is told of it.</summary>
    private async Task Refuses(string token)
    {
        var target = product ??= await Declared();
        var before = await Trace.Of(bank, target.GetProperty("productId").GetGuid());
        foreach (var answer in (Answer[])[await bank.Show(token), await Withdraw(target, token)])
            answer.IsProblem(401, "unauthenticated").Headers.WwwAuthenticate.ToString().Should().Be("Bearer", "why it is refused is nobody's business");
        (await Trace.Of(bank, target.GetProperty("productId").GetGuid())).Should().Be(before);
    }

    private string Author()
    {
        var claims = With("sub", "wang.min");
        claims["realm_access"] = new JsonObject { ["roles"] = new JsonArray("product-team") };
        claims["https://bank.example/teams"] = new JsonArray("cards");
        return Issuer.Sign(claims);
    }

    private async Task<JsonElement> Declared() =>
        (await bank.Post(null, "/api/products", Sample.Declaration, ("Authorization", $"Bearer {Author()}"))).Is(201).Json;

    private Task<Answer> Withdraw(JsonElement target, string token) =>
        bank.Post(null, $"/api/products/{target.Text("productId")}/withdrawal", new WithdrawProduct("Enough."), ("Authorization", $"Bearer {token}"), Client.IfMatch(target.GetProperty("version").GetInt64()));

    [Fact]
    public async Task a_token_of_the_issuer_is_believed()
    {
        await Believes(Issuer.Sign(Good));
        (await Withdraw(await Declared(), Author())).Is(200);
    }

    [Fact]
    public async Task lifetimes_are_kept_to_by_the_services_clock_with_half_a_minute_of_tolerance()
    {
        var second = TimeSpan.FromSeconds(1);

        await Believes(Issuer.Sign(With("exp", Seconds(second - Skew))));
        await Refuses(Issuer.Sign(With("exp", Seconds(-Skew))));
        await Believes(Issuer.Sign(With("nbf", Seconds(Skew))));
        await Refuses(Issuer.Sign(With("nbf", Seconds(Skew + second))));
        await Refuses(Issuer.Sign(Without("exp")));
    }

    [Fact]
    public async Task a_token_of_or_for_somebody_else_is_refused()
    {
        await Refuses(Issuer.Sign(With("iss", "https://elsewhere.example")));
        await Refuses(Issuer.Sign(Without("iss")));
        await Refuses(Issuer.Sign(With("aud", "urn:another-api")));
        await Refuses(Issuer.Sign(With("aud", Provider.Client)));
        await Refuses(Issuer.Sign(Without("aud")));
        await Believes(Issuer.Sign(With("aud", new JsonArray("urn:another-api", Issuer.Audience))));
    }

    [Fact]
    public async Task a_signature_that_proves_nothing_is_refused()
    {
        using var own = RSA.Create(2048);
        var token = Issuer.Sign(Good);
        var parts = token.Split('.');

        await Refuses(Issuer.Sign(Good, with: own));
        await Refuses(Issuer.Unsigned(Good));
        await Refuses(Issuer.SignWithPublicKey(Good));
        await Refuses($"{parts[0]}.{parts[1]}.");
        await Refuses($"{parts[0]}.{Issuer.Sign(With("sub", "chen.fang")).Split('.')[1]}.{parts[2]}");
        await Refuses(token[..^8] + "AAAAAAAA");
        await Refuses("a.b.c");
        await Believes(token);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("system")]
    [InlineData("li\nwei")]
    [InlineData("li\u0000wei")]
    [InlineData("li.wei ")]
    [InlineData("\u202Eiew.il")]
    public async Task a_subject_that_is_nobody_is_refused(string subject) => await Refuses(Issuer.Sign(With("sub", subject)));

    [Fact]
    public async Task a_subject_is_one_text_of_bounded_length()
    {
        await Refuses(Issuer.Sign(Without("sub")));
        await Refuses(Issuer.Sign(With("sub", new JsonArray("li.wei", "chen.fang"))));
        await Refuses(Issuer.Sign(With("sub", new string('a', 201))));
        (await bank.Show(Issuer.Sign(With("sub", "auth0|\u674E\u4F1F/%20'\"<b>")))).Is(200).Json.Text("id").Should().Be("auth0|\u674E\u4F1F/%20'\"<b>");
    }

    /// <summary>Where people choose their own user names, one could else choose somebody else's id.</summary>
    [Fact]
    public async Task a_subject_is_not_unwrapped()
    {
        foreach (var wrapped in (JsonNode[])["[\"chen.fang\"]", "{\"sub\":\"chen.fang\"}", new JsonArray(new JsonArray("chen.fang")), new JsonObject { ["sub"] = "chen.fang" }])
            await Refuses(Issuer.Sign(With("sub", wrapped)));
        foreach (var odd in (string[])["\"chen.fang\"", "chen.fang]"]) (await bank.Show(Issuer.Sign(With("sub", odd)))).Is(200).Json.Text("id").Should().Be(odd);
    }

    [Fact]
    public async Task a_name_and_a_department_are_not_unwrapped_either()
    {
        foreach (var claim in (string[])["name", "department"])
            (await bank.Show(Issuer.Sign(With(claim, "[\"Branch East\"]")))).Is(200).Json.Text(claim).Should().Be("[\"Branch East\"]");
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("li.wei\\udfff")]
    [InlineData("\\udc00\\ud800")]
    public async Task half_a_character_is_nobody(string subject) => await Refuses(Issuer.Sign(Good.ToJsonString().Replace("\"li.wei\"", $"\"{subject}\"", StringComparison.Ordinal)));

    public static TheoryData<string, string> Roles => new()
    {
        { """{"realm_access":{"roles":["protection-office"]}}""", "protection-office" },
        { """{"realm_access":{"roles":"protection-office"}}""", "protection-office" },
        { """{"realm_access":{"roles":["Compliance Officers","protection-office","Compliance Officers"]}}""", "compliance protection-office" },
        { """{"realm_access":{"roles":["compliance"]}}""", "" },
        { """{"realm_access":{"roles":["Protection-Office","root","*","ProtectionOffice",""]}}""", "" },
        { """{"realm_access":{"roles":[null,7,{"a":"protection-office"},["protection-office"]]}}""", "" },
        { """{"realm_access":["protection-office"]}""", "" },
        { """{"realm_access":"protection-office"}""", "" },
        { """{"realm_access":"{not json"}""", "" },
        { """{"realm_access.roles":["testing"],"realm_access":{"roles":["committee"]}}""", "testing" },
        { """{"realm_access.roles":"[\"testing\"]"}""", "testing" },
        { "{}", "" },
    };

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task roles_are_read_however_they_are_wrapped_and_unknown_ones_give_nothing(string claims, string roles)
    {
        var token = Good;
        foreach (var (name, value) in JsonNode.Parse(claims)!.AsObject()) token[name] = value?.DeepClone();

        (await bank.Show(Issuer.Sign(token))).Is(200).Json.Texts("roles").Should().BeEquivalentTo(roles.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task a_thousand_roles_and_teams_are_no_burden()
    {
        var many = new JsonArray([.. Enumerable.Range(0, 1000).Select(i => JsonValue.Create($"r{i}")), JsonValue.Create("testing")]);
        var answer = (await bank.Show(Issuer.Sign(With("realm_access", new JsonObject { ["roles"] = many })))).Is(200);
        answer.Json.Texts("roles").Should().Equal("testing");

        var teams = new JsonArray([.. Enumerable.Range(0, 1000).Select(i => JsonValue.Create($"t{i}"))]);
        (await bank.Show(Issuer.Sign(With("https://bank.example/teams", teams)))).Is(200).Json.Texts("teams").Should().HaveCount(100);
    }

    [Fact]
    public async Task a_name_that_would_deceive_is_not_shown()
    {
        foreach (var name in (string[])["", "Li\u202EWei", "Li\u0007", new string('x', 201)]) (await bank.Show(Issuer.Sign(With("name", name)))).Is(200).Json.Text("name").Should().Be("li.wei");
    }

    [Theory]
    [InlineData("idtyp", "app", "Machine")]
    [InlineData("idtyp", "user", "Person")]
    [InlineData("clientHost", "10.0.0.7", "Machine")]
    [InlineData("azp", "li.wei", "Machine")]
    [InlineData("client_id", "li.wei", "Machine")]
    [InlineData("client_id", "productgate", "Person")]
    public async Task a_program_is_told_from_a_person(string claim, string value, string kind) => (await bank.Show(Issuer.Sign(With(claim, value)))).Is(200).Json.Text("kind").Should().Be(kind);
}
