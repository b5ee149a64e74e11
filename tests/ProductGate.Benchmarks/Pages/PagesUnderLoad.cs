using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ProductGate.Benchmarks;

/// <summary>How long pages, and the answers to programs that say the same, take beside a bare page of the same bytes, how much a first visit loads, and what a signed-in reader costs the service.</summary>
internal static class PagesUnderLoad
{
    private const int Rounds = 3;

    public static async Task Run(string database, TimeSpan time)
    {
        var texts = Directory.CreateTempSubdirectory("productgate-bare-");
        try
        {
            var (service, _) = ServiceUnderTest.Start(database, BarePage.Settings(texts.FullName));
            using var running = service;
            var clock = Stopwatch.StartNew();
            FullBank.Fill(service.Port);
            var product = FullBank.LongStory(service.Port);
            await using (var server = new DatabaseServer(database)) await server.Execute("vacuum analyze");
            Console.WriteLine($"{FullBank.Products} products, and one with {FullBank.Events} events and {FullBank.Opinions} opinions, after {clock.Elapsed.TotalSeconds:0} s");
            var officer = await Reader.SignIn(service.Port, "li.wei");
            Console.WriteLine("page | clients | p50  p95 ms | bare p50  p95 ms | ratio of p95");
            foreach (var (name, path) in ((string, string)[])[("queue", "/"), ("queue of all", "/?view=All"), ("queue as JSON", "/api/queue?limit=25"), ("product", product), ("product as JSON", $"/api{product}")])
                await Compare(officer, name, path, texts, time);
            foreach (var (name, path) in ((string, string)[])[("queue", "/"), ("product", product)])
                FirstVisit.Of(officer, name, path, await officer.Read(path));
            await Memory.Of(service, product);
        }
        finally
        {
            texts.Delete(recursive: true);
        }
    }

    private static async Task Compare(Reader reader, string name, string path, DirectoryInfo texts, TimeSpan time)
    {
        var file = name.Replace(' ', '-');
        await File.WriteAllTextAsync(Path.Combine(texts.FullName, file), await reader.Read(path));
        var (page, bare) = (reader.Request(path), reader.Request($"/bare/{file}"));
        Measure(reader.Port, page, 2, 2 * time);
        Measure(reader.Port, bare, 2, 2 * time);
        foreach (var clients in (int[])[1, 8])
        {
            var (pages, bares) = (new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                pages.AddRange(Measure(reader.Port, page, clients, time));
                bares.AddRange(Measure(reader.Port, bare, clients, time));
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,15} | {clients} | {At(pages, 0.5),6:0.00} {At(pages, 0.95),6:0.00} | {At(bares, 0.5),6:0.00} {At(bares, 0.95),6:0.00} | {At(pages, 0.95) / At(bares, 0.95):0.00}"));
        }
    }

    private static List<double> Measure(int port, byte[] request, int clients, TimeSpan time)
    {
        var measured = new List<double>[clients];
        var started = Stopwatch.GetTimestamp();
        var threads = Enumerable.Range(0, clients).Select(c => new Thread(() => measured[c] = Client(port, request, started, time))).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return [.. measured.SelectMany(m => m)];
    }

    private static List<double> Client(int port, byte[] request, long started, TimeSpan time)
    {
        var milliseconds = new List<double>();
        using var line = new Line(port);
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            var at = Stopwatch.GetTimestamp();
            var answer = line.Ask(request);
            milliseconds.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            if (!answer.StartsWith("HTTP/1.1 200"u8)) throw new InvalidOperationException(Encoding.UTF8.GetString(answer[..Math.Min(500, answer.Length)]));
        }
        return milliseconds;
    }

    private static double At(List<double> milliseconds, double part)
    {
        milliseconds.Sort();
        return milliseconds[(int)(milliseconds.Count * part)];
    }
}
