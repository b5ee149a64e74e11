using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace ProductGate.Benchmarks;

/// <summary>Compliance, with a folder for what they take along, and the verifier.</summary>
internal sealed class Auditor : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("productgate-bench");
    private readonly HttpClient http;

    public Auditor(int port)
    {
        http = new() { BaseAddress = new($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(10) };
        using var answer = http.PostAsJsonAsync("/demo/token", new { person = "liu.yang" }).GetAwaiter().GetResult();
        var token = answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>().GetAwaiter().GetResult().GetProperty("accessToken").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public async Task Fetch(string path, string name)
    {
        await using var file = File.Create(In(name));
        await using var content = await http.GetStreamAsync(new Uri(path, UriKind.Relative));
        await content.CopyToAsync(file);
    }

    /// <summary>Milliseconds of an inclusion and of a consistency proof at places all over the log: medians of 200.</summary>
    public async Task<(double Inclusion, double Consistency)> Proofs(long size)
    {
        var places = new Random(20260302);
        var (inclusion, consistency) = (new List<double>(), new List<double>());
        for (var i = 0; i < 200; i++)
        {
            inclusion.Add(await Time($"/api/audit/proofs/inclusion?index={places.NextInt64(size)}&size={size}"));
            consistency.Add(await Time($"/api/audit/proofs/consistency?from={places.NextInt64(1, size)}&to={size}"));
        }
        return (LogFigures.Median(inclusion), LogFigures.Median(consistency));
    }

    /// <summary>The verifier and sha256sum on the same bytes in turn, from start to end of the process.</summary>
    public async Task Compare(string what, string command, string name)
    {
        var key = (await http.GetFromJsonAsync<JsonElement>("/api/audit/keys")).GetProperty("first").GetString()!;
        var (verifier, plain) = (new List<double>(), new List<double>());
        for (var i = 0; i < 3; i++)
        {
            plain.Add(Run("sha256sum", In(name)));
            verifier.Add(Run("dotnet", Path.Combine(AppContext.BaseDirectory, "gate.dll"), "audit", command, In(name), "--key", key));
        }
        var (slow, fast) = (LogFigures.Median(verifier), LogFigures.Median(plain));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"gate {what}: {new FileInfo(In(name)).Length / 1e6:0.0} MB in {slow:0.00} s, sha256sum {fast:0.000} s: ratio {fast / slow:0.00} (median of 3; goal 0.2)"));
    }

    public void Dispose()
    {
        http.Dispose();
        folder.Delete(recursive: true);
    }

    private string In(string name) => Path.Combine(folder.FullName, name);

    private async Task<double> Time(string path)
    {
        var clock = Stopwatch.StartNew();
        await http.GetStringAsync(new Uri(path, UriKind.Relative));
        return clock.Elapsed.TotalMilliseconds;
    }

    private static double Run(string program, params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? clock.Elapsed.TotalSeconds : throw new InvalidOperationException($"{program}: {said}");
    }
}
