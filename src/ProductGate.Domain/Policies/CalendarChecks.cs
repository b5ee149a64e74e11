namespace ProductGate.Domain;

/// <summary>What a calendar must not get wrong, because counting days relies on it.</summary>
internal static class CalendarChecks
{
    public static IEnumerable<string> Of(Calendar c)
    {
        if (string.IsNullOrWhiteSpace(c.Id) || c.Version < 1) yield return "calendar needs an id and a version of 1 or more.";
        if (c.WorkingDays.Length == 0 || c.UtcOffset.Duration() > TimeSpan.FromHours(14)) yield return "calendar needs a working day and an offset of at most 14 hours.";
        if (c.Holidays.Concat(c.MakeUpDays).GroupBy(d => d).FirstOrDefault(g => g.Count() > 1)?.Key is { } twice) yield return $"calendar names {twice:yyyy-MM-dd} twice.";
        if (c.Holidays.Concat(c.MakeUpDays).Any(d => d > c.Until)) yield return "calendar names a day after the last that it is known for.";
    }
}
