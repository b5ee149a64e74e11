using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ProductGate.Domain;

/// <summary>Reads from a section's content which fields are filled in, and keeps for each who contributed to it.</summary>
internal static class Fields
{
    /// <summary>
    /// A person stays a contributor of a field for as long as the field stays filled: rewording somebody's text does not
    /// make it one's own work alone. Whoever revises a section contributes to every field that is new or changed in it, and
    /// so does the author of a value that was written before, here or elsewhere (R5).
    /// </summary>
    public static Field[] After(Field[] before, IEnumerable<Leaf> leaves, string by, IReadOnlyDictionary<string, string> authors) =>
        [.. leaves.GroupBy(l => l.Path).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Credit(Array.Find(before, f => f.Path == g.Key), [.. g], by, authors))];

    /// <summary>Every value that is filled in, in the order of the content.</summary>
    public static List<Leaf> Read(Section section, CanonicalJson content)
    {
        var leaves = new List<Leaf>();
        Collect(section, content.ToElement(), "", leaves);
        return leaves;
    }

    private static Field Credit(Field? before, Leaf[] leaves, string by, IReadOnlyDictionary<string, string> authors)
    {
        var mark = Mark(string.Join('\n', leaves.Select(l => l.Raw)));
        return before?.Mark == mark ? before : new(leaves[0].Path, mark, [.. (before?.By ?? []).Append(by).Concat(leaves.Select(l => authors.GetValueOrDefault(l.Mark)).OfType<string>()).Distinct()]);
    }

    private static string Mark(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, 8));

    private static void Collect(Section section, JsonElement element, string path, List<Leaf> leaves)
    {
        if (element.ValueKind == JsonValueKind.Object)
            foreach (var member in element.EnumerateObject()) Collect(section, member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}", leaves);
        else if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray()) Collect(section, item, path, leaves);
        else if (Filled(element))
            leaves.Add(new(path, element.GetRawText(), Authorship.Mark(section, path, element.GetRawText())));
    }

    private static bool Filled(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => false,
        JsonValueKind.String => !string.IsNullOrWhiteSpace(element.GetString()),
        _ => true,
    };
}
