namespace ProductGate.Domain;

/// <summary>Passes on the right to sign for an office on this product to another person, for a time.</summary>
/// <param name="To">The person's id.</param>
public sealed record DelegateAuthority(string To, Role Office, DateTimeOffset Until, string Reason) : IProductCommand;
