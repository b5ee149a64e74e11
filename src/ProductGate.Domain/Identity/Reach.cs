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
