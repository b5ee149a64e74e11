using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ProductGate.Service.Audit;

/// <summary>What may be wrong with the log, the worst first.</summary>
internal enum LogTrouble
{
    /// <summary>What is sealed is not what it was.</summary>
    Diverged,

    /// <summary>The database's log did not grow out of what was published.</summary>
    Forked,

    /// <summary>Rows are missing or changed, so that nothing more is sealed.</summary>
    Broken,

    /// <summary>Nothing is sealed, for want of a key.</summary>
    Unsigned,

    /// <summary>What was appended has waited for long.</summary>
    Stalled,

    /// <summary>The place for checkpoints cannot be written to.</summary>
    Unpublished,
}

/// <summary>What keeps the log from proving itself, for the health of the service, which goes on all the same.</summary>
internal sealed partial class LogHealth(ILogger<LogHealth> log) : IHealthCheck
{
    private readonly ConcurrentDictionary<LogTrouble, string> troubles = new();

    /// <summary>The worst; null while all is well.</summary>
    public string? Trouble => troubles.OrderBy(t => t.Key).Select(t => t.Value).FirstOrDefault();

    /// <summary>What the log itself was found to be, and not only what it lacks; null while it holds.</summary>
    public string? Damage => troubles.Where(t => t.Key <= LogTrouble.Broken).OrderBy(t => t.Key).Select(t => t.Value).FirstOrDefault();

    /// <param name="what">Null where it is over.</param>
    public void Say(LogTrouble kind, string? what)
    {
        if (what is null) troubles.TryRemove(kind, out _);
        else if (!troubles.TryGetValue(kind, out var said) || said != what)
        {
            troubles[kind] = what;
            Troubled(kind, what);
        }
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Trouble is { } trouble ? HealthCheckResult.Degraded(trouble) : HealthCheckResult.Healthy());

    [LoggerMessage(Level = LogLevel.Error, Message = "The audit log is in trouble ({Kind}): {What}")]
    private partial void Troubled(LogTrouble kind, string what);
}
