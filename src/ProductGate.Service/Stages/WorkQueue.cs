using System.Text.Json.Serialization;
using Marten;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Products;

namespace ProductGate.Service.Stages;

/// <summary>Something that waits for the reader.</summary>
public sealed record WorkQueueEntry(
    Guid ProductId, string Product, string Category, string Team, Stage Stage, RiskGrade? RiskGrade, AskKind Kind, string What, Guid? Subject, DateTimeOffset? Due, bool Overdue);

/// <summary>The stored row: one for every audience that may act on an ask.</summary>
/// <param name="Order">When it is due; the end of time where nothing says so.</param>
/// <param name="NotFor">People of the audience who may not act: they contributed, signed already, or stepped aside (R4, R5).</param>
public sealed record WorkQueueRow(string Id, Guid ProductId, string Audience, DateTimeOffset Order, string[] NotFor, string Kind, WorkQueueEntry Entry)
{
    /// <summary>What the rows of one ask have in common.</summary>
    [JsonIgnore]
    public string Matter => Id[..^(Audience.Length + 1)];

    /// <summary>Asks that wait for nobody yet: an accepted risk or a filing runs until its date.</summary>
    private static readonly AskKind[] Quiet = [AskKind.RenewRisk, AskKind.RenewFiling];

    private static readonly DateTimeOffset EndOfTime = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IEnumerable<WorkQueueRow> Of(Product p, Policy policy) =>
        Asks.Of(p, policy).Where(a => !Quiet.Contains(a.Kind) || p.DeadlineOf(a.Key) is { Level: > 0 }).SelectMany(a => Of(p, policy, a));

    public bool SaysTheSameAs(WorkQueueRow other) => this == other with { NotFor = NotFor } && NotFor.SequenceEqual(other.NotFor);

    private static IEnumerable<WorkQueueRow> Of(Product p, Policy policy, Ask ask)
    {
        var deadline = p.DeadlineOf(ask.Key);
        var due = deadline?.Due ?? ask.Due;
        var entry = new WorkQueueEntry(p.Id, p.Name, p.Category, p.Team, ask.Stage ?? p.Stage, p.RiskGrade, ask.Kind, ask.What, ask.Subject, due, deadline is { Level: > 0 });
        string[] notFor = [.. NotForOf(p, policy, ask)];
        return Audiences(p, ask, deadline).Distinct().Select(a =>
            new WorkQueueRow($"{p.Id:N}/{ask.Key}/{a}", p.Id, a, Micros(entry.Overdue ? deadline!.SetAt : due ?? EndOfTime), notFor, ask.Kind.ToString(), entry));
    }

    /// <summary>The database compares in microseconds; with a digit more, a cursor would point before its own row and the page come again for ever.</summary>
    private static DateTimeOffset Micros(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));

    private static IEnumerable<string> Audiences(Product p, Ask ask, Deadline? deadline)
    {
        yield return Key(p, ask.By);
        if (deadline is not null) yield return Key(p, deadline.Owner);
        if (ask.Kind != AskKind.SignOff) yield break;
        foreach (var delegation in p.Delegations.Where(d => d.Office == ask.By)) yield return $"person:{delegation.To}";
    }

    private static string Key(Product p, Role role) => new Audience(role, role == Role.ProductTeam ? p.Team : null).Key;

    private static IEnumerable<string> NotForOf(Product p, Policy policy, Ask ask) => ask.Kind != AskKind.SignOff
        ? []
        : p.Recused.Concat(p.Valid.Where(v => v.Stage == ask.Stage).Select(v => v.By))
            .Concat(Duties.Contributors(p, policy.Of(ask.Stage!.Value).SignOffs.Where(s => s.Office == ask.By).SelectMany(s => s.Sections))).Distinct();
}

internal static class QueueEndpoint
{
    private sealed record Place(DateTimeOffset Order, string Id, string Matter);

    /// <remarks>One matter has a row for each of its audiences, next to each other; a person of several roles is shown the first.</remarks>
    public static async Task<IResult> Get(HttpContext http, IQuerySession session, TimeProvider clock)
    {
        var by = http.User.ToActor();
        var paging = Paging.Of(http.Request.Query);
        string[] audiences = [.. Audience.KeysOf(by), $"person:{by.Id}"];
        // A right passed on for every product is one to sign, and to nothing else of the office.
        string[] lent = [.. (await session.To(by, clock.GetUtcNow(), http.RequestAborted)).Select(d => new Audience(d.Office).Key)];
        var rows = session.Query<WorkQueueRow>().Where(r => (r.Audience.IsOneOf(audiences) || (r.Kind == nameof(AskKind.SignOff) && r.Audience.IsOneOf(lent))) && !r.NotFor.Contains(by.Id));
        if (http.Request.Query.Enum<AskKind>("kind")?.ToString() is { } kind) rows = rows.Where(r => r.Kind == kind);
        var after = paging.After<Place>();
        if (after is not null) rows = rows.Where(r => r.Order > after.Order || (r.Order == after.Order && string.Compare(r.Id, after.Id) > 0));
        var found = await rows.OrderBy(r => r.Order).ThenBy(r => r.Id).Take(paging.Limit + 1).ToListAsync(http.RequestAborted);
        var page = paging.Cut(found, r => r, r => new Place(r.Order, r.Id, r.Matter));
        return Results.Json(new Page<WorkQueueEntry>([.. page.Items.Where(r => r.Matter != after?.Matter).DistinctBy(r => r.Matter).Select(r => r.Entry)], page.Next), HttpJson.Writing);
    }
}
