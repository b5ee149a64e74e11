namespace ProductGate.Service.Notifications;

/// <summary>Section <c>Delivery</c> of the configuration: how stubbornly notices are delivered.</summary>
public sealed class DeliveryTimes
{
    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Attempts at once after the first.</summary>
    public int Retries { get; set; } = 2;

    /// <summary>Before the first of them; doubled for each further one, and spread.</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a target is left alone after most of its recent calls failed.</summary>
    public TimeSpan Break { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>When it is tried again after all of that failed, in minutes and hours; after the last of them it is a dead letter.</summary>
    public TimeSpan[] Later { get; set; } = [];

    /// <summary>How long a target fails before administrators are told and health says so.</summary>
    public TimeSpan TellAfter { get; set; } = TimeSpan.FromMinutes(10);

    private static readonly double[] UsualMinutes = [0.25, 1, 5, 15, 60, 180, 480];

    public TimeSpan[] Schedule => Later is [] ? [.. UsualMinutes.Select(TimeSpan.FromMinutes)] : Later;

    internal static DeliveryTimes Of(IConfiguration configuration) => configuration.GetSection("Delivery").Get<DeliveryTimes>() ?? new();
}
