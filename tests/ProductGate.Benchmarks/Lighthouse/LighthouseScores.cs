using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ProductGate.Benchmarks;

/// <summary>What Lighthouse, in a real browser, thinks of the five main pages of the demo bank, on a slow telephone and on a desk.</summary>
internal static partial class LighthouseScores
{
    private sealed record Scores(int Performance, int Accessibility, int BestPractices, int Requests, int Bytes, string[] Wanting);

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower };

    public static async Task Run(string database)
    {
        var (service, _) = ServiceUnderTest.Start(database);
        using var running = service;
        ServiceUnderTest.Demo(database, service.Port);
        var reader = await Reader.SignIn(service.Port, "liu.yang");
        var pages = await MainPages(reader);
        foreach (var device in (string[])["telephone", "desktop"])
        {
            var found = await Ask(reader, device, pages);
            foreach (var (page, s) in pages.Zip(found))
                Console.WriteLine($"{device,9} | performance {s.Performance,3} | accessibility {s.Accessibility,3} | best practices {s.BestPractices,3} | {s.Requests} requests, {s.Bytes / 1024.0:0.0} KB | {page} {string.Join("; ", s.Wanting)}");
        }
    }

    /// <summary>The queue, the products, a product that waits for the reader's signature, the page to sign it on, and its trail.</summary>
    private static async Task<string[]> MainPages(Reader reader)
    {
        var product = Product().Match(await reader.Read("/?kind=SignOff")).Value;
        var decision = Decision().Match(await reader.Read(product)).Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal);
        return ["/", "/products", product, decision, $"{product}/audit"];
    }

    private static async Task<List<Scores>> Ask(Reader reader, string device, string[] pages)
    {
        var start = new ProcessStartInfo("node", [Environment.GetEnvironmentVariable("PRODUCTGATE_LIGHTHOUSE")!, reader.Cookies, device, .. pages.Select(p => $"http://127.0.0.1:{reader.Port}{p}")]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var found = new List<Scores>();
        while (await process.StandardOutput.ReadLineAsync() is { } line) found.Add(JsonSerializer.Deserialize<Scores>(line, Json)!);
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? found : throw new InvalidOperationException("Lighthouse failed.");
    }

    [GeneratedRegex("/products/[0-9a-f-]{36}")]
    private static partial Regex Product();

    [GeneratedRegex("href=\"(/products/[^\"]*/decision[^\"]*)\"")]
    private static partial Regex Decision();
}
