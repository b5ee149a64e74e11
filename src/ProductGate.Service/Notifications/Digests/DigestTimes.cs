using ProductGate.Domain;

namespace ProductGate.Service.Notifications;

/// <summary>When digests go out: on the bank's working days, at one hour of its own time.</summary>
/// <param name="Hour">Of the bank's day; configured as <c>Notifications:DigestHour</c>.</param>
public sealed record DigestTimes(int Hour)
{
    /// <exception cref="InvalidOperationException">No day has such an hour.</exception>
    internal static DigestTimes Of(IConfiguration configuration) =>
        configuration.GetValue("Notifications:DigestHour", 8) is >= 0 and <= 23 and var hour ? new(hour) : throw new InvalidOperationException("Notifications:DigestHour must be an hour from 0 to 23.");

    public DateTimeOffset At(Calendar calendar, DateOnly day) => new DateTimeOffset(day.ToDateTime(new TimeOnly(Hour, 0)), calendar.UtcOffset).ToUniversalTime();

    /// <summary>The first working day whose hour is still to come.</summary>
    public DateOnly Next(Calendar calendar, DateTimeOffset now) => Walk(calendar, calendar.Today(now), 1, day => At(calendar, day) > now);

    /// <summary>The working day before: what happened since its digest belongs into this day's.</summary>
    public DateOnly Before(Calendar calendar, DateOnly day) => Walk(calendar, day.AddDays(-1), -1, _ => true);

    /// <remarks>A calendar of nothing but holidays must not keep us for ever.</remarks>
    private static DateOnly Walk(Calendar calendar, DateOnly day, int step, Func<DateOnly, bool> isIt)
    {
        for (var i = 0; i < 60 && !(calendar.IsWorkingDay(day) && isIt(day)); i++) day = day.AddDays(step);
        return day;
    }
}
