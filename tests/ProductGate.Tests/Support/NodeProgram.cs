using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using ProductGate.Tests.Guards;

namespace ProductGate.Tests.Support;

/// <summary>A real counterpart run by Node.js: says 'ready' and its ports, and ends with the tests.</summary>
internal sealed class NodeProgram : IAsyncDisposable
{
    private readonly Process process;

    private NodeProgram(Process process, int[] ports)
    {
        (this.process, Ports) = (process, ports);
        Api = new() { BaseAddress = new($"http://127.0.0.1:{ports[^1]}") };
    }

    public int[] Ports { get; }

    /// <summary>The way to its inbox and its faults.</summary>
    public HttpClient Api { get; }

    public static Task<NodeProgram> Mail(params (string Name, string Value)[] settings) => Start("mail.mjs", settings);

    public static Task<NodeProgram> Webhooks(params (string Name, string Value)[] settings) => Start("webhooks.mjs", settings);

    public Task<JsonElement> Get(string path) => Api.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative));

    public async Task Set(string path, object value)
    {
        using var answer = await Api.PostAsJsonAsync(new Uri(path, UriKind.Relative), value);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<NodeProgram> Start(string script, (string Name, string Value)[] settings)
    {
        var folder = Path.Combine(Sources.Root, "tests", "ProductGate.Tests", "Support", "provider");
        var start = new ProcessStartInfo("node", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = folder };
        start.Environment["CHILD"] = "1";
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var process = Process.Start(start)!;
        var ready = await process.StandardOutput.ReadLineAsync();
        return ready?.Split(' ') is ["ready", .. var ports] ? new(process, [.. ports.Select(int.Parse)]) : throw new InvalidOperationException($"{script} did not start: {ready}");
    }
}
