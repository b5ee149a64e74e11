using System.Globalization;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>One file for each checkpoint, in the form in which auditors keep them.</summary>
internal sealed class CheckpointFolder(LogOptions options)
{
    public const string NewestName = "newest.checkpoint";
    public const string Unusable = "Checkpoints cannot be written to the folder for them (Audit:Folder).";

    /// <summary>Below the place where checkpoints are kept: by day and size.</summary>
    public static string NameOf(Seal seal) => string.Create(CultureInfo.InvariantCulture, $"{seal.At.UtcDateTime:yyyy-MM-dd}/{seal.Size:D12}.checkpoint");

    /// <exception cref="InvalidDataException">What lies there is no checkpoint.</exception>
    public static Checkpoint Read(string note) =>
        SignedNote.Read(note) is { } read && Checkpoint.Read(read.Text) is { } checkpoint ? checkpoint : throw new InvalidDataException("What was published last is no checkpoint any more.");

    /// <summary>What was published last; null where nothing was, or no folder is configured.</summary>
    public async Task<string?> Newest(CancellationToken stop) =>
        options.Folder is { } folder && Path.Combine(folder, NewestName) is var newest && File.Exists(newest) ? await File.ReadAllTextAsync(newest, stop) : null;

    /// <param name="token">The answer of a time stamping service, which lies beside its checkpoint.</param>
    public async Task Write(Seal seal, string note, byte[]? token, CancellationToken stop)
    {
        foreach (var name in (string[])[NameOf(seal), NewestName])
        {
            var file = Path.Combine(options.Folder!, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            if (token is not null) await Write($"{file}.tsr", token, stop);
            else File.Delete($"{file}.tsr");
            await Write(file, System.Text.Encoding.UTF8.GetBytes(note), stop);
        }
    }

    /// <remarks>Whoever reads it at the same moment finds either the former or the new one, whole.</remarks>
    private static async Task Write(string file, byte[] content, CancellationToken stop)
    {
        var draft = $"{file}.{Guid.NewGuid():N}";
        await File.WriteAllBytesAsync(draft, content, stop);
        File.Move(draft, file, overwrite: true);
    }
}
