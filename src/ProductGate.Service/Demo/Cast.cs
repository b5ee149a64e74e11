using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Demo;

/// <summary>Who plays which part: the demo bank's people by office and by team.</summary>
public sealed class Cast(IReadOnlyList<DemoPerson> people)
{
    public IReadOnlyList<DemoPerson> People => people;

    /// <summary>Somebody of the office. Another turn is another person where there is one; nobody of <paramref name="except"/>.</summary>
    /// <exception cref="GateException">The bank has no such person.</exception>
    public string Of(Role office, int turn = 0, params IEnumerable<string> except) =>
        Pick([.. people.Where(p => p.Roles.Contains(Names.Of(office)) && !except.Contains(p.Id))], turn, $"the role {Names.Of(office)}");

    /// <exception cref="GateException">The team has nobody.</exception>
    public string Member(string team, int turn = 0) =>
        Pick([.. people.Where(p => p.Roles.Contains(Names.Of(Role.ProductTeam)) && p.Teams.Contains(team))], turn, $"team {team}");

    private static string Pick(DemoPerson[] some, int turn, string what) =>
        some.Length > 0 ? some[turn % some.Length].Id : throw new GateException($"The demo bank has no (further) person with {what}. See DemoBank:People in appsettings.Development.json.");
}
