using System.Numerics;
using System.Security.Cryptography;

namespace ProductGate.Domain;

/// <summary>A complete subtree: over the leaves from <c>Index &lt;&lt; Level</c>, <c>1 &lt;&lt; Level</c> of them. Level 0 is the leaf hashes. Such a node never changes while the tree grows.</summary>
public readonly record struct TreeNode(int Level, long Index);

/// <summary>Gives the hash of a complete subtree, from wherever the tree is kept.</summary>
public delegate byte[] NodeReader(TreeNode node);

/// <summary>The tree of RFC 9162 (2.1) over nodes that are kept elsewhere.</summary>
public static class MerkleTree
{
    /// <summary>The root of the tree of no leaves.</summary>
    public static byte[] Empty => SHA256.HashData([]);

    public static byte[] Root(long size, NodeReader read) => size == 0 ? Empty : Range(0, size, read);

    /// <summary>The root over leaf hashes in memory.</summary>
    public static byte[] Root(IReadOnlyList<byte[]> leafHashes) => Root(leafHashes.Count, In(leafHashes));

    /// <summary>Reads any complete subtree over leaf hashes in memory, and remembers those that it made.</summary>
    public static NodeReader In(IReadOnlyList<byte[]> leafHashes)
    {
        var made = new Dictionary<TreeNode, byte[]>();
        return Read;

        byte[] Read(TreeNode node)
        {
            if (node.Level == 0) return leafHashes[(int)node.Index];
            if (made.TryGetValue(node, out var hash)) return hash;
            return made[node] = Digest.OfNode(Read(new(node.Level - 1, node.Index * 2)), Read(new(node.Level - 1, (node.Index * 2) + 1)));
        }
    }

    /// <summary>Which nodes something reads, so that they can be fetched in one go before it is done in earnest.</summary>
    public static IReadOnlySet<TreeNode> Reads(Action<NodeReader> what)
    {
        var nodes = new HashSet<TreeNode>();
        var nothing = new byte[Digest.Length];
        what(node =>
        {
            nodes.Add(node);
            return nothing;
        });
        return nodes;
    }

    /// <summary>The complete subtrees that hold a changed leaf, from the leaf upwards, with their new hashes: for the map of products.</summary>
    /// <param name="read">Gives the subtrees beside them, which stay as they are.</param>
    public static IEnumerable<(TreeNode Node, byte[] Hash)> Change(long index, byte[] leafHash, long size, NodeReader read)
    {
        var (node, hash) = (new TreeNode(0, index), leafHash);
        yield return (node, hash);
        while (((node.Index / 2) + 1) << (node.Level + 1) <= size)
        {
            var beside = read(node with { Index = node.Index ^ 1 });
            hash = node.Index % 2 == 0 ? Digest.OfNode(hash, beside) : Digest.OfNode(beside, hash);
            node = new(node.Level + 1, node.Index / 2);
            yield return (node, hash);
        }
    }

    /// <summary>The hash over the leaves from <paramref name="start"/> to before <paramref name="end"/>, a range that the recursion of the tree makes.</summary>
    internal static byte[] Range(long start, long end, NodeReader read)
    {
        var length = end - start;
        if (BitOperations.IsPow2(length)) return read(new(BitOperations.Log2((ulong)length), start / length));
        var split = start + Split(length);
        return Digest.OfNode(Range(start, split, read), Range(split, end, read));
    }

    /// <summary>The largest power of two below the length.</summary>
    internal static long Split(long length) => 1L << BitOperations.Log2((ulong)(length - 1));
}
