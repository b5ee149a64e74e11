using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ProductGate.Domain;

namespace ProductGate.Service.Door;

/// <summary>How bodies are read and answers written.</summary>
internal static class HttpJson
{
    public const int LongestText = 20_000;

    /// <summary>Strict about members, types and the characters of every text.</summary>
    public static readonly JsonSerializerOptions Reading = new(Json.Strict)
    {
        Converters = { new CleanText(), new PlausibleDate(), new PlausibleTime() },
        // What the address or the service supplies is no member of a body; the serializer would pass over it in silence.
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { t => t.Properties.Where(p => p.Set is null && p.Get is null).ToList().ForEach(p => t.Properties.Remove(p)) } },
    };

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

    /// <summary>Refuses years that no clock of the service can reckon with, in whatever time zone.</summary>
    private sealed class PlausibleDate : JsonConverter<DateOnly>
    {
        private const string Format = "yyyy-MM-dd";

        public override DateOnly Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && DateOnly.TryParseExact(reader.GetString(), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? IsPlausible(date.Year) ? date : throw OutOfRange()
                : throw new JsonException("A date is expected, such as \"2026-03-02\".");

        public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString(Format, CultureInfo.InvariantCulture));
    }

    private sealed class PlausibleTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time)
                ? IsPlausible(time.Year) ? time : throw OutOfRange()
                : throw new JsonException("A time is expected, such as \"2026-03-02T09:00:00Z\".");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }

    private static bool IsPlausible(int year) => year is >= 1900 and < 2200;

    private static InvalidValueException OutOfRange() => new("A date lies in the years from 1900 to 2199.");

    /// <summary>What is wrong with the characters of a text; null if nothing is.</summary>
    public static Phrase? Problem(string text)
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
