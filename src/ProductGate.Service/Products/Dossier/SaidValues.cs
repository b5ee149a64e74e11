using System.Globalization;
using System.Text.Json;
using ProductGate.Domain;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Products;

/// <summary>Single answers in words.</summary>
internal static class SaidValues
{
    public static string Of(Question question, JsonElement value, Speech speech) => question.Shape == Shape.Money && value.ValueKind == JsonValueKind.Object
        ? $"{value.GetProperty("amount").GetString()} {value.GetProperty("currency").GetString()}"
        : Of(question, value.ToString(), speech);

    public static string Of(Question? question, string text, Speech speech) => question?.Shape switch
    {
        Shape.YesNo => bool.TryParse(text, out var yes) && yes ? speech["Yes"] : speech["No"],
        Shape.Choice when Enum.TryParse(question.Type, text, out var chosen) => speech[Words.Capital(Words.Of((Enum)chosen))],
        Shape.Day when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => speech.Day(day),
        Shape.Fraction when decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var fraction) => $"{(fraction * 100).ToString("0.########", CultureInfo.InvariantCulture)} %",
        _ => text,
    };
}
