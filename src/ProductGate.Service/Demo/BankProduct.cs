using System.Text;
using System.Text.Json;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Demo;

/// <summary>The file cannot be loaded at all.</summary>
public sealed class UnreadableFileException(string message) : Exception(message);

/// <summary>One product of a product reference file, read leniently: members by name, and whatever nobody asked for at the end.</summary>
/// <param name="Remarks">What was odd, in words; filled while the product is mapped.</param>
public sealed record BankProduct(JsonElement Content, int Number, List<string> Remarks)
{
    public string Name => Text(Content, "name") is { } name ? Clean(name) : "";

    /// <summary>The reference by which the source names it; its place in the file where it has none.</summary>
    public string Ref => Text(Content, "ref") ?? $"product {Number}";

    /// <exception cref="UnreadableFileException">No such file, not JSON, not a list of objects, an empty list, or names that are missing or stand twice.</exception>
    public static IReadOnlyList<BankProduct> ReadFile(string path)
    {
        try
        {
            return Read(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableFileException($"{path} cannot be read: {e.Message}");
        }
    }

    public static IReadOnlyList<BankProduct> Read(ReadOnlySpan<byte> json)
    {
        JsonElement list;
        try
        {
            list = JsonElement.Parse(json);
        }
        catch (JsonException e)
        {
            throw new UnreadableFileException($"The file is not JSON: {e.Message}");
        }
        if (list.ValueKind != JsonValueKind.Array) throw new UnreadableFileException("The file is not a JSON list of products.");
        var products = list.EnumerateArray().Select((x, i) => x.ValueKind == JsonValueKind.Object ? new BankProduct(x, i + 1, []) : throw new UnreadableFileException($"Product {i + 1} is not a JSON object.")).ToList();
        if (products.Count == 0) throw new UnreadableFileException("The file has no products.");
        if (products.Find(p => p.Name.Length == 0) is { } nameless) throw new UnreadableFileException($"{nameless.Ref} (number {nameless.Number} in the file) has no name.");
        if (products.GroupBy(p => p.Name).FirstOrDefault(g => g.Count() > 1) is { } twins) throw new UnreadableFileException($"{string.Join(" and ", twins.Select(p => p.Ref))} have the same name, '{twins.Key}'.");
        return products;
    }

    public IEnumerable<JsonElement> List(string member)
    {
        if (!Content.TryGetProperty(member, out var list) || list.ValueKind == JsonValueKind.Null) return [];
        if (list.ValueKind == JsonValueKind.Array) return list.EnumerateArray();
        Remarks.Add($"{Ref}: {member} is not a list; it is kept as a note.");
        return [];
    }

    /// <summary>The text of a member; null where it is absent, blank or no text.</summary>
    public static string? Text(JsonElement of, string member) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString())
            ? value.GetString()!.Trim() : null;

    /// <summary>Everything but these members as readable text: nothing that a field does not take is lost.</summary>
    public static string Rest(JsonElement of, params string[] except)
    {
        if (of.ValueKind != JsonValueKind.Object) return Written(of);
        return string.Join("; ", of.EnumerateObject().Where(m => !except.Contains(m.Name) && !IsEmpty(m.Value)).OrderBy(m => m.Name == "additionalInfo" ? 0 : 1)
            .Select(m => m.Name == "additionalInfo" ? Written(m.Value) : $"{m.Name}: {Written(m.Value)}"));
    }

    /// <summary>The text without the characters that the service refuses; each becomes a space.</summary>
    public static string Clean(string text)
    {
        if (HttpJson.Problem(text) is null) return text.Trim();
        var clean = new StringBuilder(text.Length);
        foreach (var c in text) clean.Append(HttpJson.Problem(c.ToString()) is null ? c : ' ');
        return clean.ToString().Trim();
    }

    private static string Written(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"({Rest(value)})",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Written)),
        JsonValueKind.String => Clean(value.GetString()!),
        _ => value.GetRawText(),
    };

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.String => string.IsNullOrWhiteSpace(value.GetString()),
        _ => false,
    };
}
