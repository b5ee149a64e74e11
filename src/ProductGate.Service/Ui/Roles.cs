using ProductGate.Domain;

namespace ProductGate.Service.Ui;

internal static class Roles
{
    /// <summary>"the product team cards and compliance".</summary>
    public static string Listed(Actor who, Speech speech) => speech[who.Roles.IsEmpty ? (Phrase)"nobody yet: ask the administrators of your bank's sign-in for a role" : Phrase.List(who.Roles.Select(r => Of(r, who.Teams)))];

    private static Phrase Of(Role role, IEnumerable<string> teams) => role == Role.ProductTeam && teams.Any() ? $"{Words.Of(role)} {string.Join(", ", teams)}" : Words.Of(role);
}
