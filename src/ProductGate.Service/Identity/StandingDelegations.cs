using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Marten;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Identity;

/// <summary>A right to sign for an office that one person has passed on to another for every product.</summary>
public sealed record StandingDelegation(Guid Id, string From, string To, Role Office, DateTimeOffset Until, string Reason, DateTimeOffset At)
{
    /// <summary>What was sent under the idempotency key, if there was one.</summary>
    public string? RequestHash { get; init; }

    [JsonIgnore]
    public Delegation Right => new(From, To, Office, Until);
}

/// <summary>How passing on a right ended.</summary>
public sealed record Delegated(StandingDelegation? Delegation, Refusal? Refusal = null, bool IsKeyReused = false);

/// <summary>Passing on a right for every product, on its way through the door.</summary>
public sealed record PassOn(DelegateAuthority Command, Actor By, CommandKey? Key = null);

public static class PassOnHandler
{
    /// <summary>The fact goes to a stream of the person who passes the right on; the document beside it is what signatures look up.</summary>
    /// <remarks>A keyed one takes its id from the key: sent twice, it is found again.</remarks>
    public static async Task<Delegated> Handle(PassOn message, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var id = message.Key is { } key ? Ids.Derive($"delegation/{key.Id}") : Guid.CreateVersion7(now);
        if (await session.LoadAsync<StandingDelegation>(id, stop) is { } earlier)
            return earlier.RequestHash == message.Key?.RequestHash ? new(earlier) : new(null, IsKeyReused: true);
        var decision = DelegationRules.Decide(message.By, message.Command, now);
        if (decision.Refusal is { } refusal) return new(null, refusal);
        var fact = (AuthorityDelegated)decision.Facts[0];
        var delegation = new StandingDelegation(id, fact.From, fact.To, fact.Office, fact.Until, fact.Reason, now) { RequestHash = message.Key?.RequestHash };
        session.Events.Append(Ids.Derive($"delegations/{fact.From}"), fact);
        session.Insert(delegation);
        session.ActAs(message.By);
        return new(delegation);
    }
}

internal static class StandingDelegations
{
    public static async Task<ImmutableArray<Delegation>> To(this IQuerySession session, Actor person, DateTimeOffset now, CancellationToken stop)
    {
        var rights = await session.Query<StandingDelegation>().Where(d => d.To == person.Id && d.Until > now).ToListAsync(stop);
        return [.. rights.Select(d => d.Right)];
    }
}
