using System.Threading.RateLimiting;
using Wolverine;

namespace ProductGate.Service.Notifications;

/// <summary>One receiver has half of the calls under way at most: however slowly it answers, the others are not held up.</summary>
public sealed class CallTurns(DeliveryTimes times) : IDisposable
{
    /// <summary>When a call whose receiver had no turn left asks again: spread, so that those which wait do not come at once.</summary>
    private static readonly (int From, int To) Seconds = (3, 10);

    private readonly PartitionedRateLimiter<Guid> turns = PartitionedRateLimiter.Create<Guid, Guid>(webhook =>
        RateLimitPartition.GetConcurrencyLimiter(webhook, _ => new() { PermitLimit = Math.Max(1, times.Calls / 2), QueueLimit = 0 }));

    /// <summary>Makes the call if it is the receiver's turn; otherwise the message, as it is, comes again later, and no attempt was made.</summary>
    public async Task<OutgoingMessages> Take<T>(Guid webhook, T message, Func<Task> call)
        where T : notnull
    {
        using var turn = turns.AttemptAcquire(webhook);
        var messages = new OutgoingMessages();
        if (turn.IsAcquired) await call();
        else messages.Delay(message, TimeSpan.FromSeconds(Random.Shared.Next(Seconds.From, Seconds.To)));
        return messages;
    }

    public void Dispose() => turns.Dispose();
}
