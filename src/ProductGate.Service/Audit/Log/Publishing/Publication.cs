using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Notifications;

namespace ProductGate.Service.Audit;

/// <summary>Puts the newest checkpoint where the database's owner cannot take it back, with what witnesses and a time stamping service say to it.</summary>
internal sealed class Publication(LogOptions options, LogHealth health, CheckpointFolder folder, Witnesses witnesses, TimeStamps stamps, CheckpointRepository repository, CheckpointCalls calls)
{
    private string? everywhere;

    /// <summary>Publishes the newest where it is not yet, unless what was published contradicts it.</summary>
    public async Task Publish(NpgsqlConnection connection, CancellationToken stop)
    {
        try
        {
            // The folder before the database: another node may publish in between, and what it publishes is in the database first.
            var published = await folder.Newest(stop);
            if (await Seal.Newest(connection, stop) is not { } seal) return;
            var last = published is null ? null : CheckpointFolder.Read(published);
            var contradiction = last is null ? null : await Contradicts(connection, last, seal.Checkpoint, stop);
            health.Say(LogTrouble.Forked, contradiction);
            if (contradiction is not null || everywhere == seal.Note) return;
            var trouble = last?.Text == seal.Checkpoint.Text ? await Elsewhere(seal, published!, stop) : await Anew(connection, seal, stop);
            health.Say(LogTrouble.Unpublished, trouble);
            if (trouble is null) everywhere = seal.Note;
        }
        catch (InvalidDataException e)
        {
            health.Say(LogTrouble.Forked, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            health.Say(LogTrouble.Unpublished, CheckpointFolder.Unusable);
        }
    }

    /// <summary>In which way the log cannot have grown out of that checkpoint; null where it did.</summary>
    public static async Task<string?> Contradicts(NpgsqlConnection connection, Checkpoint before, Checkpoint now, CancellationToken stop)
    {
        if (before.Size > now.Size) return $"A checkpoint of {before.Size} leaves was published, and the database has only {now.Size}: it was set back.";
        var proof = await LogReading.Consistency(connection, before.Size, now.Size, stop);
        return MerkleChecks.IsConsistent(before.Size, before.Root, now.Size, now.Root, proof) ? null : $"The database's log did not grow out of the checkpoint of {before.Size} leaves that was published: it was rewritten.";
    }

    /// <summary>What went wrong, if anything. Witnesses come first, so that all places get the same note.</summary>
    private async Task<string?> Anew(NpgsqlConnection connection, Seal seal, CancellationToken stop)
    {
        var (note, trouble) = await witnesses.Sign(connection, seal, stop);
        if (options.Folder is not null)
        {
            var token = await stamps.Of(note, stop);
            if (token is null && options.Timestamp is not null) trouble ??= "The time stamping service gives no valid time stamp (Audit:Timestamp).";
            await folder.Write(seal, note, token, stop);
        }
        return await Elsewhere(seal, note, stop) ?? trouble;
    }

    /// <summary>Doing it again does no harm.</summary>
    private async Task<string?> Elsewhere(Seal seal, string note, CancellationToken stop)
    {
        await calls.Tell(seal.Checkpoint, note, stop);
        return await repository.Commit(seal, note, stop);
    }
}
