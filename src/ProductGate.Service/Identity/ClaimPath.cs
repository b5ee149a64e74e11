using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ProductGate.Service.Identity;

/// <summary>Finds the texts of a claim, however the provider wraps them: a text, one claim for each, a JSON list, or nested JSON.</summary>
internal static class ClaimPath
{
    /// <summary>A claim of exactly that name wins over the nested reading: some providers put addresses, and so dots, into names.</summary>
    public static IEnumerable<string> Find(IReadOnlyCollection<Claim> claims, string path)
    {
        if (claims.Any(c => c.Type == path)) return claims.Where(c => c.Type == path).SelectMany(c => c.Value.StartsWith('[') ? Nested(c.Value, "") : [c.Value]);
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? [] : claims.Where(c => c.Type == path[..dot]).SelectMany(c => Nested(c.Value, path[(dot + 1)..]));
    }

    /// <summary>The one text of a claim that is never unwrapped: whoever may choose the text must not choose how it is read. Null where there is none, several, or JSON.</summary>
    public static string? One(IReadOnlyCollection<Claim> claims, string type) =>
        claims.Where(c => c.Type == type).Take(2).ToArray() is [{ ValueType: not (JsonClaimValueTypes.Json or JsonClaimValueTypes.JsonArray) } only] ? only.Value : null;

    private static string[] Nested(string json, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. path.Length == 0 ? Texts(document.RootElement) : At(document.RootElement, path)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter for a text of half characters.
            return [];
        }
    }

    private static IEnumerable<string> At(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object) return [];
        if (element.TryGetProperty(path, out var whole)) return Texts(whole);
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && element.TryGetProperty(path[..dot], out var inner) ? At(inner, path[(dot + 1)..]) : [];
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!),
        _ => [],
    };
}
