using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ProductGate.Tests.Support;

/// <summary>An issuer of tokens that no honest provider would make: discovery, keys, and whatever a test wants signed.</summary>
public sealed class Issuer : IAsyncDisposable
{
    public const string Audience = "urn:productgate-api";
    private readonly Dictionary<string, RSA> published = new() { ["first"] = RSA.Create(2048) };
    private readonly WebApplication app;

    public Issuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = Address, jwks_uri = $"{Address}/keys", authorization_endpoint = $"{Address}/auth", token_endpoint = $"{Address}/token" }));
        app.MapPost("/token", () => Results.Json(new { access_token = "none", token_type = "Bearer", id_token = IdToken }));
        app.MapGet("/keys", () => { Asked++; return Results.Json(new { keys = published.Select(k => Public(k.Key, k.Value)) }); });
        app.Start();
    }

    public string Address => app.Urls.Single();

    /// <summary>What a browser's sign-in ends with, whatever its code is.</summary>
    public string IdToken { get; set; } = "";

    /// <summary>How often the keys were asked for.</summary>
    public int Asked { get; private set; }

    /// <summary>The public key as anybody can have it.</summary>
    public byte[] PublicPem => Encoding.ASCII.GetBytes(published["first"].ExportSubjectPublicKeyInfoPem());

    /// <summary>A claim set that is good in every way, from which a test bends one thing.</summary>
    public JsonObject Good(DateTimeOffset now) => new()
    {
        ["iss"] = Address, ["aud"] = Audience, ["sub"] = "li.wei", ["name"] = "Li Wei", ["roles"] = new JsonArray("protection-office"),
        ["iat"] = now.ToUnixTimeSeconds(), ["nbf"] = now.ToUnixTimeSeconds(), ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
    };

    public string Sign(JsonObject claims, string kid = "first", string alg = "RS256", RSA? with = null) => Sign(claims.ToJsonString(), kid, alg, with);

    /// <param name="claims">JSON, also such as no honest writer makes.</param>
    public string Sign(string claims, string kid = "first", string alg = "RS256", RSA? with = null)
    {
        var head = Part($$"""{"alg":"{{alg}}","typ":"at+jwt","kid":"{{kid}}"}""", claims);
        return $"{head}.{WebEncoders.Base64UrlEncode((with ?? published[kid]).SignData(Encoding.ASCII.GetBytes(head), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <summary>Signed with a secret that everybody knows: the public key.</summary>
    public string SignWithPublicKey(JsonObject claims)
    {
        var head = Part("""{"alg":"HS256","typ":"at+jwt","kid":"first"}""", claims.ToJsonString());
        return $"{head}.{WebEncoders.Base64UrlEncode(HMACSHA256.HashData(PublicPem, Encoding.ASCII.GetBytes(head)))}";
    }

    public static string Unsigned(JsonObject claims) => $"{Part("""{"alg":"none","typ":"at+jwt"}""", claims.ToJsonString())}.";

    /// <summary>From now on another key signs, and the old one is not published any more.</summary>
    public void Rotate(string kid)
    {
        published.Clear();
        published[kid] = RSA.Create(2048);
    }

    public Task Stop() => app.StopAsync();

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static string Part(string header, string claims) => $"{WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(header))}.{WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(claims))}";

    private static object Public(string kid, RSA key)
    {
        var p = key.ExportParameters(false);
        return new { kty = "RSA", use = "sig", alg = "RS256", kid, n = WebEncoders.Base64UrlEncode(p.Modulus!), e = WebEncoders.Base64UrlEncode(p.Exponent!) };
    }
}

/// <summary>A bank that trusts an issuer of the test's own.</summary>
public sealed class IssuerBank(Server server) : Bank(server)
{
    public Issuer Issuer { get; } = new();

    protected override (string Name, string Value)[] Settings =>
    [
        ("SignIn:Authority", Issuer.Address), ("SignIn:Claims:Roles", "realm_access.roles"), ("SignIn:Claims:Teams", "https://bank.example/teams"), ("SignIn:RoleNames:compliance:0", "Compliance Officers"),
        ("SignIn:Machines:When:idtyp", "app"), ("SignIn:Machines:When:clientHost", "*"),
    ];

    /// <summary>What the service makes of a token.</summary>
    internal Task<Answer> Show(string token) => this.Send(null, HttpMethod.Get, "/api/session", null, ("Authorization", $"Bearer {token}"));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Issuer.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
