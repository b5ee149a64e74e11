using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>One line of the table of authority.</summary>
public sealed record Grant(Deed Deed, Reach Reach, ImmutableArray<Role> Roles)
{
    /// <summary>The command that does it, where there is one.</summary>
    public Type? Command { get; init; }

    public Assigned Assigned { get; init; }

    /// <summary>It judges the product: not for whoever made it or stepped aside from it (R5).</summary>
    public bool Judges { get; init; }

    /// <summary>A machine with the role may do it. All else needs a person, who answers for it.</summary>
    public bool ByMachines { get; init; }

    /// <summary>The power with which somebody else may do it for the office.</summary>
    public Power? Lent { get; init; }

    /// <summary>Whoever it concerns in person may do it too: a delegation is taken back by whoever gave it.</summary>
    public bool InPerson { get; init; }
}
