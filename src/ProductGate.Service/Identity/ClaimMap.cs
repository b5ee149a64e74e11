using System.Security.Claims;
using System.Text;
using ProductGate.Domain;
using ProductGate.Service.Door;
using Claim = System.Security.Claims.Claim;

namespace ProductGate.Service.Identity;

/// <summary>The one place that reads what a provider says about who acts. What comes out has our names only, and roles of ours only.</summary>
internal sealed class ClaimMap
{
    private const int MostTeams = 100;
    private readonly SignInOptions options;
    private readonly Dictionary<string, Role[]> people;
    private readonly Dictionary<string, Role[]> machines;

    /// <exception cref="InvalidOperationException">A role of the configuration does not exist.</exception>
    public ClaimMap(SignInOptions options)
    {
        this.options = options;
        machines = ByValue(Configured(options.Machines.RoleNames));
        var named = Configured(options.RoleNames);
        people = ByValue(named.Concat(Enum.GetValues<Role>().Except(named.Select(n => n.Role)).Select(r => (r, Names.Of(r)))));
    }

    /// <summary>Null when the subject cannot be somebody: absent, too long, with odd characters, what looks like wrapped in JSON, or the name of the service itself.</summary>
    public ClaimsPrincipal? Read(IReadOnlyCollection<Claim> claims, string scheme)
    {
        if (ClaimPath.One(claims, options.Claims.Subject) is not { } id || !IsUsable(id) || id[0] is '[' or '{') return null;
        var isMachine = IsMachine(claims);
        var roles = isMachine
            ? ClaimPath.Find(claims, options.Machines.Scopes).SelectMany(s => s.Split(' ')).SelectMany(s => machines.GetValueOrDefault(s, []))
            : ClaimPath.Find(claims, options.Claims.Roles).SelectMany(r => people.GetValueOrDefault(r, []));
        var teams = isMachine ? [] : ClaimPath.Find(claims, options.Claims.Teams).Where(IsUsable).Distinct().Take(MostTeams);
        return Principals.Of(new(id, Text(claims, options.Claims.Name) ?? id, [.. roles.Distinct()], Text(claims, options.Claims.Department) ?? "", [.. teams], isMachine ? ActorKind.Machine : ActorKind.Person), scheme);
    }

    /// <remarks>In doubt a machine: it may do less.</remarks>
    private bool IsMachine(IReadOnlyCollection<Claim> claims)
    {
        var subjects = claims.Where(c => c.Type == Principals.Subject).Select(c => c.Value);
        return claims.Any(c => c.Type is "client_id" or "azp" && subjects.Contains(c.Value))
            || options.Machines.When.Any(w => ClaimPath.Find(claims, w.Key).Any(value => w.Value is "*" || w.Value == value));
    }

    private static bool IsUsable(string id) => id.Length is > 0 and <= Limits.Name && id.Trim() == id && !id.Any(char.IsControl) && HttpJson.Problem(id) is null && !HasHalf(id) && id != Actor.System.Id;

    /// <summary>Half a character, which no database keeps and every encoding replaces: two ids could become one.</summary>
    private static bool HasHalf(string text) => text.EnumerateRunes().Contains(Rune.ReplacementChar);

    /// <summary>A text for people; null rather than one that would deceive a reader.</summary>
    private static string? Text(IReadOnlyCollection<Claim> claims, string path) =>
        ClaimPath.One(claims, path) is { Length: <= Limits.Name } text && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl) && HttpJson.Problem(text) is null && !HasHalf(text) ? text : null;

    private static List<(Role Role, string Value)> Configured(Dictionary<string, string[]> names) =>
        [.. names.SelectMany(n => n.Value.Select(value => (Names.RoleOf(n.Key) ?? throw new InvalidOperationException($"SignIn: '{n.Key}' in RoleNames is no role of ProductGate."), value)))];

    private static Dictionary<string, Role[]> ByValue(IEnumerable<(Role Role, string Value)> names) => names.GroupBy(n => n.Value, n => n.Role).ToDictionary(g => g.Key, g => g.ToArray());
}
