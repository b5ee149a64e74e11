namespace ProductGate.Domain;

/// <summary>The named parts of a dossier. A sign-off covers sections; a change invalidates only what it touches.</summary>
public enum Section
{
    Summary,
    TargetMarket,
    Distribution,
    Pricing,
    Agreement,
    Disclosure,
    PersonalInformation,
    Risk,
    Testing,
    Handover,
    Marketing,
    MonitoringPlan,
}

/// <summary>Residual risk to consumers, R1 (lowest) to R5 (highest).</summary>
public enum RiskGrade
{
    R1 = 1,
    R2,
    R3,
    R4,
    R5,
}

/// <summary>A field of a section that is filled in, and everybody who ever set it while it stayed filled (R5).</summary>
/// <param name="Path">Member names joined by dots; list positions are left out, so that moving an entry hides nobody.</param>
/// <param name="Mark">A short hash of the field's values, to see whether a revision changed it.</param>
public sealed record Field(string Path, string Mark, string[] By);

/// <summary>What the rules need of one section: its newest content hash, who stands behind which field, and what they ask of the content itself.</summary>
public sealed record SectionState(Section Section, int Revision, string Hash, Field[] Fields)
{
    /// <summary>Ids of people whom the summary names as contributors.</summary>
    public string[]? Named { get; init; }

    /// <summary>Channels that the product does not suit.</summary>
    public string[]? UnsuitableChannels { get; init; }

    /// <summary>Kinds of test scenario that have an outcome.</summary>
    public ScenarioKind[]? Tested { get; init; }

    public bool Has(string path) => Fields.Any(f => f.Path == path || f.Path.StartsWith(path + ".", StringComparison.Ordinal));

    [System.Text.Json.Serialization.JsonIgnore]
    public IEnumerable<string> Contributors => Fields.SelectMany(f => f.By).Distinct();
}
