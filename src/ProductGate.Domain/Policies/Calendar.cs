using System.Text.Json.Serialization;

namespace ProductGate.Domain;

/// <summary>Which days count as working days, in the time zone of the bank. A day that the document does not name is a plain day of its week.</summary>
/// <param name="UtcOffset">The bank's offset from UTC, such as <c>08:00:00</c>.</param>
/// <param name="MakeUpDays">Days of the weekend that are worked in exchange for a holiday.</param>
/// <param name="Until">The last day that the holidays are known for; absent where there is nothing to be announced.</param>
/// <param name="Sources">Who published the days, and where.</param>
public sealed record Calendar(
    string Id, int Version, TimeSpan UtcOffset, DayOfWeek[] WorkingDays, DateOnly[] Holidays, DateOnly[] MakeUpDays, DateOnly? Until = null, string[]? Sources = null)
{
    /// <summary>Set when the calendar is read; not part of the document.</summary>
    [JsonIgnore]
    public string Hash { get; init; } = "";

    /// <summary>What the hash is of.</summary>
    [JsonIgnore]
    public CanonicalJson Document => CanonicalJson.Of(System.Text.Json.JsonSerializer.SerializeToElement(this, Json.Options));

    [JsonIgnore]
    public string Name => $"{Id}.{Version}";

    [JsonIgnore]
    public CalendarRef Ref => new(Id, Version, Hash);

    public bool IsWorkingDay(DateOnly day) => MakeUpDays.Contains(day) || (WorkingDays.Contains(day.DayOfWeek) && !Holidays.Contains(day));

    /// <summary>The same time of day, a number of working days later.</summary>
    public DateTimeOffset AddWorkingDays(DateTimeOffset from, int days)
    {
        var at = from.ToOffset(UtcOffset);
        while (days > 0)
        {
            at = at.AddDays(1);
            if (IsWorkingDay(DateOnly.FromDateTime(at.DateTime))) days--;
        }
        return at.ToUniversalTime();
    }

    /// <summary>The last moment of a day at the bank.</summary>
    public DateTimeOffset EndOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), UtcOffset).AddDays(1).AddSeconds(-1).ToUniversalTime();

    public DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(now.ToOffset(UtcOffset).DateTime);
}
