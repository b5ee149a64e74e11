namespace ProductGate.Domain;

/// <summary>Makes inclusion and consistency proofs (RFC 9162, 2.1.3.1 and 2.1.4.1), O(log n) hashes each.</summary>
public static class MerkleProof
{
    /// <summary>That the leaf is in the tree: hashes from the leaf's neighbour up to the root's child.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such leaf.</exception>
    public static byte[][] Inclusion(long index, long size, NodeReader read)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var proof = new List<byte[]>();
        var (start, end) = (0L, size);
        while (end - start > 1)
        {
            var split = start + MerkleTree.Split(end - start);
            proof.Add(index < split ? MerkleTree.Range(split, end, read) : MerkleTree.Range(start, split, read));
            if (index < split) end = split;
            else start = split;
        }
        proof.Reverse();
        return [.. proof];
    }

    /// <summary>That the tree grew out of what it was at an earlier size; empty where there is nothing to prove.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The earlier tree is larger, or one is negative.</exception>
    public static byte[][] Consistency(long from, long to, NodeReader read)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, to);
        if (from == 0 || from == to) return [];
        var proof = new List<byte[]>();
        var (start, end, whole) = (0L, to, true);
        while (from != end)
        {
            var split = start + MerkleTree.Split(end - start);
            if (from <= split)
            {
                proof.Add(MerkleTree.Range(split, end, read));
                end = split;
            }
            else
            {
                proof.Add(MerkleTree.Range(start, split, read));
                (start, whole) = (split, false);
            }
        }
        if (!whole) proof.Add(MerkleTree.Range(start, end, read));
        proof.Reverse();
        return [.. proof];
    }
}
