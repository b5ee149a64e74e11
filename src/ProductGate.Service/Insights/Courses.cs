using Marten;
using ProductGate.Domain;

namespace ProductGate.Service.Insights;

/// <summary>Keeps every product's course: written with the facts, and replayed by <c>setup</c>.</summary>
internal static class Courses
{
    /// <summary>The facts that a course is made of. Only these are read again, and none of them is large.</summary>
    private static readonly string[] Told = [.. ((Type[])
    [
        typeof(ProductDeclared), typeof(StageEntered), typeof(StageSentBack), typeof(ProductLaunched), typeof(ProductWithdrawn), typeof(ProductRejected), typeof(ProductRetired), typeof(ChangeClosed),
        typeof(OpinionRaised), typeof(OpinionAnswered), typeof(OpinionVerified), typeof(OpinionVerificationFailed), typeof(OpinionUpheld), typeof(OpinionWithdrawn), typeof(RiskAccepted),
        typeof(DeadlineSet), typeof(DeadlineMissed), typeof(DeadlineMet), typeof(DeadlineCancelled),
    ]).Select(t => FactNames.All[t])];

    /// <summary>In the transaction of the facts. Whoever was overtaken since they read the product stores nothing at all, so the course that is read here is that of the product before.</summary>
    public static async Task Keep(IDocumentSession session, Product? before, Product after, IReadOnlyList<IFact> facts, CancellationToken stop)
    {
        if (!facts.Any(f => Told.Contains(FactNames.Of(f)))) return;
        var course = before is null ? new Course(after.Id) : await session.LoadAsync<Course>(after.Id, stop);
        // A release that is older than the figures wrote none; setup does.
        if (course is null) return;
        var now = facts.Aggregate(course, (c, f) => c.After(f));
        if (now != course) session.Store(now);
    }

    public static async Task<IEnumerable<Course>> Replay(IQuerySession session, Guid[] products, CancellationToken stop)
    {
        var events = await session.Events.QueryAllRawEvents().Where(e => e.StreamId.IsOneOf(products) && e.EventTypeName.IsOneOf(Told)).OrderBy(e => e.Sequence).ToListAsync(stop);
        return events.GroupBy(e => e.StreamId).Select(g => Course.Of(g.Key, g.Select(e => (IFact)e.Data)));
    }
}
