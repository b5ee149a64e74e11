using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Ops;

/// <summary>Health, figures, traces and the rate limit.</summary>
internal static class Operations
{
    public static void AddOperations(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddCheck<DatabaseCheck>("database");
        var telemetry = builder.Services.AddOpenTelemetry().WithMetrics(m => m
            .AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter("Marten", "Wolverine:product-gate", "Npgsql", LogMeter.Name).AddPrometheusExporter());
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
            telemetry.WithMetrics(m => m.AddOtlpExporter()).WithTracing(t => t.AddAspNetCoreInstrumentation().AddSource("Wolverine", "Marten", "Npgsql").AddOtlpExporter());
        var perSecond = builder.Configuration.GetValue("RateLimit:RequestsPerSecond", 50);
        builder.Services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => PerPerson(http, perSecond));
        });
    }

    public static void MapOperations(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous().DisableRateLimiting();
        app.MapHealthChecks("/health/ready").AllowAnonymous().DisableRateLimiting();
        app.MapPrometheusScrapingEndpoint("/metrics").Does(Deed.ReadMetrics).RequireAuthorization();
    }

    /// <remarks>Who is not signed in shares a limit with everybody at the same address; an id cannot begin with a space.</remarks>
    private static RateLimitPartition<string> PerPerson(HttpContext http, int perSecond) =>
        RateLimitPartition.GetTokenBucketLimiter(http.User.FindFirst(Principals.Subject)?.Value ?? $" {http.Connection.RemoteIpAddress}", _ => new TokenBucketRateLimiterOptions
        {
            TokensPerPeriod = perSecond, TokenLimit = perSecond * 4, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0,
        });

    private sealed class DatabaseCheck(NpgsqlDataSource database) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var command = database.CreateCommand($"select 1 from {Store.Schema}.mt_events limit 1");
                await command.ExecuteScalarAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
            {
                return HealthCheckResult.Unhealthy("The database does not answer, or its schema was not applied (command: setup).");
            }
        }
    }
}
