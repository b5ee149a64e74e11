using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>A stay in one stage.</summary>
/// <param name="To">Absent while the product is still there.</param>
public sealed record Passage(Stage Stage, int Round, DateTimeOffset From, DateTimeOffset? To = null);

/// <summary>What became of an opinion, as a report counts it.</summary>
public enum OpinionOutcome
{
    Open,
    Adopted,
    NotAdopted,
    Withdrawn,
}

public sealed record OpinionCourse(Guid Id, OpinionKind Kind, DateTimeOffset At, OpinionOutcome Outcome);

/// <summary>A deadline that was missed, and by whom.</summary>
/// <param name="Open">True while the matter stands with a higher office: until somebody does what was due, or nothing is owed any more.</param>
public sealed record MissedDeadline(string Key, Role Office, DateTimeOffset Due, bool Open);

/// <summary>A product's way through the gate: just what the figures are made of, folded from its facts.</summary>
public sealed record Course(Guid Id)
{
    public DateTimeOffset DeclaredAt { get; init; }

    /// <summary>When consumers could buy it for the first time.</summary>
    public DateTimeOffset? LaunchedAt { get; init; }
    public ImmutableArray<Passage> Passages { get; init; } = [];
    public ImmutableArray<OpinionCourse> Opinions { get; init; } = [];
    public ImmutableArray<MissedDeadline> Missed { get; init; } = [];

    public static Course Of(Guid id, IEnumerable<IFact> facts) => facts.Aggregate(new Course(id), (c, f) => c.After(f));

    public Course After(IFact fact) => fact switch
    {
        ProductDeclared f => this with { DeclaredAt = f.At },
        StageEntered f => Left(f.At).Entered(f.Stage, f.Round, f.At),
        StageSentBack f => Left(f.At).Entered(f.To, f.Round, f.At),
        ProductLaunched f => Left(f.At) with { LaunchedAt = LaunchedAt ?? f.At },
        ProductWithdrawn f => Left(f.At),
        ProductRejected f => Left(f.At),
        ProductRetired f => Left(f.At),
        ChangeClosed f => Left(f.At),
        OpinionRaised f => this with { Opinions = Opinions.Add(new(f.OpinionId, f.Kind, f.At, OpinionOutcome.Open)) },
        OpinionAnswered f => With(f.OpinionId, o => o.Kind == OpinionKind.Suggestion && f.Answer == OpinionAnswer.NotAdopted ? OpinionOutcome.NotAdopted : OpinionOutcome.Open),
        OpinionVerified f => With(f.OpinionId, _ => OpinionOutcome.Adopted),
        OpinionVerificationFailed f => With(f.OpinionId, _ => OpinionOutcome.Open),
        OpinionUpheld f => With(f.OpinionId, _ => OpinionOutcome.Open),
        OpinionWithdrawn f => With(f.OpinionId, _ => OpinionOutcome.Withdrawn),
        RiskAccepted f => With(f.OpinionId, _ => OpinionOutcome.NotAdopted),
        DeadlineMissed f => Settled(f.Key).Failed(new(f.Key, f.Owner, f.Due, Open: false)),
        DeadlineSet { Level: > 0 } f => Climbed(f.Key, f.Level),
        DeadlineMet f => Settled(f.Key),
        DeadlineCancelled f => Settled(f.Key),
        _ => this,
    };

    private Course Entered(Stage stage, int round, DateTimeOffset at) => this with { Passages = Passages.Add(new(stage, round, at)) };

    private Course Left(DateTimeOffset at) => Passages is [.., { To: null } last] ? this with { Passages = Passages.SetItem(Passages.Length - 1, last with { To = at }) } : this;

    private Course With(Guid id, Func<OpinionCourse, OpinionOutcome> outcome) => this with { Opinions = [.. Opinions.Select(o => o.Id == id ? o with { Outcome = outcome(o) } : o)] };

    private Course Failed(MissedDeadline missed) => this with { Missed = Missed.Add(missed) };

    /// <summary>A matter that was missed so many times in a row waits again, with the next office.</summary>
    private Course Climbed(string key, int times)
    {
        var since = Missed.Where(m => m.Key == key).TakeLast(times).ToList();
        return this with { Missed = [.. Missed.Select(m => since.Contains(m) ? m with { Open = true } : m)] };
    }

    private Course Settled(string key) => Missed.Any(m => m.Open && m.Key == key) ? this with { Missed = [.. Missed.Select(m => m.Key == key ? m with { Open = false } : m)] } : this;
}
