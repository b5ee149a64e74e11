using System.Text.Json.Serialization;

namespace ProductGate.Domain;

/// <summary>Count the product's days by another calendar, or another version of it.</summary>
public sealed record MigrateCalendar(string Calendar, int Version, string Reason) : IProductCommand
{
    /// <summary>The calendar that the id and version name. Supplied by the service; absent when there is none.</summary>
    [JsonIgnore]
    public Calendar? Target { get; init; }
}

/// <summary>The only way for a running round to come under another calendar (R11).</summary>
public sealed record CalendarMigrated(CalendarRef From, CalendarRef To, string Reason, string By, DateTimeOffset At) : IFact;

/// <summary>What became of an open deadline under the new calendar; the two dates are the same where the calendar makes no difference to it.</summary>
public sealed record DeadlineRecalculated(Guid DeadlineId, string Key, DateTimeOffset From, DateTimeOffset To, string Calendar, DateTimeOffset At) : IFact;
