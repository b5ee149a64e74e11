using System.Diagnostics;

namespace ProductGate.Benchmarks;

/// <summary>Commands per second, and how long the middle and the slowest hundredth took.</summary>
internal sealed record Figures(double PerSecond, double P50, double P99)
{
    public static Figures Of(List<double> milliseconds, TimeSpan elapsed)
    {
        milliseconds.Sort();
        return new(milliseconds.Count / elapsed.TotalSeconds, milliseconds[milliseconds.Count / 2], milliseconds[(int)(milliseconds.Count * 0.99)]);
    }
}

/// <summary>
/// Clients that send one real command after the other: the team revises a section on which the protection office has an open
/// suggestion. That is one fact, the snapshot, one message, and one notice; every client has eight products of its own.
/// </summary>
internal sealed class Load(int port)
{
    private const int PerClient = 8;

    private sealed class Target(string path, long version)
    {
        public string Path { get; } = path;
        public long Version { get; set; } = version;
        public int Round { get; set; }
    }

    private readonly List<Target> targets = [];

    public void Prepare(int clients)
    {
        using var connection = new Connection(port);
        while (targets.Count < clients * PerClient)
        {
            var (path, version) = connection.Declare($"Benchmark product {targets.Count}");
            version = connection.Command("PUT", $"{path}/dossier/TargetMarket", "wang.min", version, """{"target":"Salaried customers of the bank.","negativeTarget":"Customers without income."}""");
            version = connection.Command("PUT", $"{path}/dossier/Distribution", "wang.min", version, """{"suitableChannels":["branch","app"],"unsuitableChannels":["telephone"]}""");
            version = connection.Command("POST", $"{path}/opinions", "li.wei", version, """{"kind":"Suggestion","section":"Pricing","subject":"Fee table","text":"Please group the fees.","wantedChange":"A grouped table."}""");
            targets.Add(new(path, version));
        }
    }

    /// <summary>The very requests of this load, sent to a bare service instead.</summary>
    public Load At(BareService bare)
    {
        var load = new Load(bare.Port);
        load.targets.AddRange(targets.Select((_, number) => new Target($"/bare/{number}", 1)));
        return load;
    }

    public Figures Run(int clients, TimeSpan time)
    {
        var measured = new List<double>[clients];
        var started = Stopwatch.GetTimestamp();
        var threads = Enumerable.Range(0, clients).Select(c => new Thread(() => measured[c] = Client(c, started, time))).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return Figures.Of([.. measured.SelectMany(m => m)], Stopwatch.GetElapsedTime(started));
    }

    private List<double> Client(int client, long started, TimeSpan time)
    {
        var milliseconds = new List<double>();
        using var connection = new Connection(port);
        for (var i = 0; Stopwatch.GetElapsedTime(started) < time; i++)
        {
            var target = targets[(client * PerClient) + (i % PerClient)];
            var at = Stopwatch.GetTimestamp();
            target.Version = connection.Command("PUT", $"{target.Path}/dossier/Pricing", "wang.min", target.Version, Pricing(++target.Round));
            milliseconds.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
        }
        return milliseconds;
    }

    private static string Pricing(int round) =>
        $$"""{"fees":[{"name":"Late payment","type":"EVENT","amount":{"currency":"CNY","amount":"{{round}}.50"},"note":"Charged once a month at most."}, {"name":"Replacement card","type":"EVENT","amount":{"amount":"20.00","currency":"CNY"} }],"note":"Fees in renminbi."}""";
}
