using System.Globalization;
using System.Net;
using System.Text;
using Npgsql;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>
/// Shows each new checkpoint to witnesses, with the proof that it grew out of what they saw before (C2SP tlog-witness, add-checkpoint), and adds the lines
/// with which they sign it. Whoever has the service's key cannot show one log to a witness and another to an auditor.
/// </summary>
internal sealed partial class Witnesses(LogOptions options, ILogger<Witnesses> log)
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 64 * 1024 };

    /// <summary>Up to where each has seen the log, by its address.</summary>
    private readonly Dictionary<string, long> seen = [];

    /// <summary>The checkpoint with the lines of those who signed, and what went wrong with the others.</summary>
    public async Task<(string Note, string? Trouble)> Sign(NpgsqlConnection connection, Seal seal, CancellationToken stop)
    {
        var (note, trouble) = (SignedNote.Read(seal.Note)!, (string?)null);
        foreach (var witness in options.Witnesses)
            if (await Ask(connection, witness, seal, stop) is { } line) note = note with { Signatures = note.Signatures.Add(line) };
            else trouble = $"The witness {witness.Url} did not sign the newest checkpoint.";
        return (note.Write(), trouble);
    }

    private async Task<NoteSignature?> Ask(NpgsqlConnection connection, WitnessOptions witness, Seal seal, CancellationToken stop)
    {
        try
        {
            var key = WitnessKey.Read(witness.Key);
            var answer = await Add(connection, witness.Url, seal, stop);
            // It saw the log at another size than was thought here: after a restart of either.
            if (answer.Status == HttpStatusCode.Conflict && long.TryParse(answer.Body.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size <= seal.Size)
            {
                seen[witness.Url] = size;
                answer = await Add(connection, witness.Url, seal, stop);
            }
            if (answer.Status != HttpStatusCode.OK || SignedNote.Read($"{seal.Checkpoint.Text}\n{answer.Body}") is not { } signed) return null;
            var line = signed.Signatures.FirstOrDefault(s => key.HasSigned(signed.Text, s));
            if (line is not null) seen[witness.Url] = seal.Size;
            return line;
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            Failed(e);
            return null;
        }
    }

    private async Task<(HttpStatusCode Status, string Body)> Add(NpgsqlConnection connection, string url, Seal seal, CancellationToken stop)
    {
        var old = seen.GetValueOrDefault(url);
        var proof = await LogReading.Consistency(connection, old, seal.Size, stop);
        using var body = new StringContent($"old {old}\n{string.Concat(proof.Select(h => $"{Convert.ToBase64String(h)}\n"))}\n{seal.Note}", Encoding.UTF8, "text/plain");
        using var answer = await Http.PostAsync($"{url.TrimEnd('/')}/add-checkpoint", body, stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(stop));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A witness could not be shown a checkpoint.")]
    private partial void Failed(Exception e);
}
