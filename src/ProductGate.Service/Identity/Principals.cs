using System.Security.Claims;
using ProductGate.Domain;
using ProductGate.Service.Door;
using Claim = System.Security.Claims.Claim;

namespace ProductGate.Service.Identity;

/// <summary>An <see cref="Actor"/> as the principal of a request, and back. Every way to sign in ends in <see cref="Of"/>.</summary>
internal static class Principals
{
    public const string Subject = "sub";
    public const string Name = "name";
    public const string Roles = "roles";
    public const string Department = "department";
    public const string Teams = "teams";
    private const string Kind = "kind";

    public static ClaimsPrincipal Of(Actor actor, string scheme) => new(new ClaimsIdentity(
        [
            new(Subject, actor.Id), new(Name, actor.Name), new(Department, actor.Department), new(Kind, actor.Kind.ToString()),
            .. actor.Roles.Select(r => new Claim(Roles, Names.Of(r))), .. actor.Teams.Select(t => new Claim(Teams, t)),
        ],
        scheme, Name, Roles));

    public static Actor ToActor(this ClaimsPrincipal principal)
    {
        var id = principal.FindFirstValue(Subject) ?? throw new ProblemException(new(401, "unauthenticated", "Sign in first."));
        return new(id, principal.FindFirstValue(Name) ?? id, [.. All(principal, Roles).Select(Names.RoleOf).OfType<Role>()],
            principal.FindFirstValue(Department) ?? "", [.. All(principal, Teams)], Enum.Parse<ActorKind>(principal.FindFirstValue(Kind)!));
    }

    private static IEnumerable<string> All(ClaimsPrincipal principal, string type) => principal.FindAll(type).Select(c => c.Value);
}
