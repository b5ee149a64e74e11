using Npgsql;
using ProductGate.Service.Ops;

namespace ProductGate.Service.Notifications;

/// <summary>Forgets what was delivered long ago: no message for it can still be under way. What was not delivered stays.</summary>
internal sealed class DeliverySweep(NpgsqlDataSource database, DeliveryTimes times, TimeProvider clock, ILogger<DeliverySweep> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await database.Execute($"delete from {ChannelTables.Deliveries} where state = '{Deliveries.Delivered}' and delivered_at < $1", stoppingToken, clock.GetUtcNow() - times.Keep);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning(e, "Old deliveries could not be forgotten; the next round tries again.");
            }
    }
}
