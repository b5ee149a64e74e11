namespace ProductGate.Domain;

/// <summary>Time that counts: every working day is worth its 24 hours, from midnight to midnight at the bank, and other days nothing.</summary>
public static class WorkingTime
{
    /// <summary>Working days after the day of one moment, up to and with the day of another.</summary>
    public static int DaysBetween(this Calendar calendar, DateTimeOffset from, DateTimeOffset to)
    {
        var (first, last) = (calendar.Today(from), calendar.Today(to));
        return Enumerable.Range(1, Math.Max(0, last.DayNumber - first.DayNumber)).Count(i => calendar.IsWorkingDay(first.AddDays(i)));
    }

    /// <summary>The moment when as much working time has passed after <paramref name="at"/> as lies between two others.</summary>
    public static DateTimeOffset Later(this Calendar calendar, DateTimeOffset at, DateTimeOffset from, DateTimeOffset to) => calendar.Add(at, calendar.Between(from, to));

    /// <summary>Working time from one moment to a later one.</summary>
    public static TimeSpan Between(this Calendar calendar, DateTimeOffset from, DateTimeOffset to)
    {
        var time = TimeSpan.Zero;
        for (DateTimeOffset at = from, next; at < to; at = next)
        {
            next = calendar.NextMidnight(at);
            if (calendar.IsWorkingDay(calendar.Today(at))) time += (next < to ? next : to) - at;
        }
        return time;
    }

    private static DateTimeOffset Add(this Calendar calendar, DateTimeOffset at, TimeSpan time)
    {
        for (DateTimeOffset next; time > TimeSpan.Zero; at = next)
        {
            next = calendar.NextMidnight(at);
            if (!calendar.IsWorkingDay(calendar.Today(at))) continue;
            if (next - at > time) return (at + time).ToUniversalTime();
            time -= next - at;
        }
        return at.ToUniversalTime();
    }

    private static DateTimeOffset NextMidnight(this Calendar calendar, DateTimeOffset at) => new DateTimeOffset(calendar.Today(at).AddDays(1).ToDateTime(TimeOnly.MinValue), calendar.UtcOffset).ToUniversalTime();
}
