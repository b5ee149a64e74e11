using System.Diagnostics.Metrics;
using Npgsql;

namespace ProductGate.Service.Audit;

/// <summary>Seals as long as the service runs. Every node tries; whoever holds the lock does it.</summary>
/// <remarks>It looks five times a second rather than being told: telling (NOTIFY) would make every append wait for every other one.</remarks>
internal sealed partial class Sealer(Sealing sealing, KeyRing keys, LogOptions options, LogHealth health, ILogger<Sealer> log) : BackgroundService
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(200);
    private static readonly Counter<long> Sealed = LogMeter.Of.CreateCounter<long>("productgate.audit.sealed", "leaves");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Seal) return;
        keys.Begin();
        using var timer = new PeriodicTimer(Often);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await Round(stoppingToken);
    }

    private async Task Round(CancellationToken stop)
    {
        try
        {
            while (await sealing.Step(stop) is > 0 and var leaves) Sealed.Add(leaves);
            health.Say(LogTrouble.Broken, null);
        }
        catch (InvalidDataException e)
        {
            health.Say(LogTrouble.Broken, e.Message);
            Failed(e);
        }
        catch (Exception e) when (e is NpgsqlException or IOException or InvalidOperationException or TimeoutException && !stop.IsCancellationRequested)
        {
            // The database may be away; nothing is half done.
            Failed(e);
        }
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
