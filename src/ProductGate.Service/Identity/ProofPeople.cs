using System.Text.Json;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Identity;

/// <summary>The file for the proof: <c>{"people": [...], "delegations": [...]}</c>.</summary>
internal sealed record ProofPeople(ProofPerson[] People, ProofDelegation[]? Delegations = null)
{
    /// <exception cref="JsonException">The file is not of this form, or names a person twice.</exception>
    public static Staff Read(string file)
    {
        var read = JsonSerializer.Deserialize<ProofPeople>(File.ReadAllText(file), Json.Strict) ?? throw new JsonException("The file is a JSON object.");
        if (read.People.GroupBy(p => p.Id).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new JsonException($"'{twice.Key}' stands there twice.");
        return new([.. read.People.Select(p => p.Actor)], [.. (read.Delegations ?? []).Select(d => d.Delegation)]);
    }

    /// <summary>The demo bank's, from the settings beside the program.</summary>
    public static Staff Demo()
    {
        var settings = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.Development.json").AddEnvironmentVariables().Build();
        var people = settings.GetSection("DemoBank:People").Get<DemoPerson[]>() ?? [];
        return new([.. people.Select(p => new Actor(p.Id, p.Name, [.. p.Roles.Select(Names.RoleOf).OfType<Role>()], p.Department, [.. p.Teams]))], []);
    }
}
