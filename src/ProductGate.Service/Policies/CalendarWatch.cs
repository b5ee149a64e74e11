using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ProductGate.Service.Policies;

/// <summary>Warns in the log and in the health of the service before the calendar in force ends: after its last day only weekends are known.</summary>
internal sealed partial class CalendarWatch(PolicyShelf policies, TimeProvider clock, ILogger<CalendarWatch> log) : BackgroundService, IHealthCheck
{
    private const int WarningDays = 60;
    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Warning() is { } warning ? HealthCheckResult.Degraded(warning) : HealthCheckResult.Healthy());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Daily, clock);
        do
            if (Warning() is { } warning) Ends(warning);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Null while the calendar is known for longer, or for ever.</summary>
    private string? Warning()
    {
        var calendar = policies.InForce.Calendar;
        var today = calendar.Today(clock.GetUtcNow());
        if (calendar.Until is not { } until || until.DayNumber - today.DayNumber > WarningDays) return null;
        return $"Calendar {calendar.Name} {(until < today ? "ended" : "ends")} on {until:yyyy-MM-dd}: later days count as plain weekdays and weekends. Add its next version, then recalculate-deadlines.";
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private partial void Ends(string warning);
}
