using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>Names one exact policy: its hash is that of its canonical JSON.</summary>
public sealed record PolicyRef(string Id, int Version, string Hash);

/// <summary>The bank's rules as data: what each stage needs, who signs, by when, and what the evaluation asks. Immutable once pinned (R11).</summary>
public sealed record Policy(
    string Id, int Version, string Title, Calendar Calendar, string[] Categories, SectionPolicy[] Sections, StagePolicy[] Stages, OpinionPolicy Opinions,
    EvaluationPolicy Evaluation, LaunchPolicy Launch, MonitoringPolicy Monitoring, LadderPolicy Ladder)
{
    /// <summary>Set when the policy is read; not part of the document.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Hash { get; init; } = "";

    /// <summary>What was read, with its calendar in it: what the hash is of. Set when the policy is read.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public CanonicalJson? Document { get; init; }

    public PolicyRef Ref => new(Id, Version, Hash);

    /// <summary>The calendar that the bank chose beside the policy; null while the policy's own counts.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public CalendarRef? Chosen { get; private init; }

    /// <summary>The same rules with days counted by another calendar.</summary>
    public Policy Under(Calendar calendar) => this with { Calendar = calendar, Chosen = calendar.Ref };

    public StagePolicy Of(Stage stage) => Stages[(int)stage - 1];

    public SectionPolicy Of(Section section) => Sections[(int)section];
}

/// <summary>Limits a requirement to some products. Empty means all; an ungraded product is treated as any grade, so that nothing is skipped by not grading.</summary>
public sealed record When(string[]? Categories = null, RiskGrade[]? RiskGrades = null)
{
    public bool AppliesTo(Product product) =>
        (Categories is not { Length: > 0 } || Categories.Contains(product.Category))
        && (RiskGrades is not { Length: > 0 } || product.RiskGrade is not { } grade || RiskGrades.Contains(grade));
}

/// <summary>Who may write a section. A product team member also has to be of the owning team.</summary>
public sealed record SectionPolicy(Section Section, Role[] Editors);

/// <param name="Submission">True when the team hands the stage in; false when its signatures are asked for as soon as it opens.</param>
/// <param name="ClockDays">Working days for each signature of a product to which none of the <paramref name="Clocks"/> applies; 0 sets no deadline.</param>
/// <param name="Filing">The regulator's step must be recorded and closed.</param>
/// <param name="Answers">Every opinion so far must have an answer before the stage is handed in.</param>
/// <param name="Evaluation">The checklist must be passed on the current revision.</param>
public sealed record StagePolicy(
    Stage Stage, bool Submission, int ClockDays, FieldsPolicy[] Requires, SignOffPolicy[] SignOffs, Stage[] SendBackTo, bool Filing = false, bool Answers = false,
    bool Evaluation = false, ClockPolicy[]? Clocks = null)
{
    public bool HasClock => ClockDays > 0 || Clocks is { Length: > 0 };

    /// <summary>Working days for each signature of a product: the shortest of the clocks that apply, else the stage's own; 0 sets no deadline.</summary>
    public int ClockOf(Product product) => Clocks?.Where(c => c.When.AppliesTo(product)).Min(c => (int?)c.Days) ?? ClockDays;

    public IEnumerable<SignOffPolicy> SignOffsFor(Product product) => SignOffs.Where(s => s.When?.AppliesTo(product) ?? true);

    public IEnumerable<FieldsPolicy> RequiresOf(Product product) => Requires.Where(r => r.When?.AppliesTo(product) ?? true);
}

/// <summary>Another clock for some products.</summary>
public sealed record ClockPolicy(int Days, When When);

/// <summary>Fields of a section that a stage needs filled in.</summary>
/// <param name="Scenarios">Kinds of test scenario that need an outcome; of the testing section alone.</param>
public sealed record FieldsPolicy(Section Section, string[] Fields, When? When = null, ScenarioKind[]? Scenarios = null);

/// <param name="Quorum">How many different people of the office have to sign.</param>
/// <param name="Sections">What the signature covers; a change to one of them invalidates it.</param>
/// <param name="Members">If given, only these people may sign.</param>
public sealed record SignOffPolicy(
    Role Office, SignOffMeaning Meaning, int Quorum, Section[] Sections, SignOffDecision[] Decisions, string[]? Members = null, When? When = null);

/// <summary>Working days for each step of an opinion's life.</summary>
public sealed record OpinionPolicy(Role[] Offices, int AnswerDays, int VerificationDays, int RulingDays);

public sealed record EvaluationPolicy(int PassMark, ChecklistItem[] Items)
{
    public IEnumerable<ChecklistItem> ItemsFor(Product product) => Items.Where(i => i.When?.AppliesTo(product) ?? true);
}

/// <summary>The seven elements that a supervisor scores.</summary>
public enum EvaluationElement
{
    SystemAndMechanism,
    Suitability,
    MarketingConduct,
    DisputeResolution,
    Education,
    ConsumerService,
    PersonalInformation,
}

public sealed record ChecklistItem(string Id, EvaluationElement Element, string Text, int Weight, bool Mandatory, When? When = null);

/// <param name="WindowDays">Working days between a passed evaluation and the launch; later, the evaluation has to be done again (R4).</param>
public sealed record LaunchPolicy(int WindowDays);

/// <param name="ReviewDays">Calendar days after launch of the first reviews.</param>
/// <param name="ThenEveryDays">Calendar days between later reviews.</param>
/// <param name="AnswerDays">Working days to complete a review: from its day of the calendar, or from when a signal, a missed review or somebody opened it (R10).</param>
public sealed record MonitoringPolicy(int[] ReviewDays, int ThenEveryDays, int AnswerDays);

/// <summary>What becomes of a missed deadline: the office is reminded, then it climbs to its head and to the committee (R15).</summary>
/// <param name="Days">Working days from the miss at which it climbs to the head, climbs to the committee, and is missed by the committee too.</param>
public sealed record LadderPolicy(int[] Days, Dictionary<Role, Role> Heads, Role Top)
{
    /// <summary>The levels at which it comes to somebody else: the head, then the top.</summary>
    internal static readonly int[] Climbs = [2, 3];

    /// <summary>Whose matter it is after <paramref name="level"/> missed deadlines. The top keeps it for ever.</summary>
    public Role OwnerAt(int level, Role office) => level switch
    {
        0 or 1 => office,
        2 => Heads.GetValueOrDefault(office, Top),
        _ => Top,
    };

    /// <summary>Working days that a rung has; the last one's are repeated for ever.</summary>
    public int DaysAt(int level)
    {
        var rung = Math.Min(level, Days.Length) - 1;
        return rung == 0 ? Days[0] : Days[rung] - Days[rung - 1];
    }
}
