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
    /// <exception cref="ProblemException">413: more than 25 MiB; 422: no bytes at all.</exception>
    public async Task<StoredDocument> Store(Stream bytes, string mediaType, string by, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var content = Guid.CreateVersion7(clock.GetUtcNow());
        var (sha256, size) = await WriteChunks(connection, content, bytes, stop);
        if (size == 0) throw new ProblemException(Problem.Field(422, "empty-document", "file", "The document is empty."));

        await using var insert = new NpgsqlCommand(
            $"insert into {DocumentTables.Documents} (sha256, content, size, media_type, stored_by, stored_at) values ($1, $2, $3, $4, $5, $6) on conflict (sha256) do nothing", connection)
        {
            Parameters = { new() { Value = sha256 }, new() { Value = content }, new() { Value = size }, new() { Value = mediaType }, new() { Value = by }, new() { Value = clock.GetUtcNow() } },
        };
        // Known already: leaving the transaction takes the new chunks back.
        if (await insert.ExecuteNonQueryAsync(stop) == 0) return (await Find(sha256, stop))!;
        await transaction.CommitAsync(stop);
        return new(sha256, size, mediaType);
    }

    public async Task<StoredDocument?> Find(string sha256, CancellationToken stop)
    {
        await using var command = database.CreateCommand($"select size, media_type from {DocumentTables.Documents} where sha256 = $1");
        command.Parameters.Add(new() { Value = sha256 });
        await using var reader = await command.ExecuteReaderAsync(stop);
        return await reader.ReadAsync(stop) ? new(sha256, reader.GetInt64(0), reader.GetString(1)) : null;
    }

    public async Task<string?> StoredBy(string sha256, CancellationToken stop)
    {
        await using var command = database.CreateCommand($"select stored_by from {DocumentTables.Documents} where sha256 = $1");
        command.Parameters.Add(new() { Value = sha256 });
        return (string?)await command.ExecuteScalarAsync(stop);
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

    /// <exception cref="ProblemException">422: a reference to a document that was never stored.</exception>
    public async Task MustHave(IEnumerable<DocumentRef> documents, CancellationToken stop)
    {
        var wanted = documents.Select(d => d.Sha256).Distinct().ToArray();
        if (wanted.Length == 0) return;
        await using var command = database.CreateCommand($"select x from unnest($1::text[]) x where not exists (select from {DocumentTables.Documents} where sha256 = x) limit 1");
        command.Parameters.Add(new() { Value = wanted });
        if (await command.ExecuteScalarAsync(stop) is string missing)
            throw new ProblemException(Problem.Field(422, "unknown-document", "documents", $"No document {missing} was stored. Store it first, at /api/documents."));
    }

    private static async Task<(string Sha256, long Size)> WriteChunks(NpgsqlConnection connection, Guid content, Stream bytes, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[ChunkSize];
        long size = 0;
        for (var number = 0; ; number++)
        {
            var read = await bytes.ReadAtLeastAsync(buffer, ChunkSize, throwOnEndOfStream: false, stop);
            if (read == 0) return (Convert.ToHexStringLower(hash.GetHashAndReset()), size);
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
