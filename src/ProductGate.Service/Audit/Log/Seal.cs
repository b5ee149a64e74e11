using Npgsql;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>A checkpoint as it is kept: the signed note, and up to where everything is in the tree.</summary>
/// <param name="Facts">The last event; likewise <paramref name="Refusals"/> and <paramref name="Readings"/>.</param>
internal sealed record Seal(long Number, long Size, string Note, DateTimeOffset At, long Facts, long Refusals, long Readings)
{
    public static readonly Seal None = new(0, 0, "", DateTimeOffset.UnixEpoch, 0, 0, 0);

    private const string Columns = "number, size, note, at, facts, refusals, readings";

    /// <exception cref="InvalidDataException">The row was changed.</exception>
    public Checkpoint Checkpoint => SignedNote.Read(Note) is { } note && Domain.Checkpoint.Read(note.Text) is { } checkpoint ? checkpoint : throw new InvalidDataException($"Checkpoint {Number} in the database is no checkpoint any more.");

    public static async Task<Seal?> Newest(NpgsqlConnection connection, CancellationToken stop) => (await Select(connection, "order by number desc limit 1", [], stop)).FirstOrDefault();

    public static Task<List<Seal>> OfSize(NpgsqlConnection connection, long size, CancellationToken stop) => Select(connection, "where size = $1 order by number desc limit 1", [size], stop);

    /// <summary>Of more leaves than one size and at most another, in their order.</summary>
    public static Task<List<Seal>> Between(NpgsqlConnection connection, long after, long until, CancellationToken stop) =>
        Select(connection, "where size > $1 and size <= $2 order by size, number", [after, until], stop);

    /// <summary>The newest that does not have this event yet.</summary>
    public static Task<List<Seal>> Before(NpgsqlConnection connection, long fact, CancellationToken stop) => Select(connection, "where facts < $1 order by number desc limit 1", [fact], stop);

    public async Task Keep(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand($"insert into {LogTables.Checkpoints} ({Columns}) values ($1, $2, $3, $4, $5, $6, $7)", connection);
        foreach (var value in (object[])[Number, Size, Note, At, Facts, Refusals, Readings]) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(stop);
    }

    private static async Task<List<Seal>> Select(NpgsqlConnection connection, string which, long[] about, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand($"select {Columns} from {LogTables.Checkpoints} {which}", connection);
        foreach (var size in about) command.Parameters.Add(new() { Value = size });
        await using var r = await command.ExecuteReaderAsync(stop);
        var seals = new List<Seal>();
        while (await r.ReadAsync(stop)) seals.Add(new(r.GetInt64(0), r.GetInt64(1), r.GetString(2), r.GetFieldValue<DateTimeOffset>(3), r.GetInt64(4), r.GetInt64(5), r.GetInt64(6)));
        return seals;
    }
}
