using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Identity;

/// <summary>A person of the demo bank, from configuration.</summary>
public sealed class DemoPerson
{
    public string Id { get; set; } = "";
    public string Name { get; set; } = "";
    public string[] Roles { get; set; } = [];
    public string Department { get; set; } = "";
    public string[] Teams { get; set; } = [];

    /// <exception cref="InvalidOperationException">A role does not exist.</exception>
    internal Actor Actor() => new(Id, Name, [.. Roles.Select(r => Names.RoleOf(r) ?? throw new InvalidOperationException($"DemoBank:People: {Id} has the role '{r}', which does not exist."))], Department, [.. Teams]);
}
