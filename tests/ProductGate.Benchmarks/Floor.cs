using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace ProductGate.Benchmarks;

/// <summary>pgbench doing the same row writes in one transaction: what the database alone can do in the same minute.</summary>
internal sealed class Floor(string database)
{
    private static readonly string Folder = AppContext.BaseDirectory;

    public async Task Setup()
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(await File.ReadAllTextAsync(Path.Combine(Folder, "floor-setup.sql")), connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }

    public Figures Run(int clients, TimeSpan time)
    {
        var logs = Directory.CreateTempSubdirectory("productgate-bench-");
        try
        {
            using var process = Process.Start(Pgbench(clients, time, Path.Combine(logs.FullName, "log")))!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0) throw new InvalidOperationException($"pgbench failed. {said}");
            // The third column of a pgbench log is the latency in microseconds.
            var latencies = logs.EnumerateFiles().SelectMany(f => File.ReadLines(f.FullName)).Select(l => double.Parse(l.Split(' ')[2], CultureInfo.InvariantCulture) / 1000).ToList();
            return Figures.Of(latencies, time);
        }
        finally
        {
            logs.Delete(recursive: true);
        }
    }

    private ProcessStartInfo Pgbench(int clients, TimeSpan time, string log)
    {
        var address = new NpgsqlConnectionStringBuilder(database);
        var start = new ProcessStartInfo(Path.Combine(Environment.GetEnvironmentVariable("PRODUCTGATE_PG_BIN") ?? "", "pgbench"),
        [
            "-h", address.Host!, "-p", $"{address.Port}", "-U", address.Username!, "-n", "-M", "prepared", "-f", Path.Combine(Folder, "floor.sql"),
            "-c", $"{clients}", "-j", $"{Math.Min(clients, 2)}", "-T", $"{(int)time.TotalSeconds}", "-l", "--log-prefix", log, address.Database!,
        ])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["PGPASSWORD"] = address.Password ?? "";
        return start;
    }
}
