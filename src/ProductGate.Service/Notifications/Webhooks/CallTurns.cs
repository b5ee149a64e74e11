using System.Threading.RateLimiting;
using Wolverine;

namespace ProductGate.Service.Notifications;

/// <summary>One receiver has half of the calls under way at most: however slowly it answers, the others are not held up.</summary>
public sealed class CallTurns(DeliveryTimes times) : IDisposable
{
    /// <summary>How long a call waits for a turn. At a receiver that answers it comes sooner; at one that does not, waiting would hold up the others after all.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>When a call whose turn did not come asks again: spread, so that those which wait do not come at once.</summary>
    private static readonly (int From, int To) Seconds = (3, 10);

    private readonly PartitionedRateLimiter<Guid> turns = PartitionedRateLimiter.Create<Guid, Guid>(webhook =>
        RateLimitPartition.GetConcurrencyLimiter(webhook, _ => new() { PermitLimit = Math.Max(1, times.Calls / 2), QueueLimit = int.MaxValue }));

    /// <summary>Makes the call when it is the receiver's turn; otherwise the message, as it is, comes again later, and no attempt was made.</summary>
    public async Task<OutgoingMessages> Take<T>(Guid webhook, T message, Func<Task> call, CancellationToken stop)
        where T : notnull
    {
        var messages = new OutgoingMessages();
        using var turn = await Turn(webhook, stop);
        if (turn is not null) await call();
        else messages.Delay(message, TimeSpan.FromSeconds(Random.Shared.Next(Seconds.From, Seconds.To)));
        return messages;
    }

    private async Task<RateLimitLease?> Turn(Guid webhook, CancellationToken stop)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop);
        waiting.CancelAfter(Patience);
        try
        {
            return await turns.AcquireAsync(webhook, cancellationToken: waiting.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => turns.Dispose();
}
