using System.Collections.Immutable;
using System.Security.Claims;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Identity;

/// <summary>The one place that makes an <see cref="Actor"/> of an authenticated principal. Unknown roles give nothing.</summary>
internal static class Principals
{
    public const string Subject = "sub";
    public const string Name = "name";
    public const string Roles = "roles";
    public const string Department = "department";
    public const string Teams = "teams";

    public static Actor ToActor(this ClaimsPrincipal principal)
    {
        var id = principal.FindFirstValue(Subject) ?? throw new ProblemException(new(401, "unauthenticated", "Sign in first."));
        return new(id, principal.FindFirstValue(Name) ?? id, [.. All(principal, Roles).Select(Names.RoleOf).OfType<Role>().Distinct()],
            principal.FindFirstValue(Department) ?? "", [.. All(principal, Teams)]);
    }

    private static IEnumerable<string> All(ClaimsPrincipal principal, string type) => principal.FindAll(type).Select(c => c.Value);
}
