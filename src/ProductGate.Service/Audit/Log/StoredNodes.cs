using Npgsql;
using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>The nodes of a tree that are kept.</summary>
internal static class StoredNodes
{
    private const int Highest = 60;

    /// <summary>Whether those that came to be while the tree grew from one size to another are these.</summary>
    public static async Task<bool> Are(NpgsqlConnection connection, string table, long start, long end, Dictionary<TreeNode, byte[]> made, CancellationToken stop)
    {
        var expected = made.Count(m => m.Key.Level > 0 && m.Key.Level % StoredTree.Step == 0);
        await using var command = new NpgsqlCommand(
            $"select n.level, n.place, n.hash from generate_series({StoredTree.Step}, {Highest}, {StoredTree.Step}) l, lateral (select * from {table} where level = l and place >= $1 >> l and place < $2 >> l) n", connection)
        {
            Parameters = { new() { Value = start }, new() { Value = end } },
        };
        await using var r = await command.ExecuteReaderAsync(stop);
        for (; await r.ReadAsync(stop); expected--)
            if (!made.TryGetValue(new(r.GetInt32(0), r.GetInt64(1)), out var hash) || !hash.AsSpan().SequenceEqual(r.GetFieldValue<byte[]>(2))) return false;
        return expected == 0;
    }
}
