using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using ProductGate.Domain;

namespace ProductGate.Tests.Support;

/// <summary>The service as a process of its own, as it runs at a bank: to set up a database, and to be killed.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private const string Development = "Development";
    private readonly Process process;
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> tokens = new();

    private ServiceProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Applies the schema with the service's own command.</summary>
    public static async Task Setup(string connectionString)
    {
        var (exit, said) = await ToEnd(Launch(connectionString, Development, "setup"));
        if (exit != 0) throw new InvalidOperationException($"setup failed: {said}");
    }

    /// <summary>Runs one of the commands that need no database, and finds none.</summary>
    public static Task<(int ExitCode, string Said)> Command(params string[] arguments) => ToEnd(Launch("Host=127.0.0.1;Port=1", Development, arguments));

    /// <summary>Starts the service in an environment in which it should end by itself; its exit code and what it said.</summary>
    public static Task<(int ExitCode, string Said)> RunToEnd(string connectionString, string environment, params string[] arguments) =>
        ToEnd(Launch(connectionString, environment, ["--urls", $"http://127.0.0.1:{Postgres.FreePort()}", .. arguments]));

    /// <summary>Runs one of its commands on a database.</summary>
    public static Task<(int ExitCode, string Said)> CommandOn(string connectionString, params string[] arguments) => ToEnd(Launch(connectionString, Development, arguments));

    private static async Task<(int ExitCode, string Said)> ToEnd(Process process)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var ended = process;
        try
        {
            var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, string.Concat(said));
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    /// <summary>Starts the service and waits until it is ready.</summary>
    public static async Task<ServiceProcess> Start(string connectionString, params string[] arguments)
    {
        var address = new Uri($"http://127.0.0.1:{Postgres.FreePort()}");
        var process = Launch(connectionString, Development, ["--urls", address.ToString(), .. arguments]);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var service = new ServiceProcess(process, address);
        await service.UntilReady();
        return service;
    }

    /// <summary>A client with which this person of the demo bank acts.</summary>
    public HttpClient As(Actor person) => new(new Signed(() => tokens.GetOrAdd(person.Id, id => new(() => TokenOf(id))).Value)) { BaseAddress = Address };

    /// <summary>Ends it as a power cut would: nothing is flushed, nobody is told.</summary>
    public async Task KillNine()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillNine();
        process.Dispose();
    }

    private async Task<string> TokenOf(string person)
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var answer = await client.PostAsJsonAsync(new Uri("/demo/token", UriKind.Relative), new { person });
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).Text("accessToken")!;
    }

    private async Task UntilReady()
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await timer.WaitForNextTickAsync(patience.Token))
        {
            if (process.HasExited) throw new InvalidOperationException("The service ended while it was starting.");
            try
            {
                if ((await client.GetAsync(new Uri("/health/ready", UriKind.Relative), patience.Token)).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }
        }
    }

    private static Process Launch(string connectionString, string environment, params string[] arguments)
    {
        var folder = typeof(ServiceProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ServiceFolder").Value!;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "ProductGate.Service.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder,
        };
        start.Environment["CONNECTIONSTRINGS__PRODUCTGATE"] = connectionString;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        return Process.Start(start)!;
    }
}
