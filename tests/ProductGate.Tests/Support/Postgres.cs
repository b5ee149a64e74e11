using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ProductGate.Tests.Support;

/// <summary>
/// A real PostgreSQL for the run: a given server (CONNECTIONSTRINGS__PRODUCTGATE), or a throw-away one from the programs in
/// PRODUCTGATE_PG_BIN. The throw-away one does not wait for the disk; nothing is timed on it.
/// </summary>
public sealed class Postgres : IAsyncDisposable
{
    private Process? server;
    private readonly string folder;
    private readonly NpgsqlConnectionStringBuilder address;
    private readonly SemaphoreSlim copying = new(1);
    private string template = "";

    private Postgres(Process? server, string folder, NpgsqlConnectionStringBuilder address) => (this.server, this.folder, this.address) = (server, folder, address);

    public int Port => address.Port;

    public static async Task<Postgres> Start()
    {
        if (Environment.GetEnvironmentVariable("CONNECTIONSTRINGS__PRODUCTGATE") is { Length: > 0 } given) return new(null, "", new(given));
        return await StartOwn();
    }

    /// <summary>A throw-away server in any case, for a test that ends it.</summary>
    public static async Task<Postgres> StartOwn()
    {
        var folder = Directory.CreateTempSubdirectory("productgate-tests-").FullName;
        // PostgreSQL refuses to run as root; whoever runs it instead must be able to write here.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        var port = FreePort();
        await Run("initdb", "-D", $"{folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        var postgres = new Postgres(Launch(folder, port), folder, new() { Host = "127.0.0.1", Port = port, Username = "postgres", Database = "postgres" });
        AppDomain.CurrentDomain.ProcessExit += (_, _) => postgres.Kill();
        await postgres.UntilReady();
        return postgres;
    }

    /// <summary>Ends it in the middle of everything.</summary>
    public async Task Crash()
    {
        Kill();
        await server!.WaitForExitAsync();
    }

    /// <summary>Starts it again after a crash, where it was.</summary>
    public async Task Restart()
    {
        server!.Dispose();
        server = Launch(folder, Port);
        await UntilReady();
    }

    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder(address.ConnectionString)
    {
        Database = database, MaxPoolSize = 30, NoResetOnClose = true, MaxAutoPrepare = 100, AutoPrepareMinUsages = 2, IncludeErrorDetail = true,
    }.ConnectionString;

    /// <summary>An empty database that later ones are copies of.</summary>
    public async Task<string> CreateTemplate()
    {
        template = $"template_{Guid.NewGuid():N}";
        await Execute($"create database {template}");
        return template;
    }

    /// <summary>A new database with the schema and nothing else.</summary>
    public async Task<string> CreateDatabase()
    {
        var name = $"test_{Guid.NewGuid():N}";
        await copying.WaitAsync();
        try
        {
            // Two copies at once would each find the template in use.
            await Execute($"create database {name} template {template}");
        }
        finally
        {
            copying.Release();
        }
        return name;
    }

    public async Task DropDatabase(string name) => await Execute($"drop database if exists {name} with (force)");

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        copying.Dispose();
        if (server is null)
        {
            await DropDatabase(template);
            return;
        }
        Kill();
        await server.WaitForExitAsync();
        Directory.Delete(folder, recursive: true);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process Launch(string folder, int port)
    {
        var server = Process.Start(Program(
            "postgres", "-D", $"{folder}/data", "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off",
            "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=200"))!;
        server.OutputDataReceived += (_, _) => { };
        server.ErrorDataReceived += (_, _) => { };
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        return server;
    }

    private async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection($"{address.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private void Kill()
    {
        if (server is { HasExited: false }) server.Kill(entireProcessTree: true);
    }

    private async Task UntilReady()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(patience.Token))
            try
            {
                await Execute("select 1");
                return;
            }
            catch (NpgsqlException)
            {
                // Not yet.
            }
    }

    private static async Task Run(string program, params string[] arguments)
    {
        using var process = Process.Start(Program(program, arguments))!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} failed: {string.Concat(said)}");
    }

    private static ProcessStartInfo Program(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Programs(), name), arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        if (!OperatingSystem.IsWindows() && Environment.UserName == "root") start.UserName = "nobody";
        return start;
    }

    private static string Programs()
    {
        var installed = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(d => $"{d}/bin") : [];
        return new[] { Environment.GetEnvironmentVariable("PRODUCTGATE_PG_BIN") }.Concat(installed).Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(d => d is { Length: > 0 } && File.Exists(Path.Combine(d, "initdb")))
            ?? throw new InvalidOperationException("No PostgreSQL found. Run the tests with ./deploy/test, or set PRODUCTGATE_PG_BIN.");
    }
}
