using System.Text.Json.Serialization;

namespace ProductGate.Domain;

/// <summary>Passes on powers of an office to another person, for a time.</summary>
/// <param name="To">The person's id.</param>
/// <param name="Powers">Absent: the right to sign off alone.</param>
public sealed record DelegateAuthority(string To, Role Office, DateTimeOffset Until, string Reason, Power[]? Powers = null) : IProductCommand
{
    [JsonIgnore]
    public Power[] Named => Powers is { Length: > 0 } ? [.. Powers.Distinct().Order()] : [Power.SignOff];
}
