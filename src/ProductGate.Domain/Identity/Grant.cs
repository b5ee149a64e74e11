using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>Whom a deed is open to before roles are asked.</summary>
public enum Reach
{
    /// <summary>Everybody who is signed in; each sees what is theirs.</summary>
    SignedIn,

    /// <summary>Everybody with one of the roles.</summary>
    Roles,

    /// <summary>As <see cref="Roles"/>, and a product team member only for a team of their own.</summary>
    Team,

    /// <summary>On a product: it does not exist for people who may not see it, and a product team member has to be of the owning team.</summary>
    Product,
}

/// <summary>Which offices a deed is for beyond those that the table names.</summary>
public enum Assigned
{
    Nobody,

    /// <summary>Who may write the section, by the policy.</summary>
    Editors,

    /// <summary>Whose signature the policy asks for at the stage.</summary>
    Signers,

    /// <summary>Who may raise opinions, by the policy.</summary>
    OpinionOffices,

    /// <summary>The office that raised the opinion.</summary>
    Raiser,

    /// <summary>The office that set the condition.</summary>
    Setter,

    /// <summary>The office whose powers they are.</summary>
    Holder,
}

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
