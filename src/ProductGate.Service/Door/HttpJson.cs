using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ProductGate.Domain;

namespace ProductGate.Service.Door;

/// <summary>How bodies are read and answers written.</summary>
internal static class HttpJson
{
    public const int LongestText = 20_000;

    /// <summary>Strict about members, types and the characters of every text.</summary>
    public static readonly JsonSerializerOptions Reading = new(Json.Strict) { Converters = { new CleanText() } };

    public static readonly JsonSerializerOptions Writing = Json.Options;

    /// <summary>Refuses what no honest text contains and what would deceive a reader: control characters and direction overrides.</summary>
    private sealed class CleanText : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String) throw new JsonException("A text is expected.");
            string text;
            try
            {
                text = reader.GetString()!;
            }
            catch (InvalidOperationException)
            {
                throw new InvalidValueException("The text is not valid Unicode.");
            }
            if (text.Length > LongestText) throw new InvalidValueException($"A text has at most {LongestText} characters.");
            return Problem(text) is { } problem ? throw new InvalidValueException(problem) : text;
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }

    /// <summary>What is wrong with the characters of a text; null if nothing is.</summary>
    public static string? Problem(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) return $"The text contains the control character U+{((int)c).ToString("X4", CultureInfo.InvariantCulture)}.";
            if (c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\u200E' or '\u200F' or '\u061C')
                return $"The text contains the direction mark U+{((int)c).ToString("X4", CultureInfo.InvariantCulture)}.";
            if (c is '\uFFFE' or '\uFFFF') return "The text contains a character that Unicode does not define.";
        }
        return null;
    }
}
