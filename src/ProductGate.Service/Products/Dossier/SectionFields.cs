using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using ProductGate.Domain;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Products;

/// <summary>A section's content as the fields of its form, by the paths that the reader's complaints name: <c>fees[2].amount.currency</c>.</summary>
internal static class SectionFields
{
    private const string Currency = ".currency";

    /// <summary>What the fields say as JSON, right or wrong; rows in which nothing is said are left out.</summary>
    public static byte[] Json(Section section, IReadOnlyDictionary<string, StringValues> fields) =>
        FormJson.Of(Sections.TypeOf(section), fields.Where(f => !IsLone(f.Key, fields)).ToDictionary(f => f.Key, f => f.Value));

    public static Dictionary<string, StringValues> Of(ReadOnlySpan<byte> json)
    {
        var fields = new Dictionary<string, StringValues>();
        Collect(JsonElement.Parse(json), "", fields);
        return fields;
    }

    public static Dictionary<string, StringValues> Of(SectionContent? content) => content is null ? [] : Of(Encoding.UTF8.GetBytes(content.Content.Text));

    public static Dictionary<string, StringValues> Without(string path, IReadOnlyDictionary<string, StringValues> fields) =>
        fields.Where(f => path.Length == 0 || !Questions.Holds(path, f.Key)).ToDictionary(f => f.Key, f => f.Value);

    /// <summary>A currency is offered with every amount; without one it says nothing.</summary>
    private static bool IsLone(string path, IReadOnlyDictionary<string, StringValues> fields) =>
        path.EndsWith(Currency, StringComparison.Ordinal) && fields.GetValueOrDefault($"{path[..^Currency.Length]}.amount").ToString().Length == 0;

    private static void Collect(JsonElement element, string path, Dictionary<string, StringValues> fields)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject()) Collect(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}", fields);
                break;
            case JsonValueKind.Array when element.EnumerateArray().FirstOrDefault().ValueKind == JsonValueKind.Object:
                foreach (var (i, item) in element.EnumerateArray().Index()) Collect(item, $"{path}[{i}]", fields);
                break;
            case JsonValueKind.Array:
                fields[path] = string.Join('\n', element.EnumerateArray().Select(e => e.ToString()));
                break;
            default:
                fields[path] = element.ValueKind switch { JsonValueKind.True => "true", JsonValueKind.False => "false", _ => element.ToString() };
                break;
        }
    }
}
