using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Net.Http.Headers;
using ProductGate.Domain;

namespace ProductGate.Service.Door;

/// <summary>Reads what a request says, strictly; everything odd ends in a problem.</summary>
internal static class Requests
{
    public const int LargestBody = 1024 * 1024;

    /// <summary>What is taken from the line at all. Beyond <see cref="LargestBody"/> it is read only to be thrown away: a connection that is cut while somebody still sends may lose the answer that says why.</summary>
    public const int LargestRead = 4 * LargestBody;
    private const int LongestKey = 128;

    /// <summary>The body as bytes, at most <see cref="LargestBody"/> of them.</summary>
    public static async Task<byte[]> Body(this HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            throw new ProblemException(new(415, "unsupported-media-type", "Send application/json."));
        var buffer = new ArrayBufferWriter<byte>(4096);
        int read;
        while ((read = await request.Body.ReadAsync(buffer.GetMemory(4096), request.HttpContext.RequestAborted)) > 0)
        {
            buffer.Advance(read);
            if (buffer.WrittenCount > LargestBody) throw new ProblemException(new(413, "too-large", "A body has at most 1 MiB."));
        }
        return Utf8.IsValid(buffer.WrittenSpan) ? buffer.WrittenSpan.ToArray() : throw new ProblemException(new(400, "malformed-json", "The body is not UTF-8."));
    }

    public static T Parse<T>(byte[] body) => Parse(body, b => JsonSerializer.Deserialize<T>(b, HttpJson.Reading) ?? throw new JsonException("A JSON object is expected."));

    /// <summary>Runs a reader; malformed JSON is 400, a well-formed value that cannot be right 422.</summary>
    public static T Parse<T>(byte[] body, Func<byte[], T> read)
    {
        try
        {
            var value = read(body);
            RefuseNullInLists(body);
            return value;
        }
        catch (InvalidValueException e)
        {
            throw new ProblemException(Problem.Field(422, "invalid-value", Field(e.Path), e.Sentence));
        }
        catch (JsonException e)
        {
            throw new ProblemException(Missing(e) is { Count: > 0 } missing
                ? new(400, "malformed-json", Sentence(e)) { Errors = missing }
                : Problem.Field(400, "malformed-json", Field(e.Path), Sentence(e)));
        }
    }

    /// <remarks>The serializer checks members for null, but lets it into any list.</remarks>
    private static void RefuseNullInLists(byte[] body)
    {
        var reader = new Utf8JsonReader(body);
        // One bit for each level, set for a list; the reader goes no deeper than 64.
        var lists = 0UL;
        while (reader.Read())
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray: lists = (lists << 1) | 1; break;
                case JsonTokenType.StartObject: lists <<= 1; break;
                case JsonTokenType.EndArray or JsonTokenType.EndObject: lists >>= 1; break;
                case JsonTokenType.Null when (lists & 1) == 1: throw new JsonException("A list contains null.");
            }
    }

    /// <summary>The version the sender saw, from If-Match.</summary>
    public static long ExpectedVersion(this HttpRequest request)
    {
        var header = request.Headers.IfMatch.ToString();
        if (header.Length == 0) throw new ProblemException(new(428, "if-match-missing", "Say which version you saw, in If-Match: \"<version>\".") { Rule = "R12" });
        if (header is ['"', .. var number, '"'] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version)) return version;
        throw new ProblemException(Problem.Field(400, "malformed-if-match", "If-Match", "If-Match is one version in double quotes, such as \"7\"."));
    }

    public static bool IsPreview(this HttpRequest request) => request.Query.Flag("preview");

    public static CommandKey? Key(this HttpRequest request, Actor by, ReadOnlySpan<byte> body) => request.Key(by, request.Headers["Idempotency-Key"].ToString(), body);

    public static CommandKey? Key(this HttpRequest request, Actor by, string key, ReadOnlySpan<byte> body)
    {
        if (key.Length == 0) return null;
        if (key.Length > LongestKey || key.Any(c => c is < ' ' or > '~'))
            throw new ProblemException(Problem.Field(400, "malformed-idempotency-key", "Idempotency-Key", $"A key has 1 to {LongestKey} visible ASCII characters."));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        hash.AppendData(body);
        return CommandKey.Of(by, key, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>The path of System.Text.Json, without its "$.".</summary>
    private static string Field(string? path) => path is null ? "" : path.TrimStart('$').TrimStart('.');

    /// <summary>What was left out, by its place: the field of a form, or the member of a body.</summary>
    private static Dictionary<string, Phrase[]> Missing(JsonException e)
    {
        if (!e.Message.Contains("missing required properties", StringComparison.Ordinal)) return [];
        var place = Field(e.Path) is { Length: > 0 } path ? path + "." : "";
        return e.Message[(e.Message.LastIndexOf(':') + 1)..].Split('\'').Where((_, i) => i % 2 == 1).ToDictionary(name => place + name, _ => (Phrase[])["This must not be empty."]);
    }

    /// <remarks>The library's message also names types of ours and byte positions, which help nobody outside.</remarks>
    private static Phrase Sentence(JsonException e) => e.Message switch
    {
        var m when m.Contains("could not be mapped to any .NET member", StringComparison.Ordinal) => (Phrase)"This member is not known here.",
        var m when m.Contains("missing required properties", StringComparison.Ordinal) => (Phrase)$"Something is missing: {m[(m.LastIndexOf(':') + 1)..].Trim()}",
        var m when m.Contains("could not be converted", StringComparison.Ordinal) => "The value has the wrong type or is not one of those allowed.",
        var m when m.Contains("Duplicate", StringComparison.OrdinalIgnoreCase) => "The same member stands twice.",
        var m when m.Contains("doesn't allow", StringComparison.Ordinal) => "null is not allowed here.",
        var m when m.Contains("ProductGate", StringComparison.Ordinal) || m.Contains("LineNumber", StringComparison.Ordinal) => "The body is not well-formed JSON of the expected form.",
        var m => KnownSentences.Of(m),
    };
}
