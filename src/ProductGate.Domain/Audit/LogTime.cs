using System.Globalization;

namespace ProductGate.Domain;

/// <summary>A moment as the log writes it: UTC with exactly six decimals of a second, RFC 3339.</summary>
public static class LogTime
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static string Write(DateTimeOffset at) => at.ToUniversalTime().ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Null unless it is written in the one way.</summary>
    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
