using System.Collections.Immutable;
using Marten;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Policies;
using ProductGate.Service.Products;

namespace ProductGate.Service.Insights;

/// <summary>Which products a report is about, and when.</summary>
/// <param name="Team">Null for every team whose products the reader may see.</param>
public sealed record ReportQuestion(Period Period, string? Team)
{
    internal static ReportQuestion Of(IQueryCollection query) => new(new(query.Day("from"), query.Day("to")), query.Text("team"));
}

/// <summary>A table of figures.</summary>
public sealed record Report<T>(DateOnly? From, DateOnly? To, string? Team, ImmutableArray<T> Rows);

/// <summary>Figures over the products that a person may see: a pass in memory over one small row of each (ten thousand take well under a second).</summary>
internal sealed class Reports(IQuerySession session, PolicyShelf policies, TimeProvider clock)
{
    public async Task<Figures> For(Actor by, ReportQuestion question, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var courses = await Courses(by, question.Team, now, stop);
        return new(courses, question.Period, policies.InForce.Calendar, now);
    }

    /// <summary>The teams whose products the person may see.</summary>
    public async Task<IReadOnlyList<string>> Teams(Actor by, CancellationToken stop)
    {
        var rows = await ProductQuery.Visible(session, by, clock.GetUtcNow(), stop);
        return [.. (await rows.Select(r => r.Team).Distinct().ToListAsync(stop)).Order(StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<Course>> Courses(Actor by, string? team, DateTimeOffset now, CancellationToken stop)
    {
        if (team is null && Visibility.SeesAll(by)) return await session.Query<Course>().ToListAsync(stop);
        var rows = await ProductQuery.Visible(session, by, now, stop);
        Guid[] ids = [.. await (team is null ? rows : rows.Where(r => r.Team == team)).Select(r => r.Id).ToListAsync(stop)];
        return await session.LoadManyAsync<Course>(stop, ids);
    }
}
