using System.Diagnostics.Metrics;
using Npgsql;

namespace ProductGate.Service.Audit;

/// <summary>Seals as long as the service runs. Every node tries; whoever holds the lock does it.</summary>
/// <remarks>
/// It looks now and then rather than being told: telling (NOTIFY) would make every append wait for every other one. And it takes together what gathered
/// meanwhile: a step costs the same for one record as for hundreds, and what it costs the commands have to do without.
/// </remarks>
internal sealed partial class Sealer(Sealing sealing, KeyRing keys, LogOptions options, LogHealth health, TimeProvider clock, ILogger<Sealer> log) : BackgroundService
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);
    private static readonly Counter<long> Sealed = LogMeter.Of.CreateCounter<long>("productgate.audit.sealed", "leaves");

    private (DateTimeOffset Oldest, DateTimeOffset Since)? waiting;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Seal) return;
        keys.Begin();
        LogMeter.Of.CreateObservableGauge("productgate.audit.lag", () => sealing.Oldest is { } oldest ? Math.Max(0, (clock.GetUtcNow() - oldest).TotalSeconds) : 0, "s", "Age of the oldest record that is not sealed.");
        using var timer = new PeriodicTimer(Often);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            if (!await Round(stoppingToken)) await Task.Delay(AfterFailure, stoppingToken);
    }

    /// <summary>Whatever goes wrong, it is said and tried again: nothing is half done. False where it did.</summary>
    internal async Task<bool> Round(CancellationToken stop)
    {
        try
        {
            int? leaves;
            do
            {
                leaves = await sealing.Step(stop);
                Sealed.Add(leaves ?? 0);
            }
            while (leaves >= Sealing.AtOnce);
            if (leaves is not null) health.Say(LogTrouble.Broken, null);
            return true;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            if (e is InvalidDataException) health.Say(LogTrouble.Broken, e.Message);
            else if (e is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }) health.Say(LogTrouble.Broken, "The log has rows that were never sealed.");
            Failed(e);
            return false;
        }
        finally
        {
            Patience();
        }
    }

    /// <summary>However it comes about that the same record waits and waits.</summary>
    private void Patience()
    {
        var now = clock.GetUtcNow();
        if (sealing.Oldest is not { } oldest) waiting = null;
        else if (waiting?.Oldest != oldest) waiting = (oldest, now);
        health.Say(LogTrouble.Stalled, waiting is { } since && now - since.Since > Long ? "What was recorded is not sealed: it has waited for minutes." : null);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The audit log could not be sealed just now; it is tried again.")]
    private partial void Failed(Exception e);
}

/// <summary>The figures of the log.</summary>
internal static class LogMeter
{
    public const string Name = "productgate.audit";
    public static readonly Meter Of = new(Name);
}
