using System.Globalization;
using Npgsql;

namespace ProductGate.Benchmarks;

/// <summary>The PostgreSQL server on this machine, seen from /proc: its own processes, and no other server's.</summary>
internal sealed class DatabaseServer(string database) : IAsyncDisposable
{
    private const double TicksPerSecond = 100;
    private readonly NpgsqlConnection connection = Open(database);

    /// <summary>CPU time so far of the server, its workers and backends, and of those that have ended.</summary>
    public TimeSpan Cpu
    {
        get
        {
            var server = ParentOf(connection.ProcessID);
            var all = Directory.EnumerateDirectories("/proc").Select(d => int.TryParse(Path.GetFileName(d), out var id) ? id : 0).Where(id => id > 0 && id != connection.ProcessID && (id == server || ParentOf(id) == server));
            return TimeSpan.FromSeconds(all.Sum(id => Ticks(id, withEnded: id == server)) / TicksPerSecond);
        }
    }

    public async Task Execute(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>How often the waiting messages were read from end to end, and by an index.</summary>
    public async Task<(long Sequential, long Index)> Scans()
    {
        await using var command = new NpgsqlCommand("select seq_scan, coalesce(idx_scan, 0) from pg_stat_user_tables where schemaname = 'gate' and relname = 'wolverine_incoming_envelopes'", connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static NpgsqlConnection Open(string database)
    {
        var connection = new NpgsqlConnection(database);
        connection.Open();
        return connection;
    }

    private static int ParentOf(int process) => Fields(process) is { Length: > 1 } fields ? int.Parse(fields[1], CultureInfo.InvariantCulture) : 0;

    /// <remarks>proc(5): after the name come state, parent and so on; utime, stime, cutime and cstime are the 12th to 15th.</remarks>
    private static long Ticks(int process, bool withEnded) => Fields(process).Skip(11).Take(withEnded ? 4 : 2).Sum(f => long.Parse(f, CultureInfo.InvariantCulture));

    private static string[] Fields(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
