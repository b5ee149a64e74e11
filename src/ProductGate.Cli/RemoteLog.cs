using System.Net.Http.Headers;
using System.Net.Http.Json;
using ProductGate.Domain;

namespace ProductGate.Cli;

/// <summary>The log's public addresses at a service.</summary>
internal sealed class RemoteLog : IDisposable
{
    /// <summary>A bearer token, where the service asks for one.</summary>
    private const string Token = "GATE_TOKEN";

    private readonly HttpClient http;

    public RemoteLog(Uri service)
    {
        http = new() { BaseAddress = new(service.ToString().TrimEnd('/') + "/api/audit/"), Timeout = TimeSpan.FromSeconds(30) };
        if (Environment.GetEnvironmentVariable(Token) is { Length: > 0 } token) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>The newest, as signed.</summary>
    public Task<string> Checkpoint(CancellationToken stop) => http.GetStringAsync(new Uri("checkpoint", UriKind.Relative), stop);

    public async Task<string[]> Consistency(long from, long to, CancellationToken stop) =>
        (await Read<GrowthProof>($"proofs/consistency?from={from}&to={to}", stop)).Proof;

    public async Task<string[]> Rotations(CancellationToken stop) => (await Read<BundleKeys>("keys", stop)).Rotations;

    public void Dispose() => http.Dispose();

    private async Task<T> Read<T>(string path, CancellationToken stop)
    {
        try
        {
            return await http.GetFromJsonAsync<T>(new Uri(path, UriKind.Relative), Json.Options, stop) ?? throw new UnusableException($"{path} says nothing.");
        }
        catch (System.Text.Json.JsonException e)
        {
            throw new UnusableException($"{path} is not what a log says: {e.Message}");
        }
    }
}
