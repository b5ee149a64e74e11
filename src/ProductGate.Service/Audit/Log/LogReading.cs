using System.Data;
using Npgsql;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>Reads the log as it is at one moment, while it grows.</summary>
internal static class LogReading
{
    public static async Task<T> AtOneMoment<T>(this NpgsqlDataSource database, Func<NpgsqlConnection, Task<T>> read, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        return await read(connection);
    }

    public static Task AtOneMoment(this NpgsqlDataSource database, Func<NpgsqlConnection, Task> look, CancellationToken stop) => database.AtOneMoment<bool>(
        async connection =>
        {
            await look(connection);
            return true;
        },
        stop);

    /// <summary>How many of the product's facts are in the tree.</summary>
    public static async Task<long> SealedSteps(this NpgsqlDataSource database, Guid product, CancellationToken stop)
    {
        await using var command = database.CreateCommand($"select length from {LogTables.Products} where product = $1");
        command.Parameters.AddWithValue(product);
        return await command.ExecuteScalarAsync(stop) as long? ?? 0;
    }

    /// <summary>The first key and the notes with which each handed over to the next; null while there is none.</summary>
    public static async Task<BundleKeys?> Keys(NpgsqlConnection connection, CancellationToken stop) =>
        await KeyRing.Known(connection, stop) is [var first, .. var later] ? new(first.Key.Text, [.. later.Select(k => k.Rotation).OfType<string>()]) : null;

    /// <exception cref="InvalidDataException">Rows of the log were taken away.</exception>
    public static async Task<byte[][]> Inclusion(NpgsqlConnection connection, long index, long size, CancellationToken stop)
    {
        var read = await StoredTree.OfLeaves(connection).For(r => MerkleProof.Inclusion(index, size, r), stop);
        return MerkleProof.Inclusion(index, size, read);
    }

    /// <exception cref="InvalidDataException">Rows of the log were taken away.</exception>
    public static async Task<byte[][]> Consistency(NpgsqlConnection connection, long from, long to, CancellationToken stop)
    {
        var read = await StoredTree.OfLeaves(connection).For(r => MerkleProof.Consistency(from, to, r), stop);
        return MerkleProof.Consistency(from, to, read);
    }
}
