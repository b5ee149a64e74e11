using ProductGate.Domain;

namespace ProductGate.Service.Demo;

/// <summary>What a product team brings along: the declaration, and what it will write into each section of the dossier.</summary>
/// <param name="Sections">Content by section, in the section's own form.</param>
/// <param name="Objection">What the protection office objects to; answering it changes the section.</param>
/// <param name="Changed">The objected section as the team revises it.</param>
public sealed record ProductDraft(DeclareProduct Declaration, IReadOnlyDictionary<Section, object> Sections, RaiseOpinion Objection, object Changed)
{
    public string Name => Declaration.Name;

    public string Team => Declaration.Team;
}
