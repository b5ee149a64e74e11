using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>R11, R15: a deadline stands still once at a time and loses no working time by it; another calendar accounts for every open deadline.</summary>
internal static class TimeLaws
{
    public static IEnumerable<Breach> Of(Ledger l, IFact fact, Batch batch)
    {
        switch (fact)
        {
            case DeadlinePaused f when l.Deadline(f.DeadlineId) is not { PausedAt: null } d || batch.Now >= d.Due: yield return new("R15", $"{f.Key} paused, but not running."); break;
            case DeadlinePaused f when f.Key.Split('/')[0] is "risk" or "launch" or "evaluation": yield return new("R15", $"{f.Key} paused, but nobody may hold it."); break;
            case DeadlineResumed f when l.Deadline(f.DeadlineId) is not { PausedAt: not null }: yield return new("R15", $"{f.Key} runs again, but did not stand still."); break;
            case DeadlineResumed f when l.Deadline(f.DeadlineId) is { } d && (f.Due < d.Due || Worked(l, d.Due, f.Due) != Worked(l, d.PausedAt!.Value, batch.Now)):
                yield return new("R15", $"{f.Key} stood still from {d.PausedAt} to {batch.Now} and moved from {d.Due} to {f.Due}.");
                break;
            case DeadlineExtended f when l.Deadline(f.DeadlineId) is { PausedAt: not null }: yield return new("R15", $"{f.Key} extended while it stands still."); break;
            case CalendarMigrated f when f.From != l.Policy.Calendar.Ref || f.To == f.From: yield return new("R11", $"From {f.From} to {f.To}, but counted by {l.Policy.Calendar.Name}."); break;
            case DeadlineRecalculated f when l.Deadline(f.DeadlineId) is not { } d || f.From != d.Due || f.Calendar != l.Policy.Calendar.Name: yield return new("R11", $"{f.Key} recalculated, but not from what it was."); break;
            case DeadlineRecalculated f when f.To != f.From && (f.To <= batch.Now || l.Deadline(f.DeadlineId)!.Named || f.From <= batch.Now && l.Deadline(f.DeadlineId)!.PausedAt is null): yield return new("R15", $"{f.Key} made late, or moved though it may not be."); break;
        }
    }

    /// <summary>Every deadline that was open says what became of it.</summary>
    public static IEnumerable<Breach> After(Ledger before, Batch batch)
    {
        if (!batch.Facts.Any(f => f is CalendarMigrated)) yield break;
        foreach (var silent in before.Deadlines.Where(d => batch.Facts.OfType<DeadlineRecalculated>().Count(f => f.DeadlineId == d.Set.DeadlineId) != 1)) yield return new("R11", $"{silent.Set.Key} says nothing of the new calendar.");
    }

    /// <summary>Working time between two moments, day by day.</summary>
    private static TimeSpan Worked(Ledger l, DateTimeOffset from, DateTimeOffset to)
    {
        var calendar = l.Policy.Calendar;
        var first = from.ToOffset(calendar.UtcOffset).Date;
        return TimeSpan.FromTicks(Enumerable.Range(0, (to.ToOffset(calendar.UtcOffset).Date - first).Days + 1).Select(i => new DateTimeOffset(first.AddDays(i), calendar.UtcOffset)).Where(Counts)
            .Sum(day => (Earlier(to, day.AddDays(1)) - Later(from, day)).Ticks));

        bool Counts(DateTimeOffset day) => calendar.MakeUpDays.Any(d => d.ToString("O") == $"{day:yyyy-MM-dd}") || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !calendar.Holidays.Any(d => d.ToString("O") == $"{day:yyyy-MM-dd}"));
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
