using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>Who acts. Built from the authenticated principal or, for a timer, from <see cref="System"/>; never from a request body.</summary>
/// <param name="Id">The stable subject identifier of the identity provider.</param>
/// <param name="Name">The display name at the time of acting.</param>
/// <param name="Teams">The product teams the person belongs to.</param>
public sealed record Actor(string Id, string Name, ImmutableArray<Role> Roles, string Department, ImmutableArray<string> Teams, ActorKind Kind = ActorKind.Person)
{
    /// <summary>The service itself: timers that find a deadline missed.</summary>
    public static readonly Actor System = new("system", "ProductGate", [], "", [], ActorKind.System);

    public bool IsSystem => Kind == ActorKind.System;

    public bool Is(Role role) => Roles.Contains(role);

    public bool IsAny(IEnumerable<Role> roles) => roles.Any(Is);

    /// <summary>True for a product team member of the team that owns the product.</summary>
    public bool IsTeamOf(Product product) => Is(Role.ProductTeam) && Teams.Contains(product.Team);

    /// <summary>True when the person speaks for an office: by role, or as its head.</summary>
    public bool SpeaksFor(Role office) => Is(office) || (office == Role.ProtectionOffice && Is(Role.ProtectionHead));
}
