using System.Globalization;
using Npgsql;
using ProductGate.Benchmarks;

var server = Environment.GetEnvironmentVariable("CONNECTIONSTRINGS__PRODUCTGATE") ?? throw new InvalidOperationException("Start with ./deploy/bench.");

// What every measurement starts by itself
if (args is ["serve", var address])
{
    await BareService.Serve(server, address);
    return;
}

var database = await NewDatabase(server);
ServiceUnderTest.Setup(database);

// ./deploy/bench timers
if (args is ["timers"])
{
    await PendingTimers.Run(database);
    return;
}

// ./deploy/bench notifications
if (args is ["notifications"])
{
    await NoticeRows.Run(database);
    return;
}

// ./deploy/bench pages [seconds per measurement]
if (args is ["pages", ..])
{
    await PagesUnderLoad.Run(database, TimeSpan.FromSeconds(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 4));
    return;
}

// ./deploy/bench audit [seconds per measurement] [leaves of the large log]
if (args is ["audit", ..])
{
    var without = await NewDatabase(server);
    ServiceUnderTest.Setup(without);
    await LogFigures.Run(
        database, without, TimeSpan.FromSeconds(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 6), args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1_000_000);
    return;
}

// ./deploy/bench lighthouse
if (args is ["lighthouse"])
{
    await LighthouseScores.Run(database);
    return;
}

// ./deploy/bench [seconds per measurement] [rounds]
var seconds = TimeSpan.FromSeconds(args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 6);
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
int[] clients = [1, 8, 32];

var starts = Enumerable.Range(0, 5).Select(_ =>
{
    var (once, time) = ServiceUnderTest.Start(database);
    once.Dispose();
    return time.TotalMilliseconds;
}).Order().ToList();
Console.WriteLine($"start to first answered command: {starts[2]:0} ms (median of 5; {starts[0]:0} to {starts[4]:0})");

var (service, _) = ServiceUnderTest.Start(database);
using var running = service;
var load = new Load(service.Port);
load.Prepare(clients[^1]);
load.Run(8, TimeSpan.FromSeconds(20));
var floor = new Floor(database);
await floor.Setup();
using var bare = BareService.Start(database);
var most = load.At(bare);
most.Run(8, TimeSpan.FromSeconds(10));

Console.WriteLine("clients | floor/s  p50  p99 ms | service/s  p50  p99 ms | ratio | service CPU us/command | bare service/s  ratio");
foreach (var c in clients)
{
    var ratios = new List<double>();
    var bounds = new List<double>();
    for (var round = 0; round < rounds; round++)
    {
        var below = floor.Run(c, seconds);
        var cpu = service.Cpu;
        var above = load.Run(c, seconds);
        var spent = (service.Cpu - cpu).TotalMicroseconds / (above.PerSecond * seconds.TotalSeconds);
        ratios.Add(above.PerSecond / below.PerSecond);
        var between = most.Run(c, seconds);
        bounds.Add(between.PerSecond / below.PerSecond);
        Console.WriteLine($"{c,7} | {below.PerSecond,7:0} {below.P50,5:0.0} {below.P99,5:0.0}    | {above.PerSecond,7:0} {above.P50,7:0.0} {above.P99,5:0.0}    | {ratios[^1]:0.00}  | {spent,4:0} | {between.PerSecond,6:0} {bounds[^1]:0.00}");
    }
    Console.WriteLine($"{c,7} clients: ratio {ratios.Order().ElementAt(rounds / 2):0.00}, of a bare service {bounds.Order().ElementAt(rounds / 2):0.00} (medians of {rounds})");
}
Console.WriteLine($"memory of the service after the load: {service.MemoryMiB} MiB");

static async Task<string> NewDatabase(string server)
{
    var name = $"bench_{Guid.NewGuid():N}";
    await using var connection = new NpgsqlConnection(server);
    await connection.OpenAsync();
    await using var command = new NpgsqlCommand($"create database {name}", connection);
    await command.ExecuteNonQueryAsync();
    return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
}
