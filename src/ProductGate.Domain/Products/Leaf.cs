namespace ProductGate.Domain;

/// <summary>One value in a section's content.</summary>
/// <param name="Path">Member names joined by dots; list positions are left out.</param>
/// <param name="Raw">As JSON writes it.</param>
internal sealed record Leaf(Section Section, string Path, string Raw)
{
    /// <summary>By which the value is known again.</summary>
    public string Mark => Authorship.Mark(this);
}
