using System.Text.Json;

namespace ProductGate.Domain;

/// <summary>A fact as the log has it.</summary>
internal sealed record Recorded(FactLeaf Leaf, IFact Fact)
{
    private string? text;

    /// <summary>When it was decided: what the fact says, else when it was recorded.</summary>
    public DateTimeOffset? At => Leaf.Data.TryGetProperty("at", out var at) && at.ValueKind == JsonValueKind.String && at.TryGetDateTimeOffset(out var moment) ? moment : LogTime.Read(Leaf.At);

    /// <summary>For whom the actor acted, as the fact says.</summary>
    public string? OnBehalfOf => Leaf.Data.TryGetProperty("onBehalfOf", out var principal) && principal.ValueKind == JsonValueKind.String ? principal.GetString() : null;

    public bool KeepsRoles => Leaf.Actor is { Kind: not null, Roles: not null };

    public string Name => $"fact {Leaf.Version} ({Leaf.Type}, by {Leaf.Actor.Name ?? Leaf.Actor.Id})";

    private bool IsSystem => Leaf.Actor.Kind == ActorKind.System || (Leaf.Actor.Kind is null && Leaf.Actor.Id == Actor.System.Id);

    /// <summary>Who acted. Where an old event kept no roles, whoever that person may have been; where none of them kept teams yet, a member of the product's.</summary>
    public IEnumerable<Actor> Actors(string team, Keeping kept)
    {
        if (IsSystem) return [Actor.System];
        var (who, roles) = (Leaf.Actor, Leaf.Actor.Roles);
        return (roles is null ? Enum.GetValues<Role>().Select(r => new[] { r }) : [roles])
            .Select(r => new Actor(who.Id, who.Name ?? who.Id, [.. r], "", [.. who.Teams ?? (kept.Teams ? [] : [team])], who.Kind ?? ActorKind.Person));
    }

    /// <summary>Whether the rules gave this fact. What earlier releases did not keep is not asked of their facts.</summary>
    public bool Is(IFact given, Keeping kept) => StoredFacts.Write(AsOld(given, kept)).Text == (text ??= StoredFacts.Write(Fact).Text);

    private IFact AsOld(IFact given, Keeping kept) => (given, Fact) switch
    {
        (SignOffGiven g, SignOffGiven { View: null }) when !kept.Views => g with { View = null },
        (AuthorityDelegated g, AuthorityDelegated { Powers: null } f) when !kept.Powers => g with { Powers = null, DelegationId = f.DelegationId is null ? null : g.DelegationId },
        // The log keeps no departments of people.
        (OpinionRaised g, OpinionRaised f) => g with { Branch = f.Branch },
        _ => given,
    };
}
