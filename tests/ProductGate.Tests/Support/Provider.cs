using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Tests.Guards;

namespace ProductGate.Tests.Support;

/// <summary>A real OpenID Connect provider (npm oidc-provider) that knows the people of <see cref="People"/>, and a few programs.</summary>
public sealed class Provider : IAsyncDisposable
{
    public const string Client = "productgate";
    public const string Secret = "secret";
    public const string Password = "pw";
    public const string Audience = "urn:productgate-api";
    private static readonly string Folder = Path.Combine(Sources.Root, "tests", "ProductGate.Tests", "Support", "provider");

    private readonly Process process;
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> tokens = new();

    private Provider(Process process, Uri issuer) => (this.process, Issuer) = (process, issuer);

    public Uri Issuer { get; }

    /// <summary>What a bank is configured with to trust it.</summary>
    internal (string Name, string Value)[] Settings =>
    [
        ("SignIn:Authority", Issuer.ToString().TrimEnd('/')), ("SignIn:ClientId", Client), ("SignIn:ClientSecret", Secret), ("SignIn:Audience", Audience),
        ("SignIn:Machines:RoleNames:operations:0", "gate.figures"), .. Enum.GetValues<Role>().Select(r => ($"SignIn:Machines:RoleNames:{Names.Of(r)}:1", ScopeOf(r))),
    ];

    /// <summary>The scope that gives a program this role.</summary>
    internal static string ScopeOf(Role role) => $"gate.{Names.Of(role)}";

    public static async Task<Provider> Start()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules"))) throw new InvalidOperationException("The identity provider of the tests is not installed. Run them with ./deploy/test.");
        var start = new ProcessStartInfo("node", ["provider.mjs"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        start.Environment["PEOPLE"] = JsonSerializer.Serialize(People.Everybody.Select(p => new { id = p.Id, name = p.Name, roles = p.Roles.Select(Names.Of), department = p.Department, teams = p.Teams }));
        var process = Process.Start(start)!;
        var said = new StringBuilder();
        process.ErrorDataReceived += (_, e) => said.AppendLine(e.Data);
        process.BeginErrorReadLine();
        var ready = await process.StandardOutput.ReadLineAsync();
        return ready?.Split(' ') is ["ready", var issuer] ? new(process, new(issuer)) : throw new InvalidOperationException($"The identity provider of the tests did not start: {ready} {said}");
    }

    /// <summary>The access token with which a person's program acts; made once for each person and run.</summary>
    internal Task<string> TokenOf(Actor person) => tokens.GetOrAdd(person.Id, id => new(() => SignIn(id))).Value;

    /// <summary>A program's token, by its client credentials.</summary>
    internal async Task<string> TokenOf(string program, string scope)
    {
        using var http = new HttpClient { BaseAddress = Issuer };
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{program}:{Secret}")));
        return await Token(http, new() { ["grant_type"] = "client_credentials", ["scope"] = scope });
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>The authorisation-code flow with PKCE, as a browser and its application go through it.</summary>
    private async Task<string> SignIn(string person)
    {
        const string callback = "http://127.0.0.1:1/signin-oidc";
        using var visitor = new Visitor(Issuer);
        var verifier = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var asked = new Dictionary<string, string?>
        {
            ["client_id"] = Client, ["response_type"] = "code", ["scope"] = "openid profile", ["redirect_uri"] = callback, ["resource"] = Audience, ["state"] = "any",
            ["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))), ["code_challenge_method"] = "S256",
        };
        var code = QueryHelpers.ParseQuery((await visitor.PassProvider(QueryHelpers.AddQueryString("/auth", asked), person)).Query)["code"].ToString();
        return await Token(visitor.Http, new()
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["code_verifier"] = verifier, ["redirect_uri"] = callback, ["client_id"] = Client, ["client_secret"] = Secret, ["resource"] = Audience,
        });
    }

    private static async Task<string> Token(HttpClient http, Dictionary<string, string> form)
    {
        using var content = new FormUrlEncodedContent(form);
        using var answer = await http.PostAsync(new Uri("/token", UriKind.Relative), content);
        var text = await answer.Content.ReadAsStringAsync();
        return JsonElement.Parse(text).Text("access_token") ?? throw new InvalidOperationException(text);
    }
}
