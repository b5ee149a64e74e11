using System.Collections.Immutable;
using System.Text.Json;

namespace ProductGate.Domain;

/// <summary>Reads and checks a calendar document.</summary>
public static class CalendarReader
{
    /// <summary>The calendars that are shipped: China as its State Council announced it (2025 in version 1, 2025 and 2026 in version 2), and a plain week.</summary>
    public static ImmutableArray<Calendar> Shipped { get; } = [.. ((string[])["china.1.json", "china.2.json", "monday-to-friday.1.json"]).Select(name => Read(Resources.Text(name)))];

    /// <exception cref="InvalidPolicyException">The document is not JSON of this form, or contradicts itself.</exception>
    public static Calendar Read(string json)
    {
        try
        {
            var calendar = JsonSerializer.Deserialize<Calendar>(json, Json.Strict) ?? throw new JsonException("A calendar is a JSON object.");
            return CalendarChecks.Of(calendar).ToList() is { Count: > 0 } faults ? throw new InvalidPolicyException(faults) : Hashed(calendar);
        }
        catch (JsonException e)
        {
            throw new InvalidPolicyException([e.Message]);
        }
    }

    /// <summary>The same calendar has the same hash, whether it is a document of its own or a part of a policy.</summary>
    internal static Calendar Hashed(Calendar calendar) => calendar with { Hash = calendar.Document.Hash };
}
