namespace ProductGate.Service.Notifications;

/// <summary>Section <c>Delivery</c> of the configuration: how stubbornly notices are delivered, and how many at once.</summary>
public sealed class DeliveryTimes
{
    /// <summary>How long one call may take, or one step of a letter before its text.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a mail server may take to read a letter's text and to answer. It often looks for malice meanwhile; whoever gives up on it sends a copy.</summary>
    public TimeSpan Answer { get; set; } = TimeSpan.FromMinutes(5);

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

    /// <summary>Letters under way at once, each over a connection of its own; as many connections to the database are held meanwhile.</summary>
    public int Mails { get; set; } = 4;

    /// <summary>Webhooks called at once.</summary>
    public int Calls { get; set; } = 8;

    /// <summary>How long it is remembered what was delivered.</summary>
    public TimeSpan Keep { get; set; } = TimeSpan.FromDays(90);

    private static readonly TimeSpan Least = TimeSpan.FromDays(7);
    private const int StepsOfALetter = 5;
    private static readonly double[] UsualMinutes = [0.25, 1, 5, 15, 60, 180, 480];

    public TimeSpan[] Schedule => Later is [] ? [.. UsualMinutes.Select(TimeSpan.FromMinutes)] : Later;

    /// <summary>Longer than all attempts of one handling take, each with its few steps: if this runs out, something hangs that has no limit of its own.</summary>
    public TimeSpan Handling => ((Retries + 1) * StepsOfALetter * Timeout) + (Pause * Math.Pow(2, Retries + 1)) + Answer + TimeSpan.FromMinutes(1);

    /// <exception cref="InvalidOperationException">A delivery could be forgotten while it is still tried, and come again.</exception>
    internal static DeliveryTimes Of(IConfiguration configuration)
    {
        var times = configuration.GetSection("Delivery").Get<DeliveryTimes>() ?? new();
        if (times.Keep < Least) throw new InvalidOperationException($"Delivery:Keep must be {Least.TotalDays:0} days or more.");
        if (times.Keep < 2 * TimeSpan.FromTicks(times.Schedule.Sum(t => t.Ticks))) throw new InvalidOperationException("Delivery:Keep must be twice as long as Delivery:Later takes, or longer.");
        if (times.Mails < 1 || times.Calls < 1) throw new InvalidOperationException("Delivery:Mails and Delivery:Calls must be 1 or more.");
        return times;
    }
}
