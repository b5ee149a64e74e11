using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProductGate.Domain;

/// <summary>JSON text in the one form that RFC 8785 allows for it, so that equal content has equal bytes and an equal hash.</summary>
/// <remarks>Reading tolerates any JSON and canonicalises it: a database that reorders members does no harm.</remarks>
[JsonConverter(typeof(Converter))]
public sealed record CanonicalJson
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(['"', '\\', .. Enumerable.Range(0, ' ').Select(c => (char)c)]);

    private CanonicalJson(string text) => Text = text;

    public string Text { get; }

    /// <summary>SHA-256 of the UTF-8 bytes, lower-case hex.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <exception cref="FormatException">A number that IEEE 754 double precision cannot hold.</exception>
    public static CanonicalJson Of(JsonElement element)
    {
        var text = new StringBuilder();
        Write(text, element);
        return new(text.ToString());
    }

    public static CanonicalJson Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Of(document.RootElement);
    }

    public JsonElement ToElement() => JsonElement.Parse(Text);

    public override string ToString() => Text;

    private static void Write(StringBuilder text, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object: WriteObject(text, element); break;
            case JsonValueKind.Array: WriteArray(text, element); break;
            case JsonValueKind.String: WriteString(text, element.GetString()!); break;
            case JsonValueKind.Number: text.Append(Number(element.GetDouble())); break;
            case JsonValueKind.True: text.Append("true"); break;
            case JsonValueKind.False: text.Append("false"); break;
            default: text.Append("null"); break;
        }
    }

    private static void WriteObject(StringBuilder text, JsonElement element)
    {
        text.Append('{');
        var separator = "";
        foreach (var (name, value) in element.EnumerateObject().Select(m => (m.Name, m.Value)).OrderBy(m => m.Name, StringComparer.Ordinal))
        {
            text.Append(separator);
            WriteString(text, name);
            text.Append(':');
            Write(text, value);
            separator = ",";
        }
        text.Append('}');
    }

    private static void WriteArray(StringBuilder text, JsonElement element)
    {
        text.Append('[');
        var separator = "";
        foreach (var item in element.EnumerateArray())
        {
            text.Append(separator);
            Write(text, item);
            separator = ",";
        }
        text.Append(']');
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        var rest = value.AsSpan();
        for (var next = rest.IndexOfAny(Escaped); next >= 0; next = rest.IndexOfAny(Escaped))
        {
            text.Append(rest[..next]).Append(Escape(rest[next]));
            rest = rest[(next + 1)..];
        }
        text.Append(rest).Append('"');
    }

    private static string Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\f' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => $"\\u{(int)c:x4}",
    };

    /// <summary>ECMAScript's Number::toString: the shortest digits that read back as the same double.</summary>
    private static string Number(double value)
    {
        if (!double.IsFinite(value)) throw new FormatException("A number must fit IEEE 754 double precision.");
        if (value == 0) return "0";
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var digits = Digits(shortest);
        var exponent = Exponent(shortest);
        var sign = value < 0 ? "-" : "";
        return sign + Layout(digits, exponent);
    }

    private static string Digits(string shortest)
    {
        var mantissa = shortest.Split('E')[0].TrimStart('-').Replace(".", "", StringComparison.Ordinal);
        return mantissa.TrimStart('0').TrimEnd('0');
    }

    /// <summary>The position of the decimal point counted from the first significant digit (ECMAScript's n).</summary>
    private static int Exponent(string shortest)
    {
        if (shortest.Contains('E', StringComparison.Ordinal)) return int.Parse(shortest.Split('E')[1], CultureInfo.InvariantCulture) + 1;
        var mantissa = shortest.TrimStart('-');
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa : mantissa[..point];
        if (whole.TrimStart('0').Length > 0) return whole.TrimStart('0').Length;
        return -(mantissa[(point + 1)..].Length - mantissa[(point + 1)..].TrimStart('0').Length);
    }

    private static string Layout(string digits, int n)
    {
        var k = digits.Length;
        if (k <= n && n <= 21) return digits + new string('0', n - k);
        if (0 < n && n <= 21) return $"{digits[..n]}.{digits[n..]}";
        if (-6 < n && n <= 0) return $"0.{new string('0', -n)}{digits}";
        var e = n - 1;
        var exponent = (e < 0 ? "e-" : "e+") + Math.Abs(e).ToString(CultureInfo.InvariantCulture);
        return k == 1 ? digits + exponent : $"{digits[0]}.{digits[1..]}{exponent}";
    }

    private sealed class Converter : JsonConverter<CanonicalJson>
    {
        public override CanonicalJson Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Of(JsonElement.ParseValue(ref reader));

        public override void Write(Utf8JsonWriter writer, CanonicalJson value, JsonSerializerOptions options) => writer.WriteRawValue(value.Text);
    }
}
