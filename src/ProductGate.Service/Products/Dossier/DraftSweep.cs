namespace ProductGate.Service.Products;

/// <summary>Forgets drafts that nobody has gone on with for a season.</summary>
internal sealed class DraftSweep(Drafts drafts, TimeProvider clock, ILogger<DraftSweep> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(6), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await drafts.Sweep(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning(e, "Old drafts could not be removed; the next round tries again.");
            }
    }
}
