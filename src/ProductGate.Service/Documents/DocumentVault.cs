using System.Security.Cryptography;
using Npgsql;
using ProductGate.Service.Ops;

namespace ProductGate.Service.Documents;

/// <param name="Size">Bytes.</param>
public sealed record StoredDocument(string Sha256, long Size, string MediaType);

/// <summary>Documents in PostgreSQL, in chunks: memory holds one of them, never a document, and no connection waits for somebody's network.</summary>
internal sealed class DocumentVault(NpgsqlDataSource database, TimeProvider clock)
{
    public const long LargestDocument = 25 * 1024 * 1024;

    /// <summary>Stores the bytes once. Whoever stores them again is answered as if they were the first.</summary>
    public async Task<StoredDocument> Store(Spool spool, string by, NpgsqlTransaction transaction, CancellationToken stop)
    {
        var connection = transaction.Connection!;
        await using (var known = connection.Ask($"select 1 from {DocumentTables.Documents} where sha256 = $1", spool.Sha256))
            if (await known.ExecuteScalarAsync(stop) is null) await Insert(connection, transaction, spool, by, stop);
        await connection.Execute($"insert into {DocumentTables.Holders} (sha256, person, media_type) values ($1, $2, $3) on conflict do nothing", stop, spool.Sha256, by, spool.MediaType);
        return new(spool.Sha256, spool.Size, spool.MediaType);
    }

    /// <summary>With the media type under which this person stored it, else the first one.</summary>
    public async Task<StoredDocument?> Find(string sha256, string reader, CancellationToken stop)
    {
        await using var command = database.Ask(
            $"select d.size, coalesce(h.media_type, d.media_type) from {DocumentTables.Documents} d left join {DocumentTables.Holders} h on h.sha256 = d.sha256 and h.person = $2 where d.sha256 = $1", sha256, reader);
        await using var found = await command.ExecuteReaderAsync(stop);
        return await found.ReadAsync(stop) ? new(sha256, found.GetInt64(0), found.GetString(1)) : null;
    }

    /// <summary>Those of the documents that are stored; with a person, those that this person has stored.</summary>
    public async Task<string[]> Known(string[] wanted, string? holder, CancellationToken stop) => [.. holder is null
        ? await database.Read($"select sha256 from {DocumentTables.Documents} where sha256 = any($1)", r => r.GetString(0), stop, (object)wanted)
        : await database.Read($"select sha256 from {DocumentTables.Holders} where sha256 = any($1) and person = $2", r => r.GetString(0), stop, wanted, holder)];

    /// <remarks>The last chunk is held back until the hash of all is known: nobody gets the whole of a document that is not what was stored.</remarks>
    /// <exception cref="InvalidDataException">The stored bytes were changed.</exception>
    public async Task CopyTo(string sha256, Stream target, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] held = [];
        for (var number = 0; await Chunk(sha256, number, stop) is { } chunk; number++)
        {
            await target.WriteAsync(held, stop);
            hash.AppendData(chunk);
            held = chunk;
        }
        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != sha256) throw new InvalidDataException($"The bytes of document {sha256} are not those that were stored.");
        await target.WriteAsync(held, stop);
    }

    private async Task<byte[]?> Chunk(string sha256, int number, CancellationToken stop)
    {
        await using var command = database.Ask($"select c.bytes from {DocumentTables.Documents} d join {DocumentTables.Chunks} c on c.content = d.content where d.sha256 = $1 and c.number = $2", sha256, number);
        return (byte[]?)await command.ExecuteScalarAsync(stop);
    }

    private async Task Insert(NpgsqlConnection connection, NpgsqlTransaction transaction, Spool spool, string by, CancellationToken stop)
    {
        await transaction.SaveAsync("before", stop);
        var (content, number) = (Guid.CreateVersion7(clock.GetUtcNow()), 0);
        await foreach (var chunk in spool.Chunks(stop))
            await connection.Execute($"insert into {DocumentTables.Chunks} (content, number, bytes) values ($1, $2, $3)", stop, content, number++, chunk);
        var stored = await connection.Execute(
            $"insert into {DocumentTables.Documents} (sha256, content, size, media_type, stored_by, stored_at) values ($1, $2, $3, $4, $5, $6) on conflict (sha256) do nothing", stop,
            spool.Sha256, content, spool.Size, spool.MediaType, by, clock.GetUtcNow());
        // Somebody was faster: going back takes the new chunks away again.
        if (stored == 0) await transaction.RollbackAsync("before", stop);
    }
}
