namespace ProductGate.Domain;

/// <summary>A section's content as of one revision.</summary>
public sealed record SectionContent(Section Section, int Revision, string Hash, CanonicalJson Content, string By, DateTimeOffset At);

/// <summary>One complete, immutable revision of the dossier.</summary>
public sealed record DossierRevision(int Revision, SectionContent[] Sections);

/// <summary>All revisions of a dossier with their content, folded from the same facts; for reading, not for rules.</summary>
public sealed record Dossier(DossierRevision[] Revisions)
{
    public static readonly Dossier Empty = new([new DossierRevision(0, [])]);

    /// <summary>The revision that is worked on; after a change round ended without a launch, the launched one again.</summary>
    public DossierRevision Current { get; init; } = Revisions[^1];

    private DossierRevision? Launched { get; init; }

    public DossierRevision? Find(int revision) => Array.Find(Revisions, r => r.Revision == revision);

    public Dossier After(IFact fact) => fact switch
    {
        DossierRevised f => With(new DossierRevision(f.Revision,
            [.. Current.Sections.Where(s => s.Section != f.Section).Append(new(f.Section, f.Revision, f.Hash, f.Content, f.By, f.At)).OrderBy(s => s.Section)])),
        ProductLaunched f => this with { Launched = Find(f.Revision) },
        ChangeClosed => this with { Current = Launched ?? Current },
        _ => this,
    };

    private Dossier With(DossierRevision revision) => this with { Revisions = [.. Revisions, revision], Current = revision };
}
