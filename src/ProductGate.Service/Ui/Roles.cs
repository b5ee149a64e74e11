using ProductGate.Domain;

namespace ProductGate.Service.Ui;

internal static class Roles
{
    /// <summary>"the product team cards and compliance".</summary>
    public static string Listed(Actor who, Speech speech) => who.Roles.IsEmpty
        ? speech["nobody yet: ask the administrators of your bank's sign-in for a role"]
        : speech[Phrase.List(who.Roles.Select(r => r == Role.ProductTeam && who.Teams.Length > 0 ? (Phrase)$"{(Phrase)Words.Of(r)} {string.Join(", ", who.Teams)}" : Words.Of(r)))];
}
