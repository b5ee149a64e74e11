using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace ProductGate.Service.Notifications;

/// <summary>Degraded, never down, while a target has failed for long: whoever asks a load balancer should still get in.</summary>
internal sealed class ChannelCheck(FailingTargets targets) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await targets.ForLong(cancellationToken) is { Count: > 0 } failing ? HealthCheckResult.Degraded($"Notices do not get through: {string.Join(", ", failing)}.") : HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
        {
            return HealthCheckResult.Degraded("The database does not answer.");
        }
    }
}
