using Npgsql;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>The map of products as the database has it now.</summary>
internal static class MapRows
{
    private const string Changed = "The map of products in the database is not the one that was signed.";

    /// <summary>In which way the entries or the tree above them are not what the newest checkpoint signs, or what the leaves come to; null where they are.</summary>
    public static async Task<string?> Differ(NpgsqlConnection connection, Refold leaves, CancellationToken stop)
    {
        var newest = (await Seal.Newest(connection, stop) ?? Seal.None).Checkpoint;
        var (map, made) = (new MerkleFrontier(), new Dictionary<TreeNode, byte[]>());
        await using (var command = new NpgsqlCommand($"select product, length, head, policy, place from {LogTables.Products} order by place", connection))
        {
            await using var r = await command.ExecuteReaderAsync(stop);
            while (await r.ReadAsync(stop))
            {
                var head = new ProductHead(r.GetGuid(0), r.GetInt64(1), r.GetFieldValue<byte[]>(2));
                if (r.GetInt64(4) != map.Size || !leaves.Agrees(head, r.IsDBNull(3) ? null : r.GetString(3))) return Changed;
                foreach (var (node, hash) in map.Append(head.EntryHash)) made[node] = hash;
            }
        }
        var same = map.Size == newest.Products && map.Root().AsSpan().SequenceEqual(newest.MapRoot) && await StoredNodes.Are(connection, LogTables.MapNodes, 0, map.Size, made, stop);
        return same ? null : Changed;
    }
}
