namespace ProductGate.Service.Identity;

/// <summary>How long a browser stays signed in.</summary>
internal sealed class SessionOptions
{
    /// <summary>Without a request; every request starts it anew.</summary>
    public TimeSpan Idle { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>In all, whatever happens.</summary>
    public TimeSpan Longest { get; set; } = TimeSpan.FromHours(10);
}
