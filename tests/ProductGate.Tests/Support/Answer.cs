using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ProductGate.Tests.Support;

/// <summary>What came back, read to the end.</summary>
internal sealed record Answer(int Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, byte[] Bytes)
{
    private static readonly string[] Insides = ["ProductGate.", "System.", "Microsoft.", "Npgsql", "Marten", "Wolverine", "   at ", ".cs:line", "LineNumber", "mt_"];

    /// <summary>Every code a problem came with in this run, for the guard that they are documented.</summary>
    private static readonly ConcurrentDictionary<string, int> CodesMet = new();

    public static void EveryCodeMetIsDocumented()
    {
        var readme = File.ReadAllText(Path.Combine(Guards.Sources.Root, "README.md"));
        CodesMet.Keys.Where(code => !readme.Contains($"`{code}`", StringComparison.Ordinal)).Should().BeEmpty("people and machines rely on them");
    }

    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonElement.Parse(Text);

    public string? MediaType => ContentHeaders.ContentType?.MediaType;

    public long Version => long.Parse(Headers.ETag!.Tag.Trim('"'), null);

    public Answer Is(int status)
    {
        Status.Should().Be(status, Text);
        return this;
    }

    /// <summary>A problem as the contract words it: its media type, a stable code, a sentence, a trace id, and nothing of the inside.</summary>
    public Answer IsProblem(int status, string code, string? rule = null, string? field = null)
    {
        (Status, Json.Text("code"), Json.Text("rule")).Should().Be((status, code, rule), Text);
        MediaType.Should().Be("application/problem+json");
        Json.Text("type").Should().Be($"urn:productgate:problem:{code}");
        Json.GetProperty("status").GetInt32().Should().Be(status);
        foreach (var member in (string[])["title", "detail", "traceId"]) Json.Text(member).Should().NotBeNullOrWhiteSpace($"a problem has {member}");
        if (field is not null) Json.GetProperty("errors").EnumerateObject().Select(e => e.Name).Should().Contain(field, Text);
        Text.Should().NotContainAny(Insides);
        CodesMet[code] = status;
        return this;
    }

    /// <summary>The refusal says what would have to happen, and by whom.</summary>
    public Answer Misses(string what, string by)
    {
        Json.Items("missing").Select(m => (m.Text("what"), m.Text("by"))).Should().Contain((what, by), Text);
        return this;
    }
}
