using System.Text.Json;
using ProductGate.Domain;

namespace ProductGate.Service.Door;

/// <summary>Roles as they are written outside: <c>protection-office</c>.</summary>
public static class Names
{
    private static readonly Dictionary<string, Role> Roles = Enum.GetValues<Role>().ToDictionary(Of);

    public static string Of(Role role) => JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString());

    /// <summary>Null for a word that names no role.</summary>
    public static Role? RoleOf(string name) => Roles.TryGetValue(name, out var role) ? role : null;
}
