using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace ProductGate.Domain;

/// <summary>A value that is written as it should be but cannot be right: an unknown currency, an odd hash.</summary>
public sealed class InvalidValueException(Phrase sentence) : JsonException(sentence.ToString())
{
    public Phrase Sentence { get; } = sentence;
}

/// <summary>An amount with an ISO 4217 currency, written as <c>{"amount": "12.50", "currency": "CNY"}</c>; never binary floating point.</summary>
public sealed record Money
{
    /// <exception cref="InvalidValueException">Unknown currency, too many decimals for it, negative, or not a plain decimal.</exception>
    [JsonConstructor]
    public Money(string amount, string currency)
    {
        if (!Currencies.MinorDigits.TryGetValue(currency, out var digits)) throw new InvalidValueException($"'{currency}' is not an ISO 4217 currency.");
        if (!Decimals.Is(amount, digits) || amount[0] == '-') throw new InvalidValueException($"An amount in {currency} is a plain decimal, not negative, with at most {digits} decimals, such as {(digits == 0 ? "12" : "12.50")}.");
        (Amount, Currency) = (amount, currency);
    }

    public string Amount { get; }
    public string Currency { get; }
}

/// <summary>A plain decimal number written as a string, such as a yearly rate of <c>"0.0799"</c> or an indicator's limit.</summary>
[JsonConverter(typeof(Converter))]
public readonly record struct Number(decimal Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    private sealed class Converter : JsonConverter<Number>
    {
        public override Number Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String) throw new JsonException("A decimal number is written as a string, such as \"0.05\".");
            var text = reader.GetString()!;
            if (!Decimals.Is(text, 8)) throw new InvalidValueException("A number is a plain decimal with at most 12 digits before and 8 after the point.");
            return new(decimal.Parse(text, CultureInfo.InvariantCulture));
        }

        public override void Write(Utf8JsonWriter writer, Number value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}

/// <summary>A stored document, named by the SHA-256 of its bytes.</summary>
public sealed record DocumentRef
{
    /// <exception cref="InvalidValueException">The hash is not 64 lower-case hexadecimal digits.</exception>
    [JsonConstructor]
    public DocumentRef(string sha256, string name)
    {
        if (!Hashes.IsSha256(sha256)) throw new InvalidValueException("A document is named by its SHA-256: 64 lower-case hexadecimal digits.");
        (Sha256, Name) = (sha256, name);
    }

    public string Sha256 { get; }
    public string Name { get; }
}

/// <summary>The form of a SHA-256 in JSON and in addresses.</summary>
public static class Hashes
{
    public static bool IsSha256(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);
}

internal static partial class Decimals
{
    public static bool Is(string text, int decimals)
    {
        var match = Plain().Match(text);
        return match.Success && match.Groups[1].Length <= decimals;
    }

    [GeneratedRegex(@"^-?(?:0|[1-9][0-9]{0,11})(?:\.([0-9]+))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
