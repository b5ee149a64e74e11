namespace ProductGate.Domain;

/// <summary>A date by which somebody owes something. It never expires silently (R15).</summary>
/// <param name="Key">What it is about: the key of an <see cref="Ask"/>.</param>
/// <param name="Owner">Who is to act now: the asked office, or whoever the matter has climbed to.</param>
/// <param name="Level">0 when first set; one more each time it was missed and climbed.</param>
public sealed record Deadline(Guid Id, string Key, Role Owner, int Level, DateTimeOffset SetAt, DateTimeOffset Due);

public sealed record DeadlineSet(Guid DeadlineId, string Key, Role Owner, int Level, DateTimeOffset Due, string Calendar, DateTimeOffset At) : IFact;

public sealed record DeadlineMet(Guid DeadlineId, string Key) : IFact;

public sealed record DeadlineExtended(Guid DeadlineId, string Key, DateTimeOffset Due, string Reason, string By, DateTimeOffset At) : IFact;

public sealed record DeadlineMissed(Guid DeadlineId, string Key, Role Owner, int Level, DateTimeOffset Due, DateTimeOffset At) : IFact;

public sealed record DeadlineCancelled(Guid DeadlineId, string Key, string Reason) : IFact;

internal static class DeadlineFold
{
    public static Product On(this Product p, DeadlineSet f) => p with
    {
        DeadlinesSet = p.DeadlinesSet + 1,
        Deadlines = [.. p.Deadlines, new Deadline(f.DeadlineId, f.Key, f.Owner, f.Level, f.At, f.Due)],
    };

    public static Product On(this Product p, DeadlineExtended f) => p with
    {
        Deadlines = [.. p.Deadlines.Select(d => d.Id == f.DeadlineId ? d with { Due = f.Due } : d)],
    };

    public static Product On(this Product p, DeadlineMet f) => p.Without(f.DeadlineId);

    /// <remarks>An evaluation that was not signed in time has to be done again, and somebody has to be asked for it.</remarks>
    public static Product On(this Product p, DeadlineMissed f) => f.Key.StartsWith("evaluation/", StringComparison.Ordinal) && p.Evaluation is { } old
        ? p.Without(f.DeadlineId) with { Evaluation = old with { Lapsed = true } }
        : p.Without(f.DeadlineId);

    public static Product On(this Product p, DeadlineCancelled f) => p.Without(f.DeadlineId);

    private static Product Without(this Product p, Guid id) => p with { Deadlines = [.. p.Deadlines.Where(d => d.Id != id)] };
}
