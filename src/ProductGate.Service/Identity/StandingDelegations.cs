using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Marten;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Identity;

/// <summary>Powers of an office that one person has passed on to another for every product.</summary>
public sealed record StandingDelegation(Guid Id, string From, string To, Role Office, DateTimeOffset Until, string Reason, DateTimeOffset At)
{
    public ImmutableArray<Power> Powers { get; init; } = [Power.SignOff];

    /// <summary>When it was taken back, if it was.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>What was sent under the idempotency key, if there was one.</summary>
    public string? RequestHash { get; init; }

    [JsonIgnore]
    public Delegation Right => new(From, To, Office, Until) { Id = Id, Powers = Powers, Revoked = RevokedAt is not null };
}

/// <summary>How passing on a right, or taking it back, ended.</summary>
public sealed record Delegated(StandingDelegation? Delegation, Refusal? Refusal = null, bool IsKeyReused = false);

/// <summary>Passing on a right for every product, on its way through the door.</summary>
public sealed record PassOn(DelegateAuthority Command, Actor By, CommandKey? Key = null);

/// <summary>Taking back a right for every product, on its way through the door. Sent twice, the second finds it over.</summary>
public sealed record TakeBack(RevokeDelegation Command, Actor By);

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
        var decision = DelegationRules.Decide(message.By, message.Command, now, id, await session.Between(message.By.Id, message.Command.To, now, stop));
        if (decision.Refusal is { } refusal) return new(null, refusal);
        var fact = (AuthorityDelegated)decision.Facts[0];
        var delegation = new StandingDelegation(id, fact.From, fact.To, fact.Office, fact.Until, fact.Reason, now) { Powers = [.. fact.Powers!], RequestHash = message.Key?.RequestHash };
        session.Events.Append(StandingDelegations.Stream(fact.From), fact);
        session.Insert(delegation);
        session.ActAs(message.By);
        return new(delegation);
    }
}

public static class TakeBackHandler
{
    public static async Task<Delegated> Handle(TakeBack message, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var found = await session.LoadAsync<StandingDelegation>(message.Command.DelegationId, stop);
        if (found is null || !StandingDelegations.MaySee(message.By, found)) return new(null, DelegationRules.Unknown.Refusal);
        var decision = DelegationRules.Decide(message.By, found.Right, message.Command.Reason, now);
        if (decision.Refusal is { } refusal) return new(null, refusal);
        var ended = found with { RevokedAt = now };
        session.Events.Append(StandingDelegations.Stream(found.From), decision.Facts[0]);
        session.Update(ended);
        session.ActAs(message.By);
        return new(ended);
    }
}

internal static class StandingDelegations
{
    public static Guid Stream(string from) => Ids.Derive($"delegations/{from}");

    /// <summary>A delegation concerns its two people, and the administrators who look after all of them.</summary>
    public static bool MaySee(Actor by, StandingDelegation d) => by.Id == d.From || by.Id == d.To || by.IsAny(Grants.Of(Deed.RevokeEverywhere).Roles);

    public static async Task<ImmutableArray<Delegation>> To(this IQuerySession session, Actor person, DateTimeOffset now, CancellationToken stop)
    {
        var rights = await session.Query<StandingDelegation>().Where(d => d.To == person.Id && d.Until > now && d.RevokedAt == null).ToListAsync(stop);
        return [.. rights.Select(d => d.Right)];
    }

    /// <summary>What could make a chain of a delegation from one person to another.</summary>
    public static async Task<ImmutableArray<Delegation>> Between(this IQuerySession session, string from, string to, DateTimeOffset now, CancellationToken stop)
    {
        var rights = await session.Query<StandingDelegation>().Where(d => (d.To == from || d.From == to) && d.Until > now && d.RevokedAt == null).ToListAsync(stop);
        return [.. rights.Select(d => d.Right)];
    }
}
