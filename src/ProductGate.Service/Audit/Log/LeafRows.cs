using Npgsql;
using NpgsqlTypes;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>Writes leaves and the tiles that they complete. Only ever adds rows.</summary>
internal static class LeafRows
{
    private static readonly string InsertLeaves = $"insert into {LogTables.Leaves} (position, kind, number, product, version, policy, hash) select * from unnest($1, $2, $3, $4, $5, $6, $7)";
    private static readonly string InsertNodes = $"insert into {LogTables.Nodes} (level, place, hash) select * from unnest($1, $2, $3)";
    private static readonly string InsertBatch = $"insert into {LogTables.Batches} (last, first, count, digest, at) values ($1, $2, $3, $4, $5)";

    /// <summary>Appends the leaves to the tree that was signed; its new root.</summary>
    /// <exception cref="InvalidDataException">The tree is another.</exception>
    public static async Task<byte[]> Append(NpgsqlConnection connection, Checkpoint signed, List<Leaf> leaves, CancellationToken stop)
    {
        var size = signed.Size;
        var read = await StoredTree.OfLeaves(connection).For(r => _ = new MerkleFrontier(size, r), stop);
        var frontier = new MerkleFrontier(size, read);
        if (!frontier.Root().AsSpan().SequenceEqual(signed.Root)) throw new InvalidDataException("The tree in the database is not the one that was signed.");
        var nodes = leaves.SelectMany(l => frontier.Append(l.Hash)).Where(n => n.Node.Level > 0 && n.Node.Level % StoredTree.Step == 0).ToArray();
        Placed[] placed = [.. leaves.Select((l, i) => new Placed(size + i, l))];
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Inserting(placed));
        if (nodes.Length > 0) batch.BatchCommands.Add(Inserting(nodes));
        await batch.ExecuteNonQueryAsync(stop);
        return frontier.Root();
    }

    /// <summary>Keeps which access records make up a batch; its leaf.</summary>
    public static async Task<Leaf> KeepBatch(NpgsqlConnection connection, long first, long last, List<NumberedReading> batch, DateTimeOffset at, CancellationToken stop)
    {
        var digest = ReadingBatches.DigestOf(batch);
        await using var command = new NpgsqlCommand(InsertBatch, connection);
        foreach (var value in (object[])[last, first, batch.Count, digest, at]) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(stop);
        return ReadingBatches.LeafOf(first, last, batch.Count, digest, at);
    }

    private static NpgsqlBatchCommand Inserting(Placed[] leaves) => new(InsertLeaves)
    {
        Parameters =
        {
            leaves.Column(NpgsqlDbType.Bigint, l => l.Position), leaves.Column(NpgsqlDbType.Text, l => l.Leaf.Kind), leaves.Column(NpgsqlDbType.Bigint, l => l.Leaf.Number),
            leaves.Column(NpgsqlDbType.Uuid, l => l.Leaf.Product), leaves.Column(NpgsqlDbType.Bigint, l => l.Leaf.Version), leaves.Column(NpgsqlDbType.Text, l => l.Leaf.Policy),
            leaves.Column(NpgsqlDbType.Bytea, l => l.Leaf.Hash),
        },
    };

    private static NpgsqlBatchCommand Inserting((TreeNode Node, byte[] Hash)[] nodes) => new(InsertNodes)
    {
        Parameters = { nodes.Column(NpgsqlDbType.Integer, n => n.Node.Level), nodes.Column(NpgsqlDbType.Bigint, n => n.Node.Index), nodes.Column(NpgsqlDbType.Bytea, n => n.Hash) },
    };

    private sealed record Placed(long Position, Leaf Leaf);
}
