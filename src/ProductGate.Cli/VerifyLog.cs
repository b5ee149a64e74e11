using System.Buffers;
using System.CommandLine;
using System.IO.Pipelines;
using ProductGate.Domain;

namespace ProductGate.Cli;

/// <summary><c>gate audit verify-log</c>: an export of the whole log, of any size.</summary>
internal static class VerifyLog
{
    private const int BatchOfLines = 8192;

    public static Command Command()
    {
        var (export, keys, checkpoints, json) = (new Argument<string>("export") { Description = "The NDJSON file, or - for the standard input." }, Inputs.Keys, Inputs.Checkpoints, Inputs.Json);
        var progress = new Option<bool>("--progress") { Description = "Say on the standard error how many leaves were read; without being asked where that is a terminal." };
        var command = new Command("verify-log", "Verifies an export of the whole log: no leaf altered, no fact missing, no product removed. Exit 0: proven, 1: something is wrong, 2: cannot be read.") { export, keys, checkpoints, json, progress };
        command.SetAction((a, stop) => Verdicts.TryAsync(a.GetValue(json), () => Run(a.GetValue(export)!, a.GetValue(keys)!, a.GetValue(checkpoints), a.GetValue(json), a.GetValue(progress) || !Console.IsErrorRedirected, stop)));
        return command;
    }

    private static async Task<int> Run(string file, string[] keys, string[]? checkpoints, bool json, bool progress, CancellationToken stop)
    {
        var verifier = new LogVerifier(Inputs.Trust(keys), Inputs.Read(checkpoints));
        await using var stream = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
        var last = await Feed(verifier, PipeReader.Create(stream, new(bufferSize: 1 << 20)), progress ? Count : null, stop);
        if (progress) Console.Error.WriteLine();
        return Verdicts.Say(verifier.End(last), $"{file}: {verifier.Leaves} leaves, {verifier.Products} products", json);
    }

    private static void Count(long leaves) => Console.Error.Write($"\r{leaves} leaves");

    /// <summary>Gives the verifier every line but the last, which is returned: only at the end it is known to be that.</summary>
    private static async Task<byte[]> Feed(LogVerifier verifier, PipeReader reader, Action<long>? count, CancellationToken stop)
    {
        var (begun, lines) = (false, new List<ReadOnlyMemory<byte>>());
        while (true)
        {
            var read = await reader.ReadAsync(stop);
            var buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                if (begun) lines.Add(buffer.Slice(0, end).ToArray());
                else verifier.Begin(buffer.Slice(0, end).ToArray());
                (begun, buffer) = (true, buffer.Slice(buffer.GetPosition(1, end)));
            }
            if (lines.Count > BatchOfLines)
            {
                verifier.Take(lines[..^1]);
                lines.RemoveRange(0, lines.Count - 1);
                count?.Invoke(verifier.Leaves);
            }
            if (read.IsCompleted && !buffer.IsEmpty) throw new UnreadableBundleException("The export does not end with a whole line: it was cut off.");
            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted) break;
        }
        if (lines.Count == 0) throw new UnreadableBundleException("The export has no last line.");
        verifier.Take(lines[..^1]);
        count?.Invoke(verifier.Leaves);
        return lines[^1].ToArray();
    }
}
