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
