using System.Collections.Immutable;
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
    /// <returns>The fields, and the values of those that are new or changed.</returns>
    public static (Field[] Fields, List<Leaf> Written) After(Field[] before, IEnumerable<Leaf> leaves, string by, ImmutableArray<Author> authors)
    {
        var written = new List<Leaf>();
        return ([.. leaves.GroupBy(l => l.Path).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Field(Array.Find(before, f => f.Path == g.Key), [.. g]))], written);

        Field Field(Field? was, Leaf[] values)
        {
            var mark = Mark(string.Join('\n', values.Select(l => l.Raw)));
            if (was?.Mark == mark) return was;
            written.AddRange(values);
            return new(values[0].Path, mark, [.. (was?.By ?? []).Append(by).Concat(values.Select(l => Authorship.Of(authors, l.Mark)).OfType<string>()).Distinct()]);
        }
    }

    /// <summary>Every value that is filled in, in the order of the content.</summary>
    public static List<Leaf> Read(Section section, CanonicalJson content)
    {
        var leaves = new List<Leaf>();
        Collect(section, content.ToElement(), "", leaves);
        return leaves;
    }

    private static string Mark(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)).AsSpan(0, 8));

    private static void Collect(Section section, JsonElement element, string path, List<Leaf> leaves)
    {
        if (element.ValueKind == JsonValueKind.Object)
            foreach (var member in element.EnumerateObject()) Collect(section, member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}", leaves);
        else if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray()) Collect(section, item, path, leaves);
        else if (Filled(element))
            leaves.Add(new(section, path, element.GetRawText()));
    }

    private static bool Filled(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => false,
        JsonValueKind.String => !string.IsNullOrWhiteSpace(element.GetString()),
        _ => true,
    };
}
