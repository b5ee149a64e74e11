using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>What one person of a group does on the way to the launch.</summary>
public sealed record Part(string Person, string Does);

/// <summary>The people of a bank, and the powers that some have passed on to others.</summary>
public sealed record Staff(ImmutableArray<Actor> People, ImmutableArray<Delegation> Delegations);

/// <summary>A group of people who could take a product from its declaration to its launch with nobody else's help.</summary>
public sealed record SmallestGroup(ImmutableArray<Part> Parts)
{
    public int Size => Parts.Select(p => p.Person).Distinct().Count();
}

/// <summary>The smallest groups for products of one kind.</summary>
/// <param name="InTime">While every office signs in time; null where nobody can launch such a product at all.</param>
/// <param name="Waiting">Where the group may let deadlines pass until an overdue signature has climbed to somebody of theirs (R15).</param>
public sealed record GroupsFor(ImmutableArray<string> Categories, ImmutableArray<RiskGrade> Grades, SmallestGroup? InTime, SmallestGroup? Waiting);
