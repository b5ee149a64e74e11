namespace ProductGate.Domain;

/// <summary>What the events of a history keep. Earlier releases kept less; but what was kept once is kept from then on, and an event without it was not written by the service.</summary>
internal sealed record Keeping(bool Roles, bool Teams, bool Views, bool Powers)
{
    public static readonly Keeping Nothing = new(false, false, false, false);

    public Keeping After(Recorded fact) => new(
        Roles || fact.KeepsRoles, Teams || fact.Leaf.Actor.Teams is not null, Views || fact.Fact is SignOffGiven { View: not null }, Powers || fact.Fact is AuthorityDelegated { Powers: not null });
}
