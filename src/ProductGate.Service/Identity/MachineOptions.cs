namespace ProductGate.Service.Identity;

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
