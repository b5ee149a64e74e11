namespace ProductGate.Service.Identity;

/// <summary>Section <c>SignIn</c> of the configuration; README.md beside this file says what to write for which provider.</summary>
internal sealed class SignInOptions
{
    /// <summary>The issuer's address; its discovery document tells the rest. Empty only in Development, for the demo sign-in.</summary>
    public string Authority { get; set; } = "";

    public string ClientId { get; set; } = "";
    public string ClientSecret { get; set; } = "";

    /// <summary>Whom a bearer token must be made for.</summary>
    public string Audience { get; set; } = "";

    /// <summary>What the browser's sign-in asks the provider for, separated by spaces.</summary>
    public string Scopes { get; set; } = "openid profile";

    public ClaimPaths Claims { get; set; } = new();

    /// <summary>Our role and the provider's values for it. A role that does not stand here goes by its own name.</summary>
    public Dictionary<string, string[]> RoleNames { get; set; } = [];

    public MachineOptions Machines { get; set; } = new();

    public SessionOptions Session { get; set; } = new();
}

/// <summary>Where the provider says what; a dot leads into nested JSON, such as <c>realm_access.roles</c>.</summary>
internal sealed class ClaimPaths
{
    public string Subject { get; set; } = Principals.Subject;
    public string Name { get; set; } = Principals.Name;
    public string Roles { get; set; } = Principals.Roles;
    public string Department { get; set; } = Principals.Department;
    public string Teams { get; set; } = Principals.Teams;
}

/// <summary>How a program with credentials of its own is told from a person, and what it may do.</summary>
internal sealed class MachineOptions
{
    /// <summary>Claims that only a program's token has, each with the value it has there, or * for any.</summary>
    /// <remarks>A token whose subject is its own client is a program's without being listed.</remarks>
    public Dictionary<string, string> When { get; set; } = [];

    /// <summary>The claim with a program's scopes, separated by spaces or as a list.</summary>
    public string Scopes { get; set; } = "scope";

    /// <summary>Our role and the scopes that give it. A scope that does not stand here gives nothing.</summary>
    public Dictionary<string, string[]> RoleNames { get; set; } = [];
}

/// <summary>How long a browser stays signed in.</summary>
internal sealed class SessionOptions
{
    /// <summary>Without a request; every request starts it anew.</summary>
    public TimeSpan Idle { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>In all, whatever happens.</summary>
    public TimeSpan Longest { get; set; } = TimeSpan.FromHours(10);
}
