using System.Diagnostics;
using System.Net.Sockets;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ProductGate.Benchmarks;

/// <summary>
/// What any service of this platform could reach at most: Kestrel takes the very requests of the load, the database's driver sends the floor's own
/// statements in the floor's three round trips, and nothing else happens. No one is signed in, nothing is parsed, no rule is asked. A process of its own.
/// </summary>
internal sealed class BareService : IDisposable
{
    private readonly Process process;

    private BareService(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    /// <summary>After the floor's tables are there.</summary>
    public static BareService Start(string database)
    {
        var port = ServiceUnderTest.FreePort();
        var start = new ProcessStartInfo("dotnet", [Assembly.GetExecutingAssembly().Location, "serve", $"http://127.0.0.1:{port}"]);
        start.Environment["CONNECTIONSTRINGS__PRODUCTGATE"] = database;
        var service = new BareService(Process.Start(start)!, port);
        for (var left = 5_000; left > 0; left--)
            try
            {
                using var line = new Line(port);
                return service;
            }
            catch (SocketException)
            {
                Thread.Sleep(2);
            }
        throw new TimeoutException("The bare service did not start.");
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    /// <summary>The process itself.</summary>
    public static async Task Serve(string database, string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        // The service keeps its connections meanwhile, and two cores are busy with fewer than these.
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database) { MaxPoolSize = 16 });
        var trips = Trips(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "floor.sql")));
        await using var app = builder.Build();
        app.MapPut("/bare/{product}/dossier/Pricing", async (int product, HttpContext http) =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            await using var connection = await source.OpenConnectionAsync();
            foreach (var trip in trips) await Send(connection, trip, product, http.TraceIdentifier);
            http.Response.Headers.ETag = "\"1\"";
        });
        await app.RunAsync();
    }

    /// <summary>The floor's script as its round trips: what pgbench sends as one pipeline, and every statement that stands alone.</summary>
    private static Statement[][] Trips(string script) =>
    [
        .. script.Split("pipeline").Select(part => part.Split('\n').Where(Statement.Is).Select(Statement.Of).ToArray()).Where(trip => trip.Length > 0),
    ];

    /// <remarks>The statements of a batch are one transaction.</remarks>
    private static async Task Send(NpgsqlConnection connection, Statement[] trip, int product, string message)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in trip) batch.BatchCommands.Add(statement.With(product, message));
        await using var rows = await batch.ExecuteReaderAsync();
        do
            while (await rows.ReadAsync())
            {
            }
        while (await rows.NextResultAsync());
    }

    /// <summary>A statement of the floor with parameters in the place of pgbench's variables.</summary>
    private sealed record Statement(string Text, bool Message, bool Product)
    {
        /// <summary>Whether the line is one, and neither a remark, nor for pgbench alone, nor the transaction that a batch is anyway.</summary>
        public static bool Is(string line) => line.EndsWith(';') && line is not ("begin;" or "commit;") && !line.StartsWith("--", StringComparison.Ordinal);

        public static Statement Of(string line)
        {
            var (message, product) = (line.Contains(":m", StringComparison.Ordinal), line.Contains("= :n", StringComparison.Ordinal));
            return new(line.Replace(":client_id || ' ' || :m", "$1").Replace(":m::text", "$1").Replace("= :n", message ? "= $2" : "= $1"), message, product);
        }

        public NpgsqlBatchCommand With(int product, string message)
        {
            var command = new NpgsqlBatchCommand(Text);
            if (Message) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = message });
            if (Product) command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = product });
            return command;
        }
    }
}
