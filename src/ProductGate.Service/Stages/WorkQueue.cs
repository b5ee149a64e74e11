using System.Text.Json.Serialization;
using ProductGate.Domain;

namespace ProductGate.Service.Stages;

/// <summary>Something that waits for the reader.</summary>
/// <param name="PausedAt">Since when its deadline stands still.</param>
/// <param name="OnBehalfOf">Whose power the reader would use; absent where it is the reader's own matter.</param>
/// <param name="Since">When it was first asked for; absent where nothing that is kept says so.</param>
public sealed record WorkQueueEntry(
    Guid ProductId, string Product, string Category, string Team, Stage Stage, RiskGrade? RiskGrade, AskKind Kind, string What, Guid? Subject, DateTimeOffset? Due, bool Overdue,
    string? OnBehalfOf = null, DateTimeOffset? PausedAt = null, DateTimeOffset? Since = null)
{
    /// <summary>What waits, in Chinese: for the pages. The API speaks English.</summary>
    [JsonIgnore]
    public string? WhatZh { get; init; }
}

/// <summary>The stored row: one for every audience that may act on an ask.</summary>
/// <param name="Order">When it is due; the end of time where nothing says so.</param>
/// <param name="NotFor">People of the audience who may not act: they contributed, signed already, or stepped aside (R4, R5).</param>
/// <param name="WhatZh">Of the entry, which goes out without it; absent in rows from before the pages spoke Chinese.</param>
/// <param name="Until">When the delegation ends that shows it to this audience.</param>
/// <param name="LateFrom">From when on its time is over; absent where it stands still or nothing says when it is due.</param>
public sealed record WorkQueueRow(string Id, Guid ProductId, string Audience, DateTimeOffset Order, string[] NotFor, string Kind, WorkQueueEntry Entry, DateTimeOffset? Until = null, string? WhatZh = null, DateTimeOffset? LateFrom = null)
{
    /// <summary>The entry as a page shows it.</summary>
    [JsonIgnore]
    public WorkQueueEntry Shown => Entry with { WhatZh = WhatZh };

    /// <summary>What the rows of one ask have in common.</summary>
    [JsonIgnore]
    public string Matter => Id[..^(Audience.Length + 1)];

    /// <summary>The office that it waits for; null where it was lent to one person.</summary>
    [JsonIgnore]
    public Role? Office => Enum.GetValues<Role>().Where(r => new Audience(r).Key == Audience.Split(':')[0]).Select(r => (Role?)r).FirstOrDefault();

    /// <summary>Asks that wait for nobody yet: an accepted risk or a filing runs until its date.</summary>
    private static readonly AskKind[] Quiet = [AskKind.RenewRisk, AskKind.RenewFiling, AskKind.RenewEvaluation];

    internal static readonly DateTimeOffset EndOfTime = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IEnumerable<WorkQueueRow> Of(Product p, Policy policy) =>
        Asks.Of(p, policy).Where(a => !Quiet.Contains(a.Kind) || p.DeadlineOf(a.Key) is { Level: > 0 }).SelectMany(a => Of(p, policy, a));

    public bool SaysTheSameAs(WorkQueueRow other) => this == other with { NotFor = NotFor } && NotFor.SequenceEqual(other.NotFor);

    private static IEnumerable<WorkQueueRow> Of(Product p, Policy policy, Ask ask)
    {
        var deadline = p.DeadlineOf(ask.Key);
        var due = deadline?.Due ?? ask.Due;
        var entry = new WorkQueueEntry(p.Id, p.Name, p.Category, p.Team, ask.Stage ?? p.Stage, p.RiskGrade, ask.Kind, ask.What.ToString(), ask.Subject, due, deadline is { Level: > 0 }, PausedAt: deadline?.PausedAt, Since: Since(p, ask, deadline) is { } since ? Micros(since) : null);
        string[] notFor = [.. NotForOf(p, policy, ask)];
        var order = Micros(entry.Overdue ? deadline!.SetAt : due ?? EndOfTime);
        var isTimed = entry.Overdue || (due is not null && entry.PausedAt is null);
        var row = new WorkQueueRow("", p.Id, "", order, notFor, ask.Kind.ToString(), entry, WhatZh: ask.What.In(Lexicon.Chinese), LateFrom: isTimed ? order : null);
        return Audiences(p, ask, deadline).Distinct().Select(a => row.For(p, ask, a)).Concat(Lent(p, ask, row)).DistinctBy(r => r.Id);
    }

    /// <remarks>A deadline that was missed and has climbed tells of its last step alone.</remarks>
    private static DateTimeOffset? Since(Product p, Ask ask, Deadline? deadline) => ask.Kind switch
    {
        AskKind.SignOff => p.Requests.First(r => r.Stage == ask.Stage && r.Office == ask.By).At,
        AskKind.RenewEvaluation => p.Evaluation!.At,
        AskKind.Launch => p.Passed!.At,
        AskKind.CompleteReview => p.Reviews.First(r => r.Id == ask.Subject).OpenedAt,
        AskKind.ResumeDistribution => p.SuspendedAt,
        _ => deadline is { Level: 0 } ? deadline.SetAt : null,
    };

    private WorkQueueRow For(Product p, Ask ask, string audience) => this with { Id = $"{p.Id:N}/{ask.Key}/{audience}", Audience = audience };

    /// <summary>Matters that a delegate may see to for somebody who may still do so themselves (R5). One row a delegate: the longest right.</summary>
    private static IEnumerable<WorkQueueRow> Lent(Product p, Ask ask, WorkQueueRow row) => p.Delegations
        .Where(d => !d.Revoked && d.Office == ask.By && Duties.PowerFor(ask.Kind) is { } power && d.Powers.Contains(power) && !row.NotFor.Contains(d.From))
        .GroupBy(d => d.To).Select(g => g.MaxBy(d => d.Until)!)
        .Select(d => row.For(p, ask, Domain.Audience.Person(d.To).Key) with { Until = d.Until, Entry = row.Entry with { OnBehalfOf = d.From } });

    /// <summary>The office's matter as one of these delegates sees it; null if it may not be seen to with any of their rights.</summary>
    public WorkQueueRow? Borrowed(IEnumerable<Delegation> rights) =>
        rights.FirstOrDefault(d => new Audience(d.Office).Key == Audience && Duties.PowerFor(Enum.Parse<AskKind>(Kind)) is { } power && d.Powers.Contains(power) && !NotFor.Contains(d.From)) is { } right
            ? this with { Entry = Entry with { OnBehalfOf = right.From } }
            : null;

    /// <summary>The database compares in microseconds; with a digit more, a cursor would point before its own row and the page come again for ever.</summary>
    private static DateTimeOffset Micros(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));

    private static IEnumerable<string> Audiences(Product p, Ask ask, Deadline? deadline) =>
        Addressees.Of(p, ask.By, ask.Key).Concat(deadline is null ? [] : Addressees.Of(p, deadline.Owner, ask.Key)).Select(a => a.Key);

    private static IEnumerable<string> NotForOf(Product p, Policy policy, Ask ask) => Duties.JudgedBy(p, policy, ask) is not { } sections
        ? []
        : p.Recused.Concat(Duties.Contributors(p, sections)).Concat(ask.Kind == AskKind.SignOff ? p.Valid.Where(v => v.Stage == ask.Stage).SelectMany(v => (string?[])[v.By, v.OnBehalfOf]).OfType<string>() : []).Distinct();
}
