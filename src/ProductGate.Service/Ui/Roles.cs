using ProductGate.Domain;

namespace ProductGate.Service.Ui;

internal static class Roles
{
    /// <summary>"the product team cards and compliance".</summary>
    public static string Listed(Actor who)
    {
        string[] words = [.. who.Roles.Select(r => r == Role.ProductTeam && who.Teams.Length > 0 ? $"{Words.Of(r)} {string.Join(", ", who.Teams)}" : Words.Of(r))];
        return words.Length < 2 ? string.Concat(words) : $"{string.Join(", ", words[..^1])} and {words[^1]}";
    }
}
