namespace ProductGate.Domain;

/// <summary>How a product comes under another calendar: every open deadline is reckoned anew, and each says its old and its new date.</summary>
public static class CalendarRules
{
    public static Decision Decide(Situation s, MigrateCalendar c)
    {
        if (c.Target is not { } target) return Decision.Invalid("unknown-calendar-version", "version", $"There is no calendar '{c.Calendar}' of version {c.Version}.");
        if (target.Ref == s.Policy.Calendar.Ref) return Decision.Refuse("same-calendar", $"The product's days are already counted by {target.Name}.", "R11", [new("Name another calendar, or another version of it.", Grants.Office(Deed.MigrateCalendar))]);
        var asks = Asks.Of(s.Product, s.Policy.Under(target)).ToList();
        return Decision.Record(
        [
            new CalendarMigrated(s.Policy.Calendar.Ref, target.Ref, c.Reason, s.By.Id, s.Now),
            .. s.Product.Deadlines.Select(d => new DeadlineRecalculated(d.Id, d.Key, d.Due, DueUnder(s, target, d, asks.Find(a => a.Key == d.Key)), target.Name, s.Now)),
        ]);
    }

    /// <summary>A date that has passed, or that somebody named, stays. Nobody is made late: what would have passed by now is due on the next working day.</summary>
    private static DateTimeOffset DueUnder(Situation s, Calendar target, Deadline d, Ask? ask)
    {
        if (d.Extended || d.IsDue(s.Now) || ask is null) return d.Due;
        var due = DayOf(s.Product, ask) is { } day ? target.AddWorkingDays(day, s.Policy.Monitoring.AnswerDays)
            : CountsDays(s.Product, d, ask) ? SameDays(s.Policy.Calendar, target, d) : ask.Due ?? d.Due;
        return due == d.Due || due > s.Now ? due : target.AddWorkingDays(s.Now, 1);
    }

    /// <summary>As many working days after it was set as before, at the same time of day.</summary>
    private static DateTimeOffset SameDays(Calendar old, Calendar target, Deadline d)
    {
        var time = d.Due.ToOffset(target.UtcOffset).TimeOfDay;
        var set = new DateTimeOffset(target.Today(d.SetAt).ToDateTime(TimeOnly.FromTimeSpan(time)), target.UtcOffset);
        return target.AddWorkingDays(set, old.DaysBetween(d.SetAt, d.Due));
    }

    /// <summary>The day of a scheduled review, which no calendar moves.</summary>
    private static DateTimeOffset? DayOf(Product p, Ask ask) => p.Reviews.FirstOrDefault(r => r.Id == ask.Subject)?.From;

    /// <summary>Clocks in working days; not the days of the calendar, such as a last day that was agreed.</summary>
    private static bool CountsDays(Product p, Deadline d, Ask ask) =>
        d.Level > 0 || ask.ClockDays > 0 || p.Reviews.Any(r => r.Id == ask.Subject);
}
