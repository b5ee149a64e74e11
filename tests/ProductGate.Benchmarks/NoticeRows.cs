using System.Diagnostics;
using Npgsql;

namespace ProductGate.Benchmarks;

/// <summary>Inbox rows: how long after the commit of its fact one is there, idle and behind 10,000 others, and how many a second, against plain inserts of the same rows.</summary>
internal static class NoticeRows
{
    private const int Many = 10_000;
    private const int Clients = 8;
    private static readonly TimeSpan Floor = TimeSpan.FromSeconds(6);

    public static async Task Run(string database)
    {
        var (service, _) = ServiceUnderTest.Start(database);
        using var running = service;
        await using var source = NpgsqlDataSource.Create(database);
        await using var server = new DatabaseServer(database);
        using var probe = new Probe(service.Port, source);
        for (var i = 0; i < 200; i++) probe.Latency(); // compiled by now
        Report("idle", [.. Enumerable.Range(0, 300).Select(_ => probe.Latency())]);

        var floor = PlainInserts(database);
        Console.WriteLine($"floor: {floor:0} plain inserts of one such row a second, {Clients} connections");

        var before = await Count(source);
        await server.Execute(Backlog);
        var queued = Stopwatch.StartNew();
        var behind = new List<double>();
        double? first = null;
        while (await Count(source) < before + Many + behind.Count)
        {
            behind.Add(probe.Latency());
            if (first is null && await Count(source) > before + behind.Count) first = queued.Elapsed.TotalSeconds;
        }
        var (rate, whole) = (Many / (queued.Elapsed.TotalSeconds - first ?? 0), Many / queued.Elapsed.TotalSeconds);
        Report($"behind {Many} queued", behind);
        Console.WriteLine($"{Many} queued: the first delivered after {first:0.0} s, all after {queued.Elapsed.TotalSeconds:0.0} s: {rate:0} rows a second from the first on, ratio {rate / floor:0.00}; {whole:0} with the wait for it, ratio {whole / floor:0.00}");
        await ThroughTheDoor(service.Port, source, floor);
    }

    /// <summary>Commands of eight clients, one fact and one notice each; what the door takes a second bounds it.</summary>
    private static async Task ThroughTheDoor(int port, NpgsqlDataSource source, double floor)
    {
        var load = new Load(port);
        load.Prepare(Clients);
        load.Run(Clients, TimeSpan.FromSeconds(4));
        while (await Waiting(source) > 0) await Task.Delay(10);
        var before = await Count(source);
        var clock = Stopwatch.StartNew();
        var facts = load.Run(Clients, Floor).PerSecond;
        var rest = Stopwatch.StartNew();
        while (await Waiting(source) > 0) await Task.Delay(10);
        var rows = (await Count(source) - before) / clock.Elapsed.TotalSeconds;
        Console.WriteLine($"through the door, {Clients} clients: {facts:0} facts and {rows:0} rows a second, the last {rest.Elapsed.TotalMilliseconds:0} ms after the last command; ratio of facts to delivered rows {rows / floor:0.00} (goal 0.3)");
    }

    private static void Report(string what, List<double> milliseconds)
    {
        var figures = Figures.Of(milliseconds, TimeSpan.FromSeconds(1));
        Console.WriteLine($"commit to inbox row, {what}: p50 {figures.P50:0} ms, p99 {figures.P99:0} ms, {milliseconds.Count} commands");
    }

    private static double PlainInserts(string database)
    {
        using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database) { MaxAutoPrepare = 10, AutoPrepareMinUsages = 1 });
        using (var copy = source.CreateCommand("create schema if not exists bench; create table bench.plain (like gate.notifications including all); create table bench.row as select * from gate.notifications limit 1")) copy.ExecuteNonQuery();
        var clock = Stopwatch.StartNew();
        var written = 0;
        Parallel.For(0, Clients, new() { MaxDegreeOfParallelism = Clients }, _ =>
        {
            using var connection = source.OpenConnection();
            using var insert = new NpgsqlCommand("insert into bench.plain (id, cause, audience, product_id, product, version, template, urgency, text, at) select gen_random_uuid(), cause, audience, product_id, product, version, template, urgency, text, now() from bench.row", connection);
            while (clock.Elapsed < Floor)
            {
                insert.ExecuteNonQuery();
                Interlocked.Increment(ref written);
            }
        });
        return written / clock.Elapsed.TotalSeconds;
    }

    private static Task<long> Count(NpgsqlDataSource source) => Scalar(source, "select count(*) from gate.notifications");

    private static Task<long> Waiting(NpgsqlDataSource source) => Scalar(source, "select count(*) from gate.wolverine_incoming_envelopes where status = 'Incoming'");

    private static async Task<long> Scalar(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A real message again and again, with ids of its own, as a node leaves them that was killed.</summary>
    private static readonly string Backlog =
        $$"""
        create temporary table one as select body, message_type, received_at, id::text::bytea as id, substring(body from position('{"id":"'::bytea in body) + 7 for 36) as notice
            from gate.wolverine_incoming_envelopes where status = 'Handled' and message_type like '%Notifications.Tell' limit 1;
        insert into gate.wolverine_incoming_envelopes (id, status, owner_id, attempts, body, message_type, received_at)
            select n.id, 'Incoming', 0, 0, overlay(overlay(body placing n.id::text::bytea from position(one.id in body)) placing n.notice::text::bytea from position(one.notice in body)), message_type, received_at
            from one, (select gen_random_uuid() as id, gen_random_uuid() as notice from generate_series(1, {{Many}})) n;
        """;
}
