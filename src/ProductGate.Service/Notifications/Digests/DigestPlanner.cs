using Npgsql;
using Wolverine;

namespace ProductGate.Service.Notifications;

/// <summary>Makes sure that digests are planned, whatever became of the plan before: at the start, and every hour.</summary>
internal sealed class DigestPlanner(IServiceScopeFactory scopes, MailOptions mail, ILogger<DigestPlanner> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!mail.IsOn) return;
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1));
        do
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(new PlanDigests());
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or InvalidOperationException)
            {
                log.LogWarning(e, "The digests could not be planned; the next round tries again.");
            }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
