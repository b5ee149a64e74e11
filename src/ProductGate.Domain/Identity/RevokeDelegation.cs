using System.Text.Json.Serialization;

namespace ProductGate.Domain;

/// <summary>Ends a delegation before its time.</summary>
public sealed record RevokeDelegation(string Reason) : IReasoned
{
    [JsonIgnore]
    public Guid DelegationId { get; init; }
}
