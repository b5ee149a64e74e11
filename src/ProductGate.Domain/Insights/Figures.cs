using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <param name="Reached">Products that have come as far as this stage.</param>
/// <param name="There">Those that are in it now.</param>
public sealed record FunnelRow(Stage Stage, int Reached, int There);

/// <param name="Passages">Stays in the stage that have ended; a product that is sent back stays twice.</param>
public sealed record CycleTimeRow(Stage Stage, int Passages, int? MedianDays, int? P90Days);

public sealed record OpinionRow(OpinionKind Kind, int Raised, int Adopted, int NotAdopted, int Withdrawn, int Open);

/// <param name="Missed">Deadlines that the office let pass.</param>
/// <param name="StillOpen">Those of them that still wait, with a higher office.</param>
public sealed record OverdueRow(Role Office, int Missed, int StillOpen);

/// <param name="UnderWay">Products in a stage now.</param>
/// <param name="MedianDaysToLaunch">Working days from the declaration to the first launch, of the products that were launched.</param>
public sealed record KeyFigures(int UnderWay, int Launched, int? MedianDaysToLaunch, int Overdue);

/// <summary>Days of the bank, both included; absent where all time is meant.</summary>
public sealed record Period(DateOnly? From, DateOnly? To);

/// <summary>Figures over the courses of products.</summary>
public sealed class Figures
{
    private readonly IReadOnlyCollection<Course> courses;
    private readonly Period period;
    private readonly Calendar calendar;
    private readonly WorkingDays days;

    public Figures(IReadOnlyCollection<Course> courses, Period period, Calendar calendar, DateTimeOffset now)
    {
        (this.courses, this.period, this.calendar) = (courses, period, calendar);
        days = new(calendar, courses.Select(c => c.DeclaredAt).Append(now).Min(), now);
    }

    public KeyFigures Key => new(
        courses.Count(c => c.Passages is [.., { To: null }]),
        courses.Count(c => c.LaunchedAt is { } at && Within(at)),
        Rank([.. courses.Where(c => c.LaunchedAt is { } at && Within(at)).Select(c => days.Between(c.DeclaredAt, c.LaunchedAt!.Value))], 50),
        courses.Sum(c => c.Missed.Where(m => m.Open).Select(m => m.Key).Distinct().Count()));

    /// <summary>Of the products that were declared in the period.</summary>
    public ImmutableArray<FunnelRow> Funnel
    {
        get
        {
            var declared = courses.Where(c => Within(c.DeclaredAt)).ToList();
            return [.. Enum.GetValues<Stage>().Select(s => new FunnelRow(s, declared.Count(c => c.Passages.Any(p => p.Stage >= s)), declared.Count(c => c.Passages is [.., { To: null } last] && last.Stage == s)))];
        }
    }

    /// <summary>Of the stays that ended in the period.</summary>
    public ImmutableArray<CycleTimeRow> CycleTimes
    {
        get
        {
            var ended = courses.SelectMany(c => c.Passages).Where(p => p.To is { } to && Within(to)).ToLookup(p => p.Stage, p => days.Between(p.From, p.To!.Value));
            return [.. Enum.GetValues<Stage>().Select(s => (Stage: s, Days: ended[s].Order().ToArray())).Select(s => new CycleTimeRow(s.Stage, s.Days.Length, Rank(s.Days, 50), Rank(s.Days, 90)))];
        }
    }

    /// <summary>Of those that were raised in the period.</summary>
    public ImmutableArray<OpinionRow> Opinions
    {
        get
        {
            var raised = courses.SelectMany(c => c.Opinions).Where(o => Within(o.At)).ToLookup(o => o.Kind, o => o.Outcome);
            return [.. Enum.GetValues<OpinionKind>().Select(k => new OpinionRow(k, raised[k].Count(), Count(k, OpinionOutcome.Adopted), Count(k, OpinionOutcome.NotAdopted), Count(k, OpinionOutcome.Withdrawn), Count(k, OpinionOutcome.Open)))];

            int Count(OpinionKind kind, OpinionOutcome outcome) => raised[kind].Count(o => o == outcome);
        }
    }

    /// <summary>Of the deadlines that fell in the period.</summary>
    public ImmutableArray<OverdueRow> Overdue =>
        [.. courses.SelectMany(c => c.Missed).Where(m => Within(m.Due)).GroupBy(m => m.Office).OrderBy(g => g.Key).Select(g => new OverdueRow(g.Key, g.Count(), g.Count(m => m.Open)))];

    private bool Within(DateTimeOffset at) => calendar.Today(at) is var day && !(day < period.From) && !(day > period.To);

    /// <summary>The smallest value that so many per cent do not exceed; it is always one that occurred.</summary>
    private static int? Rank(int[] values, int percent)
    {
        Array.Sort(values);
        return values.Length == 0 ? null : values[(((values.Length * percent) + 99) / 100) - 1];
    }
}
