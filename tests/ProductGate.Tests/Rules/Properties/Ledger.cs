using System.Collections.Immutable;
using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>
/// What the oracle knows of a product, from its facts alone. It repeats none of the domain's code on purpose: where this
/// account and the rules disagree, one of them is wrong.
/// </summary>
internal sealed partial record Ledger(Bank Bank)
{
    public int Count { get; init; }
    public ProductDeclared Declared { get; init; } = null!;
    public PolicyRef Pinned { get; init; } = null!;
    public CalendarRef? Calendar { get; init; }
    public Policy Policy { get; init; } = null!;

    public int Round { get; init; }
    public bool RoundOpen { get; init; }
    public Stage Stage { get; init; }
    public bool Submitted { get; init; }

    /// <summary>The stage that the next StageEntered has to name; null while none may come.</summary>
    public Stage? Awaited { get; init; }
    public bool Over { get; init; }
    public MarketState Market { get; init; }

    public int Revision { get; init; }
    public DossierBook Dossier { get; init; } = DossierBook.Empty;
    public LaunchTrack? Launch { get; init; }

    /// <summary>When each round was launched.</summary>
    public ImmutableArray<DateTimeOffset> Launches { get; init; } = [];

    public ImmutableArray<SignatureTrack> Signatures { get; init; } = [];
    public ImmutableArray<SignOffRequested> Requests { get; init; } = [];
    public ImmutableArray<AuthorityDelegated> Delegations { get; init; } = [];
    public ImmutableHashSet<string> Recused { get; init; } = [];
    public ImmutableArray<OpinionTrack> Opinions { get; init; } = [];
    public ImmutableArray<ConditionTrack> Conditions { get; init; } = [];
    public FilingRecorded? Filing { get; init; }
    public int FiledInRound { get; init; }
    public EvaluationRecorded? Evaluation { get; init; }
    public EvaluationPassed? Passed { get; init; }
    public ImmutableArray<ReviewTrack> Reviews { get; init; } = [];
    public ImmutableArray<DeadlineTrack> Deadlines { get; init; } = [];
    public ImmutableHashSet<Guid> DeadlinesEverSet { get; init; } = [];

    public bool OnTheMarket => Market is MarketState.Live or MarketState.Suspended;

    public IEnumerable<SignatureTrack> Standing => Signatures.Where(s => s.Given.Round == Round && s.Stands);

    public OpinionTrack? Opinion(Guid id) => Opinions.FirstOrDefault(o => o.Raised.OpinionId == id);

    public ReviewTrack? Review(Guid id) => Reviews.FirstOrDefault(r => r.Opened.ReviewId == id);

    public DeadlineTrack? Deadline(Guid id) => Deadlines.FirstOrDefault(d => d.Set.DeadlineId == id);

    /// <summary>True when the person made something that is in these sections of the draft, or of what is on sale (R5).</summary>
    public bool Made(string? person, IEnumerable<Section> sections)
    {
        if (person is null) return false;
        var list = sections.ToList();
        return person == Declared.By || Named(Dossier).Contains(person) || (Launch is { } launch && Named(launch.Dossier).Contains(person)) || Dossier.AuthorsOf(list).Contains(person) || (Launch?.Dossier.AuthorsOf(list).Contains(person) ?? false);
    }

    private static string[] Named(DossierBook dossier) => dossier.List(Section.Summary, "contributors");

    public string? Grade => Dossier.Text(Section.Risk, "grade");

    public bool Applies(When? when) => when is null
        || ((when.Categories is null or [] || when.Categories.Contains(Declared.Category))
            && (when.RiskGrades is null or [] || Grade is null || when.RiskGrades.Any(g => g.ToString() == Grade)));

    /// <summary>Every office that the pinned policy asks at a stage, with its strictest quorum and everything it is to cover.</summary>
    public IEnumerable<(Role Office, int Quorum, IEnumerable<Section> Sections)> AskedAt(Stage stage) =>
        from asked in Policy.Stages.Single(s => s.Stage == stage).SignOffs
        where Applies(asked.When)
        group asked by asked.Office into office
        let strictest = office.MaxBy(a => a.Quorum)
        select (office.Key, strictest.Quorum, office.SelectMany(a => a.Sections).Distinct());

    /// <summary>Different people who signed for the office, whose every signed section still has the hash that they signed.</summary>
    public int Signers(Stage stage, Role office, IEnumerable<Section> sections) => Standing
        .Where(s => s.Given.Stage == stage && s.Given.Office == office)
        .Where(s => sections.All(x => s.Given.Sections.Any(h => h.Section == x)) && s.Given.Sections.All(h => Dossier.Of(h.Section).Hash == h.Hash))
        .Select(s => s.Given.By).Distinct().Count();

    public IEnumerable<string> UnsignedUpTo(Stage stage) =>
        from at in Enum.GetValues<Stage>()
        where at <= stage
        from asked in AskedAt(at)
        let signers = Signers(at, asked.Office, asked.Sections)
        where signers < asked.Quorum
        select $"{asked.Office} at {at}: {signers} of {asked.Quorum}";
}
