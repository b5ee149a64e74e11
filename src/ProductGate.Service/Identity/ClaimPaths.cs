namespace ProductGate.Service.Identity;

/// <summary>Where the provider says what; in the roles and teams a dot leads into nested JSON, such as <c>realm_access.roles</c>.</summary>
internal sealed class ClaimPaths
{
    public string Subject { get; set; } = Principals.Subject;
    public string Name { get; set; } = Principals.Name;
    public string Roles { get; set; } = Principals.Roles;
    public string Department { get; set; } = Principals.Department;
    public string Teams { get; set; } = Principals.Teams;
}
