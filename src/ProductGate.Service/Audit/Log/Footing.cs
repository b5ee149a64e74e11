using Npgsql;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>
/// What the next checkpoint stands on. Whoever owns the database can change every row of the log, but has no key: so that this service does not sign for
/// them, it adds nothing to a log whose newest checkpoint it has not signed, or which did not grow out of what this process saw before, or out of
/// what was published before it began.
/// </summary>
internal sealed class Footing(LogOptions options, CheckpointFolder folder)
{
    private Checkpoint? seen;
    private string? note;

    /// <param name="signer">Whose signature the newest checkpoint has to have.</param>
    /// <returns>What was signed last; the roots that the tables have are compared with it where they are used.</returns>
    /// <exception cref="InvalidDataException">The log was tampered with.</exception>
    public async Task<Checkpoint> Check(NpgsqlConnection connection, Seal last, LogKey signer, CancellationToken stop)
    {
        var now = last == Seal.None ? new Checkpoint(options.Origin, 0, MerkleTree.Empty, 0, MerkleTree.Empty, last.At) : last.Checkpoint;
        if (last.Note == note) return now;
        if (last != Seal.None && (now.Size != last.Size || !SignedNote.Read(last.Note)!.IsSignedBy(signer, SigningKey.Verify)))
            throw new InvalidDataException("The newest checkpoint in the database is not one that was signed here.");
        seen ??= await folder.Newest(stop) is { } published ? CheckpointFolder.Read(published) : null;
        if (seen is not null && await Publication.Contradicts(connection, seen, now, stop) is { } contradiction) throw new InvalidDataException(contradiction);
        (seen, note) = (now, last.Note);
        return now;
    }
}
