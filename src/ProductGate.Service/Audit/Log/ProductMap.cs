using Npgsql;
using NpgsqlTypes;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>The map of products while a batch is sealed: how many facts each has in the tree, the hash over them, and the policy that judges it now.</summary>
internal sealed class ProductMap
{
    private static readonly string Upsert =
        $"""
        insert into {LogTables.Products} (product, place, length, head, policy) select * from unnest($1, $2, $3, $4, $5)
        on conflict (product) do update set length = excluded.length, head = excluded.head, policy = excluded.policy
        """;

    private static readonly string UpsertNodes = $"insert into {LogTables.MapNodes} (level, place, hash) select * from unnest($1, $2, $3) on conflict (level, place) do update set hash = excluded.hash";

    private const string Changed = "The map of products in the database is not the one that was signed.";

    private readonly NpgsqlConnection connection;
    private readonly StoredTree tree;
    private readonly Dictionary<Guid, Row> rows = [];

    private ProductMap(NpgsqlConnection connection, long count) => (this.connection, tree, Count) = (connection, StoredTree.OfProducts(connection), count);

    /// <summary>Products in the map.</summary>
    public long Count { get; private set; }

    /// <summary>With what is known of the products that the facts are about.</summary>
    /// <exception cref="InvalidDataException">The map, or the entry of one of them, is not the one that was signed.</exception>
    public static async Task<ProductMap> Load(NpgsqlConnection connection, Checkpoint signed, List<StoredFact> facts, CancellationToken stop)
    {
        var map = await Read(connection, signed.Products, facts, stop);
        if (!await map.Is(signed, stop)) throw new InvalidDataException(Changed);
        return map;
    }

    private static async Task<ProductMap> Read(NpgsqlConnection connection, long count, List<StoredFact> facts, CancellationToken stop)
    {
        var map = new ProductMap(connection, count);
        await using var command = new NpgsqlCommand($"select product, place, length, head, policy from {LogTables.Products} where product = any($1)", connection) { Parameters = { new() { Value = facts.Select(f => f.Stream).Distinct().ToArray() } } };
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
            map.rows[reader.GetGuid(0)] = new(reader.GetInt64(1), new(reader.GetGuid(0), reader.GetInt64(2), reader.GetFieldValue<byte[]>(3)), reader.IsDBNull(4) ? null : reader.GetString(4));
        return map;
    }

    /// <remarks>Each entry by its way to the root: what lies beside that way is all that is read when the entry changes.</remarks>
    private async Task<bool> Is(Checkpoint signed, CancellationToken stop)
    {
        if (rows.Values.Any(r => r.Place < 0 || r.Place >= Count)) return false;
        var read = await tree.For(
            r =>
            {
                _ = MerkleTree.Root(Count, r);
                foreach (var row in rows.Values) MerkleProof.Inclusion(row.Place, Count, r);
            },
            stop);
        return MerkleTree.Root(Count, read).AsSpan().SequenceEqual(signed.MapRoot)
            && rows.Values.All(r => MerkleChecks.Includes(signed.MapRoot, Count, r.Place, r.Head.EntryHash, MerkleProof.Inclusion(r.Place, Count, read)));
    }

    /// <summary>The fact's leaf, which is now the newest of its product.</summary>
    /// <exception cref="InvalidDataException">The product has facts in the log and no entry in the map any more.</exception>
    public Leaf Take(StoredFact fact)
    {
        if (fact.Version > 1 && !rows.ContainsKey(fact.Stream)) throw new InvalidDataException(Changed);
        var before = rows.TryGetValue(fact.Stream, out var known) ? known : new(Count++, ProductHead.None(fact.Stream), null);
        var policy = fact.Pins() ?? before.Policy;
        var leaf = fact.Under(policy);
        rows[fact.Stream] = new(before.Place, before.Head.After(leaf.Hash), policy);
        return leaf;
    }

    /// <summary>Writes what has changed; the root of the map.</summary>
    public async Task<byte[]> Keep(CancellationToken stop)
    {
        if (rows.Count > 0) await Write([.. rows.Values], stop);
        foreach (var row in rows.Values) tree.Put(new(0, row.Place), row.Head.EntryHash);
        await Update([.. rows.Values.Select(r => r.Place)], stop);
        var read = await tree.For(r => _ = MerkleTree.Root(Count, r), stop);
        return MerkleTree.Root(Count, read);
    }

    /// <summary>The tiles above the changed places, level by level; only complete ones are kept.</summary>
    private async Task Update(HashSet<long> changed, CancellationToken stop)
    {
        for (var level = StoredTree.Step; changed.Count > 0; level += StoredTree.Step)
        {
            changed = [.. changed.Select(c => c >> StoredTree.Step).Where(c => (c + 1) << level <= Count)];
            if (changed.Count == 0) return;
            var above = changed.Select(c => new TreeNode(level, c)).ToArray();
            var read = await tree.For(r => { foreach (var node in above) Below(node, r); }, stop);
            var made = above.Select(node => (Node: node, Hash: Below(node, read))).ToArray();
            foreach (var (node, hash) in made) tree.Put(node, hash);
            await Write(made, stop);
        }
    }

    /// <remarks>Not by the node itself: it would be read from where it is stored, as it was.</remarks>
    private static byte[] Below(TreeNode node, NodeReader read) => Digest.OfNode(read(new(node.Level - 1, node.Index * 2)), read(new(node.Level - 1, (node.Index * 2) + 1)));

    private async Task Write(Row[] changed, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(Upsert, connection)
        {
            Parameters =
            {
                changed.Column(NpgsqlDbType.Uuid, r => r.Head.Product), changed.Column(NpgsqlDbType.Bigint, r => r.Place), changed.Column(NpgsqlDbType.Bigint, r => r.Head.Length),
                changed.Column(NpgsqlDbType.Bytea, r => r.Head.Head), changed.Column(NpgsqlDbType.Text, r => r.Policy),
            },
        };
        await command.ExecuteNonQueryAsync(stop);
    }

    private async Task Write((TreeNode Node, byte[] Hash)[] nodes, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(UpsertNodes, connection)
        {
            Parameters = { nodes.Column(NpgsqlDbType.Integer, n => n.Node.Level), nodes.Column(NpgsqlDbType.Bigint, n => n.Node.Index), nodes.Column(NpgsqlDbType.Bytea, n => n.Hash) },
        };
        await command.ExecuteNonQueryAsync(stop);
    }

    private sealed record Row(long Place, ProductHead Head, string? Policy);
}
