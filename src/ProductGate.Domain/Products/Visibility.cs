namespace ProductGate.Domain;

/// <summary>Whether a person may know of a product at all. Product teams see their own; everybody else in the process sees all.</summary>
public static class Visibility
{
    public static bool MaySee(Actor by, string team) => SeesAll(by) || (by.Is(Role.ProductTeam) && by.Teams.Contains(team));

    public static bool SeesAll(Actor by) => by.Roles.Any(r => r != Role.ProductTeam);
}
