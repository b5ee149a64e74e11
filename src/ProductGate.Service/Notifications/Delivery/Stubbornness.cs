using Polly;
using Polly.CircuitBreaker;
using Polly.Registry;
using Polly.Retry;

namespace ProductGate.Service.Notifications;

/// <summary>For each target a time limit, attempts with growing pauses, and a breaker: a target that is down is not hammered, and does not hold up others.</summary>
/// <remarks>By the machine's clock, as the sockets below and the message scheduling above it are.</remarks>
public sealed class Stubbornness(DeliveryTimes options) : IDisposable
{
    private readonly ResiliencePipelineRegistry<string> pipelines = new();

    /// <exception cref="DeliveryFailedException">All attempts failed.</exception>
    /// <exception cref="DeliveryRefusedException">The other side will never take it.</exception>
    public async Task Try(string target, Func<CancellationToken, Task> send, CancellationToken stop)
    {
        var pipeline = pipelines.GetOrAddPipeline(target, Build);
        try
        {
            await pipeline.ExecuteAsync(async token => await send(token), stop);
        }
        catch (Exception e) when (e is not DeliveryRefusedException)
        {
            throw new DeliveryFailedException(e is BrokenCircuitException ? "The target has failed again and again and is left alone for a moment." : e.Message, e);
        }
    }

    public void Dispose() => pipelines.Dispose();

    private void Build(ResiliencePipelineBuilder builder)
    {
        if (options.Retries > 0)
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries, Delay = options.Pause, BackoffType = DelayBackoffType.Exponential, UseJitter = true,
                ShouldHandle = new PredicateBuilder().Handle<Exception>(e => e is not (DeliveryRefusedException or BrokenCircuitException or OperationCanceledException)),
            });
        builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            MinimumThroughput = 6, FailureRatio = 0.8, SamplingDuration = TimeSpan.FromSeconds(30), BreakDuration = options.Break,
            ShouldHandle = new PredicateBuilder().Handle<Exception>(e => e is not (DeliveryRefusedException or OperationCanceledException)),
        });
        builder.AddTimeout(options.Timeout);
    }
}
