namespace ProductGate.Service.Identity;

/// <summary>Forgets sessions whose time is over.</summary>
internal sealed class SessionSweep(IServiceProvider services, TimeProvider clock, ILogger<SessionSweep> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await services.GetRequiredService<Sessions>().Sweep(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning(e, "Old sessions could not be removed; the next round tries again.");
            }
    }
}
