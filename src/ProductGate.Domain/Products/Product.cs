using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ProductGate.Domain;

/// <summary>A product as its facts have made it: just what the rules ask for. What people want to see is projected elsewhere.</summary>
public sealed record Product
{
    public Guid Id { get; init; }
    public int Version { get; init; }
    public string Name { get; init; } = "";
    public string Category { get; init; } = "";
    public ProductKind Kind { get; init; }
    public string Team { get; init; } = "";
    public string DeclaredBy { get; init; } = "";
    public DateTimeOffset DeclaredAt { get; init; }
    public Guid? Predecessor { get; init; }
    public PolicyRef Policy { get; init; } = new("", 0, "");

    /// <summary>The calendar that the bank chose when the round began, or that a migration led to; null where the policy's own counts (R11).</summary>
    public CalendarRef? Calendar { get; init; }

    public int Round { get; init; }

    /// <summary>True from the declaration or a proposed change until the launch of its revision.</summary>
    public bool RoundOpen { get; init; }
    public Stage Stage { get; init; }
    public bool Submitted { get; init; }
    public bool Returned { get; init; }
    public Disposition? Ended { get; init; }
    public MarketState MarketState { get; init; }
    public DateTimeOffset? SuspendedAt { get; init; }

    /// <summary>The revision being worked on; after launch the launched one, until a change is proposed and revised.</summary>
    public int Revision { get; init; }

    /// <summary>The highest number given so far: a revision number is never used twice.</summary>
    public int LastRevision { get; init; }
    public ImmutableArray<SectionState> Sections { get; init; } = [];
    public RiskGrade? RiskGrade { get; init; }

    /// <summary>Who was the first to write what, over all revisions.</summary>
    public ImmutableArray<Author> Authors { get; init; } = [];
    public ImmutableArray<Indicator> Indicators { get; init; } = [];
    public ImmutableArray<string> Documents { get; init; } = [];

    public ImmutableArray<SignOffRequest> Requests { get; init; } = [];
    public ImmutableArray<SignOff> SignOffs { get; init; } = [];
    public ImmutableArray<Opinion> Opinions { get; init; } = [];
    public ImmutableArray<Condition> Conditions { get; init; } = [];
    public FilingState? Filing { get; init; }
    public EvaluationState? Evaluation { get; init; }
    public PassedEvaluation? Passed { get; init; }
    public LaunchState? Launched { get; init; }
    public ImmutableArray<Figure> Figures { get; init; } = [];
    public ImmutableArray<Review> Reviews { get; init; } = [];
    public ImmutableArray<Deadline> Deadlines { get; init; } = [];
    public int DeadlinesSet { get; init; }
    public ImmutableArray<string> Recused { get; init; } = [];
    public ImmutableArray<Delegation> Delegations { get; init; } = [];

    // What follows is read from the above and not stored with it.

    /// <summary>One of three independent facts about a product; the others are <see cref="Stage"/> and <see cref="MarketState"/>.</summary>
    [JsonIgnore]
    public Disposition Disposition =>
        Ended ?? (Opinions.Any(o => o.Status == OpinionStatus.Escalated) ? Disposition.Escalated
            : Returned ? Disposition.Returned
            : RoundOpen && Filing?.Outcome == FilingOutcome.Pending && Stage == Stage.RegulatoryFiling ? Disposition.OnHold
            : Disposition.Active);

    [JsonIgnore]
    public bool IsOver => Ended is not null || MarketState == MarketState.Retired;

    [JsonIgnore]
    public bool IsOnTheMarket => MarketState is MarketState.Live or MarketState.Suspended;

    public SectionState? Section(Section section) => Sections.FirstOrDefault(s => s.Section == section);

    public string HashOf(Section section) => Section(section)?.Hash ?? "";

    /// <summary>The signatures that stand in this round.</summary>
    [JsonIgnore]
    public IEnumerable<SignOff> Valid => SignOffs.Where(s => s.Round == Round && s is { Approves: true, Invalidated: false });

    public IEnumerable<SignOff> ValidFor(Stage stage, Role office) => Valid.Where(s => s.Stage == stage && s.Office == office);

    public Deadline? DeadlineOf(string key) => Deadlines.FirstOrDefault(d => d.Key == key);

    /// <summary>The product after one more fact; a fact of a stream that does not exist yet must be the declaration.</summary>
    public static Product? Evolve(Product? product, Guid id, IFact fact) => fact is ProductDeclared declared
        ? new Product { Id = id, Version = 1 }.On(declared)
        : product?.Evolve(fact);
}
