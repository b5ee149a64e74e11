using System.Diagnostics;
using System.Globalization;

namespace ProductGate.Benchmarks;

/// <summary>
/// What the audit log costs: commands with it and without it, how soon and how fast facts are sealed, how fast its verifier is beside plain hashing,
/// a case file, and proofs in a log that grows to a million leaves.
/// </summary>
internal static class LogFigures
{
    private const int Clients = 8;
    private const int Rounds = 4;
    private const int EventsOfACase = 1000;

    /// <param name="with">The database whose log is sealed from the beginning.</param>
    /// <param name="without">One of which nothing is sealed until later.</param>
    /// <param name="leaves">How large the log grows.</param>
    public static async Task Run(string with, string without, TimeSpan seconds, int leaves)
    {
        var (sealing, _) = ServiceUnderTest.Start(with);
        using var running = sealing;
        await using var log = new LogDatabase(with);
        var commands = await BesideNone(sealing, without, log, seconds);
        await CatchUp(without, commands);
        using var auditor = new Auditor(sealing.Port);
        await Case(sealing.Port, log, auditor);
        await Growing(sealing, log, auditor, leaves);
        await WholeLog(log, auditor);
    }

    /// <summary>Alternating, because the machine is never the same twice.</summary>
    private static async Task<double> BesideNone(ServiceUnderTest sealing, string without, LogDatabase log, TimeSpan seconds)
    {
        var (bare, _) = ServiceUnderTest.Start(without, ("Audit__Seal", "false"), ("Audit__Recheck", "0"));
        using var running = bare;
        Load[] loads = [new(sealing.Port), new(bare.Port)];
        foreach (var load in loads)
        {
            load.Prepare(Clients);
            load.Run(Clients, seconds);
        }
        var (since, ratios, commands) = (DateTime.UtcNow, new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            // Whoever goes first finds the machine as the other left it; so each goes first in turn.
            int[] order = round % 2 == 0 ? [0, 1] : [1, 0];
            var rates = new double[2];
            foreach (var which in order) rates[which] = loads[which].Run(Clients, seconds).PerSecond;
            (ratios, commands) = ([.. ratios, rates[0] / rates[1]], [.. commands, rates[0]]);
            Say($"commands/s with the log {rates[0]:0}, without {rates[1]:0}: ratio {ratios[^1]:0.00}");
        }
        Say($"append throughput with the log on: ratio {Median(ratios):0.00} (median of {Rounds}; goal 0.95)");
        await log.Sealed();
        var (p50, p99) = await log.Lag(since);
        Say($"from append to seal under load: p50 {p50:0} ms, p99 {p99:0} ms (goal 2000)");
        return Median(commands);
    }

    private static async Task CatchUp(string database, double commands)
    {
        await using var log = new LogDatabase(database);
        var waiting = await log.Waiting();
        var clock = Stopwatch.StartNew();
        var (service, _) = ServiceUnderTest.Start(database);
        using var running = service;
        await log.Sealed();
        var rate = waiting / clock.Elapsed.TotalSeconds;
        Say($"catching up: {waiting} leaves in {clock.Elapsed.TotalSeconds:0.0} s, start included: {rate:0} leaves/s, {rate / commands:0.0} times the commands (goal 3)");
    }

    private static async Task Case(int port, LogDatabase log, Auditor auditor)
    {
        var product = LongLife(port);
        await log.Sealed();
        var times = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            var clock = Stopwatch.StartNew();
            await auditor.Fetch($"{product}/audit/bundle", "case.zip");
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        Say($"case file of {EventsOfACase} events: {Median(times):0} ms (median of 7, the first {times[0]:0}; goal 300)");
        await auditor.Compare("audit verify", "verify", "case.zip");
    }

    private static string LongLife(int port)
    {
        using var connection = new Connection(port);
        var (path, version) = connection.Declare("A long life");
        for (var i = 0; version < EventsOfACase; i++)
            version = connection.Command("PUT", $"{path}/dossier/TargetMarket", "wang.min", version, $$"""{"target":"Salaried customers of the bank, {{i}}.","negativeTarget":"Customers without income."}""");
        return path;
    }

    /// <summary>The log is filled with refusals: of all records they need nothing else.</summary>
    private static async Task Growing(ServiceUnderTest service, LogDatabase log, Auditor auditor, int leaves)
    {
        foreach (var size in (int[])[leaves / 100, leaves / 10, leaves])
        {
            var clock = Stopwatch.StartNew();
            var added = await log.GrowTo(size);
            var (inclusion, consistency) = await auditor.Proofs(await log.Size());
            Say($"{size} leaves: {added} sealed at {added / clock.Elapsed.TotalSeconds:0}/s; inclusion proof {inclusion:0.0} ms, consistency proof {consistency:0.0} ms (medians); memory of the service {service.MemoryMiB} MiB");
        }
    }

    private static async Task WholeLog(LogDatabase log, Auditor auditor)
    {
        await auditor.Fetch("/api/audit/export", "log.ndjson");
        Say($"the whole log: {await log.Size()} leaves");
        await auditor.Compare("audit verify-log", "verify-log", "log.ndjson");
    }

    public static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
