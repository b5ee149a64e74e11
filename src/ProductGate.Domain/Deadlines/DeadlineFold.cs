namespace ProductGate.Domain;

internal static class DeadlineFold
{
    public static Product On(this Product p, DeadlineSet f) => p with
    {
        DeadlinesSet = p.DeadlinesSet + 1,
        Deadlines = [.. p.Deadlines, new Deadline(f.DeadlineId, f.Key, f.Owner, f.Level, f.At, f.Due) { Calendar = f.Calendar }],
    };

    public static Product On(this Product p, DeadlineExtended f) => p.Change(f.DeadlineId, d => d with { Due = f.Due, Extended = true });

    public static Product On(this Product p, DeadlinePaused f) => p.Change(f.DeadlineId, d => d with { PausedAt = f.At });

    public static Product On(this Product p, DeadlineResumed f) =>
        p.Change(f.DeadlineId, d => d with { PausedAt = null, Due = f.Due, RemindedFrom = (d.RemindedFrom ?? d.SetAt) + (f.Due - d.Due) });

    public static Product On(this Product p, DeadlineRecalculated f) => p.Change(f.DeadlineId, d => d with { Due = f.To, Calendar = f.Calendar });

    public static Product On(this Product p, DeadlineMet f) => p.Without(f.DeadlineId);

    /// <remarks>An evaluation that was not signed in time has to be done again, and somebody has to be asked for it.</remarks>
    public static Product On(this Product p, DeadlineMissed f) => f.Key.StartsWith("evaluation/", StringComparison.Ordinal) && p.Evaluation is { } old
        ? p.Without(f.DeadlineId) with { Evaluation = old with { Lapsed = true } }
        : p.Without(f.DeadlineId);

    public static Product On(this Product p, DeadlineCancelled f) => p.Without(f.DeadlineId);

    private static Product Change(this Product p, Guid id, Func<Deadline, Deadline> change) => p with { Deadlines = [.. p.Deadlines.Select(d => d.Id == id ? change(d) : d)] };

    private static Product Without(this Product p, Guid id) => p with { Deadlines = [.. p.Deadlines.Where(d => d.Id != id)] };
}
