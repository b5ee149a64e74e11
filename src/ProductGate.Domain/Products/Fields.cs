using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ProductGate.Domain;

/// <summary>Reads from a section's content which fields are filled in, and keeps for each who contributed to it.</summary>
internal static class Fields
{
    /// <summary>
    /// A person stays a contributor of a field for as long as the field stays filled: rewording somebody's text does not
    /// make it one's own work alone. Whoever revises a section contributes to every field that is new or changed in it (R5).
    /// </summary>
    public static Field[] After(Field[] before, CanonicalJson content, string by) =>
        [.. Values(content).Select(v => Credit(Array.Find(before, f => f.Path == v.Key), v.Key, Mark(v.Value), by))];

    private static Field Credit(Field? before, string path, string mark, string by)
    {
        if (before is null) return new(path, mark, [by]);
        if (before.Mark == mark) return before;
        return new(path, mark, before.By.Contains(by) ? before.By : [.. before.By, by]);
    }

    private static string Mark(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, 8));

    private static SortedDictionary<string, string> Values(CanonicalJson content)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Collect(content.ToElement(), "", values);
        return values;
    }

    private static void Collect(JsonElement element, string path, SortedDictionary<string, string> values)
    {
        if (element.ValueKind == JsonValueKind.Object)
            foreach (var member in element.EnumerateObject()) Collect(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}", values);
        else if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray()) Collect(item, path, values);
        else if (Filled(element))
            values[path] = values.TryGetValue(path, out var earlier) ? $"{earlier}\n{element.GetRawText()}" : element.GetRawText();
    }

    private static bool Filled(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => false,
        JsonValueKind.String => !string.IsNullOrWhiteSpace(element.GetString()),
        _ => true,
    };
}
