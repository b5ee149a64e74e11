using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ProductGate.Domain;

namespace ProductGate.Service.Identity;

/// <summary>Powers of an office that one person has passed on to another for every product.</summary>
public sealed record StandingDelegation(Guid Id, string From, string To, Role Office, DateTimeOffset Until, string Reason, DateTimeOffset At)
{
    public ImmutableArray<Power> Powers { get; init; } = [Power.SignOff];

    /// <summary>When it was taken back, if it was.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    [JsonIgnore]
    public Delegation Right => new(From, To, Office, Until) { Id = Id, Powers = Powers, Revoked = RevokedAt is not null };
}
