namespace ProductGate.Domain;

/// <summary>Something that a person has the authority to do with a product as it is.</summary>
/// <param name="Subject">The opinion, condition or review it is about.</param>
/// <param name="OnBehalfOf">Whose power it would be.</param>
public sealed record Permission(Deed Deed, Stage? Stage = null, Section? Section = null, Guid? Subject = null, string? OnBehalfOf = null);
