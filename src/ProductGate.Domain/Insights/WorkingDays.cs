namespace ProductGate.Domain;

/// <summary>Counts working days between many pairs of moments: a running total, so that each costs two look-ups.</summary>
internal sealed class WorkingDays
{
    private readonly Calendar calendar;
    private readonly int first;
    private readonly int[] total;

    public WorkingDays(Calendar calendar, DateTimeOffset from, DateTimeOffset to)
    {
        this.calendar = calendar;
        first = calendar.Today(from).DayNumber;
        total = new int[calendar.Today(to).DayNumber - first + 1];
        for (var i = 1; i < total.Length; i++) total[i] = total[i - 1] + (calendar.IsWorkingDay(DateOnly.FromDayNumber(first + i)) ? 1 : 0);
    }

    /// <summary>The same as <see cref="WorkingTime.DaysBetween"/>, within the days that were asked for.</summary>
    public int Between(DateTimeOffset from, DateTimeOffset to) => Math.Max(0, Until(to) - Until(from));

    private int Until(DateTimeOffset at) => total[Math.Clamp(calendar.Today(at).DayNumber - first, 0, total.Length - 1)];
}
