using System.Diagnostics;
using Npgsql;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Faults;

/// <summary>What delivers, and what it remembers in, is killed again and again while it mails and calls; the other side counts.</summary>
[Trait("Category", "Faults")]
[Collection(Alone.Name)]
public sealed class DeliveryFaultTests(Server server, ITestOutputHelper output)
{
    private readonly Random moments = new(20261123);

    [Fact]
    public async Task nothing_is_lost_when_the_process_is_killed_at_random_points_of_200_deliveries()
    {
        const int Kills = 4;
        const int Each = 25;
        await using var load = await DeliveryLoad.Start();
        var database = server.Postgres.ConnectionString(await server.Postgres.CreateDatabase());
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var service = await ServiceProcess.Start(database, load.Arguments);
            if (kill == 0) await load.Subscribe(service);
            var before = await load.Arrived();
            await load.Declare(Each, service);
            await load.Reached(before + moments.Next(1, 2 * Each));
            await service.KillNine();
        }
        await using var last = await ServiceProcess.Start(database, load.Arguments);

        await Settled(load, database, Kills);
    }

    [Fact]
    public async Task nothing_is_lost_when_the_database_is_killed_and_started_while_deliveries_are_under_way()
    {
        await using var load = await DeliveryLoad.Start(delayMs: 150);
        await using var postgres = await Postgres.StartOwn();
        // What it has confirmed must survive it, and the others of these servers do not wait for their disk.
        var database = new NpgsqlConnectionStringBuilder(postgres.ConnectionString(await postgres.CreateTemplate())) { Options = "-c client_connection_check_interval=1000 -c synchronous_commit=on" }.ConnectionString;
        await ServiceProcess.Setup(database);
        await using var service = await ServiceProcess.Start(database, load.Arguments);
        await load.Subscribe(service);
        await load.Declare(60, service);
        for (var crash = 0; crash < 2; crash++)
        {
            await load.Reached(moments.Next(5, 40) + (crash * 50));
            await postgres.Crash();
            await postgres.Restart();
        }

        await Settled(load, database, faults: 2);
    }

    [Fact]
    public async Task nothing_is_lost_when_one_of_two_nodes_that_deliver_is_killed()
    {
        await using var load = await DeliveryLoad.Start();
        var database = server.Postgres.ConnectionString(await server.Postgres.CreateDatabase());
        var address = new NpgsqlConnectionStringBuilder(database) { Options = "-c client_connection_check_interval=1000" }.ConnectionString;
        await using var first = await ServiceProcess.Start(address, load.Arguments);
        await using var second = await ServiceProcess.Start(address, load.Arguments);
        await load.Subscribe(first);
        await load.Declare(100, first, second);
        await load.Reached(moments.Next(10, 80));
        await first.KillNine();
        var since = Stopwatch.StartNew();
        var before = await load.Mailed();
        // The first node was asked for every other product, from number 1 on, and delivers what it was asked for.
        if (Enumerable.Range(0, 50).Select(i => (2 * i) + 1).Except(before).Any())
        {
            await Patience.Until("the other node delivers in its place", 60, async () => (await load.Mailed()).Except(before).Any(number => number % 2 == 1));
            output.WriteLine($"Measured: the other node delivered for the killed one after {since.Elapsed.TotalSeconds:0.0} s.");
        }

        await Settled(load, database, faults: 1);
        output.WriteLine($"Measured: the other node had taken over everything after {since.Elapsed.TotalSeconds:0.0} s.");
    }

    private async Task Settled(DeliveryLoad load, string database, int faults)
    {
        var ledger = new Ledger(database);
        await ledger.Drained(seconds: 90);
        output.WriteLine($"Measured: {await load.Verdict(faults)}");
        await ledger.IsWhole();
        (await ledger.Count("select count(*) from gate.deliveries where state <> 'delivered'")).Should().Be(0);
        (await ledger.Count("select count(*) from gate.wolverine_dead_letters")).Should().Be(0);
    }
}
