namespace ProductGate.Domain;

/// <summary>One value in a section's content.</summary>
/// <param name="Path">Member names joined by dots; list positions are left out.</param>
/// <param name="Mark">By which the value is known again (<see cref="Authorship"/>).</param>
internal sealed record Leaf(string Path, string Raw, string Mark);
