using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>A fact as the log has it.</summary>
internal sealed record Recorded(FactLeaf Leaf, IFact Fact)
{
    /// <summary>When it was decided: what the fact says, else when it was recorded.</summary>
    public DateTimeOffset? At => Leaf.Data.TryGetProperty("at", out var at) && at.TryGetDateTimeOffset(out var moment) ? moment : LogTime.Read(Leaf.At);

    /// <summary>How far the two times that are known of it lie apart.</summary>
    public TimeSpan Lag => At is { } at && LogTime.Read(Leaf.At) is { } recorded ? (recorded - at).Duration() : TimeSpan.Zero;

    /// <summary>For whom the actor acted, as the fact says.</summary>
    public string? OnBehalfOf => Leaf.Data.TryGetProperty("onBehalfOf", out var principal) ? principal.GetString() : null;

    public bool KeepsRoles => Leaf.Actor.Roles is not null || IsSystem;

    public string Name => $"fact {Leaf.Version} ({Leaf.Type}, by {Leaf.Actor.Name ?? Leaf.Actor.Id})";

    private bool IsSystem => Leaf.Actor.Kind == ActorKind.System || (Leaf.Actor.Kind is null && Leaf.Actor.Id == Actor.System.Id);

    /// <summary>Who acted. Where an old event kept no roles, whoever that person may have been; where it kept no teams, a member of the product's.</summary>
    public IEnumerable<Actor> Actors(string team)
    {
        if (IsSystem) return [Actor.System];
        var (who, roles) = (Leaf.Actor, Leaf.Actor.Roles);
        return (roles is null ? Enum.GetValues<Role>().Select(r => new[] { r }) : [roles])
            .Select(r => new Actor(who.Id, who.Name ?? who.Id, [.. r], "", [.. who.Teams ?? [team]], who.Kind ?? ActorKind.Person));
    }

    /// <summary>Whether the rules gave this fact. What earlier releases did not keep is not asked of their facts.</summary>
    public bool Is(IFact given) => StoredFacts.Write(AsOld(given)).Text == StoredFacts.Write(Fact).Text;

    private IFact AsOld(IFact given) => (given, Fact) switch
    {
        (SignOffGiven g, SignOffGiven { View: null }) => g with { View = null },
        (AuthorityDelegated g, AuthorityDelegated { Powers: null } f) => g with { Powers = null, DelegationId = f.DelegationId is null ? null : g.DelegationId },
        // The log keeps no departments of people.
        (OpinionRaised g, OpinionRaised f) => g with { Branch = f.Branch },
        _ => given,
    };
}
