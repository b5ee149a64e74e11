using System.Numerics;

namespace ProductGate.Domain;

/// <summary>The right edge of a growing tree: just enough to append leaves and to know the root, O(log n) hashes.</summary>
public sealed class MerkleFrontier
{
    /// <summary>The complete subtrees that the tree consists of, the largest first.</summary>
    private readonly List<byte[]> peaks;

    public MerkleFrontier()
        : this(0, _ => throw new InvalidOperationException("An empty tree has no nodes."))
    {
    }

    /// <summary>Of a tree that is kept elsewhere.</summary>
    public MerkleFrontier(long size, NodeReader read)
    {
        Size = size;
        peaks = [.. Peaks(size).Select(node => read(node))];
    }

    public long Size { get; private set; }

    /// <summary>Which nodes the edge of a tree of that size consists of.</summary>
    public static IEnumerable<TreeNode> Peaks(long size)
    {
        var start = 0L;
        for (var level = 62; level >= 0; level--)
        {
            if ((size & (1L << level)) == 0) continue;
            yield return new(level, start >> level);
            start += 1L << level;
        }
    }

    /// <summary>Appends a leaf and gives the nodes that came to be, the leaf's own first: to be kept by whoever keeps the tree.</summary>
    public IEnumerable<(TreeNode Node, byte[] Hash)> Append(byte[] leafHash)
    {
        var (node, hash) = (new TreeNode(0, Size), leafHash);
        List<(TreeNode, byte[])> made = [(node, hash)];
        for (var full = BitOperations.TrailingZeroCount(~(ulong)Size); full > 0; full--)
        {
            hash = Digest.OfNode(peaks[^1], hash);
            peaks.RemoveAt(peaks.Count - 1);
            node = new(node.Level + 1, node.Index / 2);
            made.Add((node, hash));
        }
        peaks.Add(hash);
        Size++;
        return made;
    }

    public byte[] Root()
    {
        if (peaks.Count == 0) return MerkleTree.Empty;
        var root = peaks[^1];
        for (var i = peaks.Count - 2; i >= 0; i--) root = Digest.OfNode(peaks[i], root);
        return root;
    }
}
