using System.Security.Cryptography;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Documents;

/// <param name="Size">Bytes.</param>
public sealed record StoredDocument(string Sha256, long Size, string MediaType);

/// <summary>Documents in PostgreSQL, streamed in both directions: memory holds one chunk, never a document.</summary>
internal sealed class DocumentVault(NpgsqlDataSource database, TimeProvider clock)
{
    public const long LargestDocument = 25 * 1024 * 1024;
    private const int ChunkSize = 256 * 1024;

    /// <summary>Stores the bytes once; storing them again changes nothing and gives the first answer.</summary>
    /// <exception cref="ProblemException">413: more than 25 MiB; 422: no bytes at all, a program, or not what its media type says.</exception>
    public async Task<StoredDocument> Store(Stream bytes, string mediaType, string by, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await transaction.SaveAsync("before", stop);
        var content = Guid.CreateVersion7(clock.GetUtcNow());
        var (sha256, size, kept) = await WriteChunks(connection, content, bytes, mediaType, stop);
        if (size == 0) throw new ProblemException(Problem.Field(422, "empty-document", "file", "The document is empty."));

        await using var insert = new NpgsqlCommand(
            $"insert into {DocumentTables.Documents} (sha256, content, size, media_type, stored_by, stored_at) values ($1, $2, $3, $4, $5, $6) on conflict (sha256) do nothing", connection)
        {
            Parameters = { new() { Value = sha256 }, new() { Value = content }, new() { Value = size }, new() { Value = kept }, new() { Value = by }, new() { Value = clock.GetUtcNow() } },
        };
        // Known already: going back takes the new chunks away again.
        var isNew = await insert.ExecuteNonQueryAsync(stop) == 1;
        if (!isNew) await transaction.RollbackAsync("before", stop);
        await using var hold = new NpgsqlCommand($"insert into {DocumentTables.Holders} (sha256, person) values ($1, $2) on conflict do nothing", connection)
        {
            Parameters = { new() { Value = sha256 }, new() { Value = by } },
        };
        await hold.ExecuteNonQueryAsync(stop);
        await transaction.CommitAsync(stop);
        return isNew ? new(sha256, size, kept) : (await Find(sha256, stop))!;
    }

    public async Task<StoredDocument?> Find(string sha256, CancellationToken stop)
    {
        await using var command = database.CreateCommand($"select size, media_type from {DocumentTables.Documents} where sha256 = $1");
        command.Parameters.Add(new() { Value = sha256 });
        await using var reader = await command.ExecuteReaderAsync(stop);
        return await reader.ReadAsync(stop) ? new(sha256, reader.GetInt64(0), reader.GetString(1)) : null;
    }

    /// <summary>Those of the documents that are stored; with a person, those that this person has stored.</summary>
    public async Task<string[]> Known(string[] wanted, string? holder, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            holder is null ? $"select sha256 from {DocumentTables.Documents} where sha256 = any($1)" : $"select sha256 from {DocumentTables.Holders} where sha256 = any($1) and person = $2");
        command.Parameters.Add(new() { Value = wanted });
        if (holder is not null) command.Parameters.Add(new() { Value = holder });
        var known = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop)) known.Add(reader.GetString(0));
        return [.. known];
    }

    public async Task CopyTo(string sha256, Stream target, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"select c.bytes from {DocumentTables.Documents} d join {DocumentTables.Chunks} c on c.content = d.content where d.sha256 = $1 order by c.number");
        command.Parameters.Add(new() { Value = sha256 });
        await using var reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess, stop);
        while (await reader.ReadAsync(stop))
        {
            await using var chunk = await reader.GetStreamAsync(0, stop);
            await chunk.CopyToAsync(target, stop);
        }
    }

    private static async Task<(string Sha256, long Size, string MediaType)> WriteChunks(NpgsqlConnection connection, Guid content, Stream bytes, string mediaType, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[ChunkSize];
        long size = 0;
        for (var number = 0; ; number++)
        {
            var read = await bytes.ReadAtLeastAsync(buffer, ChunkSize, throwOnEndOfStream: false, stop);
            if (read == 0) return (Convert.ToHexStringLower(hash.GetHashAndReset()), size, mediaType);
            if (number == 0) mediaType = MediaTypes.Check(mediaType, buffer.AsSpan(0, read));
            size += read;
            if (size > LargestDocument) throw new ProblemException(Problem.Field(413, "too-large", "file", "A document has at most 25 MiB."));
            hash.AppendData(buffer, 0, read);
            await using var insert = new NpgsqlCommand($"insert into {DocumentTables.Chunks} (content, number, bytes) values ($1, $2, $3)", connection)
            {
                Parameters = { new() { Value = content }, new() { Value = number }, new() { Value = new ReadOnlyMemory<byte>(buffer, 0, read) } },
            };
            await insert.ExecuteNonQueryAsync(stop);
        }
    }
}
