using Npgsql;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>
/// A Merkle tree in the database as tiles of sixteen: the leaf hashes, and of the complete subtrees every fourth level. What lies between is made when
/// it is asked for, so that a proof costs a few tiles whatever the size of the tree.
/// </summary>
/// <param name="leaves">Selects place and hash (or what <paramref name="hash"/> makes it of) of the leaves in the tiles $1.</param>
internal sealed class StoredTree(NpgsqlConnection connection, string leaves, Func<NpgsqlDataReader, byte[]> hash, string nodes)
{
    /// <summary>Levels from tile to tile.</summary>
    public const int Step = 4;

    private readonly Dictionary<TreeNode, byte[]> known = [];
    private readonly HashSet<TreeNode> fetched = [];

    /// <summary>The log itself.</summary>
    public static StoredTree OfLeaves(NpgsqlConnection connection) => new(
        connection, $"select l.position, l.hash from unnest($1) t (tile), lateral (select position, hash from {LogTables.Leaves} where position >= t.tile * 16 and position < t.tile * 16 + 16) l",
        r => r.GetFieldValue<byte[]>(1), LogTables.Nodes);

    /// <summary>The map of products.</summary>
    public static StoredTree OfProducts(NpgsqlConnection connection) => new(
        connection, $"select p.place, p.product, p.length, p.head from unnest($1) t (tile), lateral (select * from {LogTables.Products} where place >= t.tile * 16 and place < t.tile * 16 + 16) p",
        r => new ProductHead(r.GetGuid(1), r.GetInt64(2), r.GetFieldValue<byte[]>(3)).EntryHash, LogTables.MapNodes);

    /// <summary>Fetches the tiles that something will read, and gives the reader for it.</summary>
    public async Task<NodeReader> For(Action<NodeReader> what, CancellationToken stop)
    {
        foreach (var level in MerkleTree.Reads(what).Select(Tile).Where(fetched.Add).ToList().GroupBy(t => t.Level)) await Fetch(level.Key, [.. level.Select(t => t.Index)], stop);
        return Read;
    }

    /// <summary>A hash that changed, or came to be, since it was fetched. What lies between it and the next stored level is made anew.</summary>
    public void Put(TreeNode node, byte[] value)
    {
        known[node] = value;
        for (var up = 1; up < Step; up++) known.Remove(new(node.Level + up, node.Index >> up));
    }

    private static TreeNode Tile(TreeNode node)
    {
        var level = node.Level - (node.Level % Step);
        return new(level, node.Index << (node.Level - level) >> Step);
    }

    private async Task Fetch(int level, long[] tiles, CancellationToken stop)
    {
        var stored = $"select n.place, n.hash from unnest($1) t (tile), lateral (select place, hash from {nodes} where level = {level} and place >= t.tile * 16 and place < t.tile * 16 + 16) n";
        await using var command = new NpgsqlCommand(level == 0 ? leaves : stored, connection) { Parameters = { new() { Value = tiles } } };
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop)) known.TryAdd(new(level, reader.GetInt64(0)), level == 0 ? hash(reader) : reader.GetFieldValue<byte[]>(1));
    }

    /// <exception cref="InvalidDataException">The node is not there: rows of the log were taken away.</exception>
    private byte[] Read(TreeNode node)
    {
        if (known.TryGetValue(node, out var found)) return found;
        if (node.Level % Step == 0) throw new InvalidDataException($"The log lacks its node {node.Index} at level {node.Level}: rows were taken away.");
        return known[node] = Digest.OfNode(Read(new(node.Level - 1, node.Index * 2)), Read(new(node.Level - 1, (node.Index * 2) + 1)));
    }
}
