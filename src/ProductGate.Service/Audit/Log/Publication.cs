using System.Globalization;
using Npgsql;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>Puts checkpoints where the database's owner cannot take them back: one file each, in the form in which auditors keep them.</summary>
internal sealed class Publication(LogOptions options, LogHealth health)
{
    private const string Newest = "newest.checkpoint";
    private const string Unwritable = "Checkpoints cannot be written to the folder for them (Audit:Folder).";

    /// <summary>Publishes the newest, unless what was published contradicts it.</summary>
    public async Task Publish(NpgsqlConnection connection, CancellationToken stop)
    {
        if (options.Folder is not { } folder || await Seal.Newest(connection, stop) is not { } seal) return;
        try
        {
            var newest = Path.Combine(folder, Newest);
            if (File.Exists(newest) && await Contradicts(connection, Read(await File.ReadAllTextAsync(newest, stop)), seal.Checkpoint, stop) is { } contradiction)
            {
                health.Say(LogTrouble.Forked, contradiction);
                return;
            }
            var day = Directory.CreateDirectory(Path.Combine(folder, seal.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
            await Write(Path.Combine(day.FullName, $"{seal.Size.ToString("D12", CultureInfo.InvariantCulture)}.checkpoint"), seal.Note, stop);
            await Write(newest, seal.Note, stop);
            health.Say(LogTrouble.Forked, null);
            health.Say(LogTrouble.Unpublished, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            health.Say(LogTrouble.Unpublished, Unwritable);
        }
    }

    private static async Task<string?> Contradicts(NpgsqlConnection connection, Checkpoint? published, Checkpoint now, CancellationToken stop)
    {
        if (published is null) return "What was published last is no checkpoint any more.";
        if (published.Size > now.Size) return $"A checkpoint of {published.Size} leaves was published, and the database has only {now.Size}: it was set back.";
        var proof = await LogReading.Consistency(connection, published.Size, now.Size, stop);
        return MerkleChecks.IsConsistent(published.Size, published.Root, now.Size, now.Root, proof) ? null : $"The database's log did not grow out of the checkpoint of {published.Size} leaves that was published: it was rewritten.";
    }

    private static Checkpoint? Read(string note) => SignedNote.Read(note) is { } read ? Checkpoint.Read(read.Text) : null;

    /// <remarks>Whoever reads it at the same moment finds either the former or the new one, whole.</remarks>
    private static async Task Write(string file, string text, CancellationToken stop)
    {
        var draft = $"{file}.{Guid.NewGuid():N}";
        await File.WriteAllTextAsync(draft, text, stop);
        File.Move(draft, file, overwrite: true);
    }
}
