using System.Globalization;

namespace ProductGate.Benchmarks;

/// <summary>What 100,000 timers cost while they wait: CPU of the idle service and of its PostgreSQL, without them and with them.</summary>
internal static class PendingTimers
{
    private const int Many = 100_000;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(60);

    public static async Task Run(string database)
    {
        var (service, _) = ServiceUnderTest.Start(database);
        using var running = service;
        await using var server = new DatabaseServer(database);
        OneRealTimer(service.Port);
        var without = await Measure(service, server, "1 timer");
        await server.Execute(Copies);
        await server.Execute("analyze gate.wolverine_incoming_envelopes");
        var scans = await server.Scans();
        var with = await Measure(service, server, $"{Many + 1} timers");
        var after = await server.Scans();
        Console.WriteLine($"ratio of the whole: {with / without:0.00}; over the waiting messages meanwhile: {after.Sequential - scans.Sequential} sequential scans, {after.Index - scans.Index} index scans");
    }

    private static async Task<double> Measure(ServiceUnderTest service, DatabaseServer server, string what)
    {
        await Task.Delay(Settling);
        var (s, d) = (service.Cpu, server.Cpu);
        await Task.Delay(Watched);
        var (own, theirs) = ((service.Cpu - s).TotalMilliseconds, (server.Cpu - d).TotalMilliseconds);
        Console.WriteLine($"{what,15}: service {own,6:0} ms, PostgreSQL {theirs,6:0} ms of CPU in {Watched.TotalSeconds:0} s");
        return own + theirs;
    }

    /// <summary>An opinion sets the team a deadline, and so the service a timer.</summary>
    private static void OneRealTimer(int port)
    {
        using var connection = new Connection(port);
        var (path, version) = connection.Declare("Timers");
        connection.Command("POST", $"{path}/opinions", "li.wei", version, """{"kind":"Objection","section":"Summary","subject":"Timers","text":"They wait.","wantedChange":"None."}""");
    }

    /// <summary>The real row again and again, due within a year from next month on. Nobody reads the body of what is not due.</summary>
    private static readonly string Copies = string.Create(CultureInfo.InvariantCulture,
        $"""
        create temporary table copies as select e.* from gate.wolverine_incoming_envelopes e, generate_series(1, {Many}) where e.ctid =
            (select ctid from gate.wolverine_incoming_envelopes where status = 'Scheduled' and message_type like '%DeadlineTimer%' limit 1);
        update copies set id = gen_random_uuid(), execution_time = now() + interval '30 days' + random() * interval '330 days';
        insert into gate.wolverine_incoming_envelopes select * from copies;
        """);
}
