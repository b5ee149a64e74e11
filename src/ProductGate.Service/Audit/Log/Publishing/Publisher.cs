using Npgsql;

namespace ProductGate.Service.Audit;

/// <summary>Publishes the newest checkpoint every few seconds while there are new ones.</summary>
internal sealed partial class Publisher(NpgsqlDataSource database, Publication publication, LogOptions options, ILogger<Publisher> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Publish);
        do await Round(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Round(CancellationToken stop)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(stop);
            await publication.Publish(connection, stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            Failed(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The newest checkpoint could not be published just now; it is tried again.")]
    private partial void Failed(Exception e);
}
