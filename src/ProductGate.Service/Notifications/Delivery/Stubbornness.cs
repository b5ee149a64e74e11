using System.Security.Authentication;
using Polly;
using Polly.CircuitBreaker;
using Polly.Registry;
using Polly.Retry;
using Polly.Timeout;

namespace ProductGate.Service.Notifications;

/// <summary>For each target attempts with growing pauses, and a breaker: a target that is down is not hammered, and does not hold up others.</summary>
/// <param name="clock">The machine's own, as that of the sockets below and of the message scheduling above it.</param>
public sealed class Stubbornness(DeliveryTimes options, TimeProvider clock) : IDisposable
{
    private readonly ResiliencePipelineRegistry<string> pipelines = new();

    /// <exception cref="DeliveryFailedException">All attempts failed.</exception>
    /// <exception cref="DeliveryRefusedException">The other side will never take it.</exception>
    /// <exception cref="DeliveryUncertainException">Nobody knows whether the other side has it.</exception>
    public async Task Try(string target, Func<CancellationToken, Task> send, CancellationToken stop)
    {
        var pipeline = pipelines.GetOrAddPipeline(target, builder => Build(builder, target));
        try
        {
            await pipeline.ExecuteAsync(async token => await send(token), stop);
        }
        catch (Exception e) when (e is not (DeliveryRefusedException or DeliveryUncertainException))
        {
            throw new DeliveryFailedException(Reason(e), e);
        }
    }

    public void Dispose() => pipelines.Dispose();

    /// <summary>What somebody who reads it can mend: the cause, not that it was wrapped.</summary>
    private static string Reason(Exception e) => e switch
    {
        BrokenCircuitException { InnerException: { } last } => $"The target is left alone for a moment, for it failed again and again: {Reason(last)}",
        TimeoutRejectedException late => $"No answer within {late.Timeout.TotalSeconds:0} seconds.",
        HttpRequestException { InnerException: AuthenticationException wrong } => $"The receiver's certificate is not to be trusted. {MailAddress.OneLine(wrong.Message)}",
        _ => MailAddress.OneLine(e.Message, 500),
    };

    private void Build(ResiliencePipelineBuilder builder, string target)
    {
        builder.TimeProvider = clock;
        if (options.Retries > 0)
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries, Delay = options.Pause, BackoffType = DelayBackoffType.Exponential, UseJitter = true,
                ShouldHandle = new PredicateBuilder().Handle<Exception>(e => e is not (DeliveryRefusedException or DeliveryUncertainException or BrokenCircuitException or OperationCanceledException)),
            });
        builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            MinimumThroughput = 6, FailureRatio = 0.8, SamplingDuration = TimeSpan.FromSeconds(30), BreakDuration = options.Break,
            ShouldHandle = new PredicateBuilder().Handle<Exception>(e => e is not (DeliveryRefusedException or OperationCanceledException)),
        });
        // Each step of a letter has a limit of its own (Postman): only there it is known whether the text has gone out.
        if (target != DeliveryKey.Mail) builder.AddTimeout(options.Timeout);
    }
}
