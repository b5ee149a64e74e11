using Npgsql;

namespace ProductGate.Service.Ops;

/// <summary>Whether the database may be able to do in a moment what it cannot do now.</summary>
internal static class Passing
{
    /// <summary>Beside what its driver calls transient: a server that is shut down, and one that may only be read, as after a fail-over.</summary>
    private static readonly string[] States = [PostgresErrorCodes.AdminShutdown, PostgresErrorCodes.CrashShutdown, PostgresErrorCodes.ReadOnlySqlTransaction];

    public static bool Is(NpgsqlException e) => e.IsTransient || States.Contains(e.SqlState);
}
