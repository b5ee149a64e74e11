using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Primitives;
using ProductGate.Service.Door;

namespace ProductGate.Service.Ui;

/// <summary>
/// Turns the fields of a form into the JSON that a program would send, so that both are read by the same strict reader and every
/// complaint names a field of the form: <c>reason</c>, <c>wantedChange</c>, <c>fees[2].amount.currency</c>.
/// </summary>
internal static class FormJson
{
    /// <summary>What was left empty is left out: nothing was said.</summary>
    public static byte[] Of(Type type, IReadOnlyDictionary<string, StringValues> form) =>
        JsonSerializer.SerializeToUtf8Bytes(Object(Info(type), form, "") ?? []);

    public static JsonTypeInfo Info(Type type) => HttpJson.Reading.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);

    private static JsonObject? Object(JsonTypeInfo info, IReadOnlyDictionary<string, StringValues> form, string prefix)
    {
        var members = info.Properties.Select(p => (p.Name, Value: Value(p.PropertyType, form, prefix + p.Name))).Where(m => m.Value is not null).ToList();
        if (members.Count == 0 && prefix.Length > 0) return null;
        // Whether a needed text or list may be empty is for the rules to say, in better words than the reader's.
        var empty = info.Properties.Where(p => Unanswered.IsNeeded(p) && members.All(m => m.Name != p.Name)).Select(p => (p.Name, Value: Nothing(p.PropertyType))).Where(m => m.Value is not null);
        return new(members.Concat(empty).Select(m => KeyValuePair.Create(m.Name, m.Value)));
    }

    private static JsonNode? Nothing(Type type) => type == typeof(string) ? JsonValue.Create("") : Info(type).Kind == JsonTypeInfoKind.Enumerable ? new JsonArray() : null;

    private static JsonNode? Value(Type type, IReadOnlyDictionary<string, StringValues> form, string path)
    {
        var info = Info(type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => Object(info, form, path + "."),
            JsonTypeInfoKind.Enumerable => List(Info(info.ElementType!), form, path),
            JsonTypeInfoKind.Dictionary => Named(info.ElementType!, form, path),
            _ => Scalar(info.Type, form.GetValueOrDefault(path).ToString()),
        };
    }

    private static JsonArray? List(JsonTypeInfo item, IReadOnlyDictionary<string, StringValues> form, string path)
    {
        IEnumerable<JsonNode?> items = item.Kind == JsonTypeInfoKind.Object
            ? Rows(form, path).Select(row => (JsonNode?)Object(item, form, $"{path}[{row}]."))
            : Entries(form, path).Select(text => Scalar(item.Type, text));
        JsonNode?[] said = [.. items.Where(i => i is not null)];
        return said.Length == 0 ? null : new(said);
    }

    /// <summary>Fields such as <c>kinds.opinion-raised</c>.</summary>
    private static JsonObject? Named(Type item, IReadOnlyDictionary<string, StringValues> form, string path)
    {
        var names = form.Keys.Where(k => k.StartsWith(path + ".", StringComparison.Ordinal)).Select(k => (Name: k[(path.Length + 1)..], Value: Value(item, form, k))).Where(m => m.Value is not null).ToList();
        return names.Count == 0 ? null : new(names.Select(m => KeyValuePair.Create(m.Name, m.Value)));
    }

    /// <summary>Several fields of one name (ticked boxes), or one of several lines.</summary>
    private static IEnumerable<string> Entries(IReadOnlyDictionary<string, StringValues> form, string path) =>
        form.GetValueOrDefault(path).SelectMany(v => (v ?? "").Split('\n')).Select(line => line.Trim());

    /// <summary>The numbers of the rows that the form has of a table.</summary>
    public static int[] Rows(IReadOnlyDictionary<string, StringValues> form, string path) =>
    [
        .. form.Keys.Where(k => k.StartsWith(path + "[", StringComparison.Ordinal))
            .Select(k => int.TryParse(k.AsSpan(path.Length + 1, Math.Max(0, k.IndexOf(']', path.Length) - path.Length - 1)), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : -1)
            .Where(row => row >= 0).Distinct().Order(),
    ];

    private static JsonValue? Scalar(Type type, string text) => text switch
    {
        "" => null,
        _ when type == typeof(bool) => text is "true" or "on" ? JsonValue.Create(true) : text == "false" ? JsonValue.Create(false) : JsonValue.Create(text),
        _ when IsNumber(type) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        // A browser ends the lines of a text with two characters; what is stored and hashed has one.
        _ => JsonValue.Create(text.ReplaceLineEndings("\n")),
    };

    private static bool IsNumber(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(short);
}
