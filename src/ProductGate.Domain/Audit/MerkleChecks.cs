namespace ProductGate.Domain;

/// <summary>Checks inclusion and consistency proofs (RFC 9162, 2.1.3.2 and 2.1.4.2).</summary>
public static class MerkleChecks
{
    public static bool Includes(byte[] root, long size, long index, byte[] leafHash, IReadOnlyList<byte[]> proof) =>
        Root(size, index, leafHash, proof) is { } found && found.AsSpan().SequenceEqual(root);

    /// <summary>The root that the proof leads to; null where the proof does not fit the index and the size.</summary>
    public static byte[]? Root(long size, long index, byte[] leafHash, IReadOnlyList<byte[]> proof)
    {
        if (index < 0 || index >= size) return null;
        var (fn, sn, hash) = (index, size - 1, leafHash);
        foreach (var beside in proof)
        {
            if (sn == 0) return null;
            if ((fn & 1) == 1 || fn == sn)
            {
                hash = Digest.OfNode(beside, hash);
                while ((fn & 1) == 0 && fn != 0) (fn, sn) = (fn >> 1, sn >> 1);
            }
            else
            {
                hash = Digest.OfNode(hash, beside);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 ? hash : null;
    }

    public static bool IsConsistent(long from, byte[] fromRoot, long to, byte[] toRoot, IReadOnlyList<byte[]> proof)
    {
        if (from < 0 || from > to) return false;
        if (from == to) return proof.Count == 0 && fromRoot.AsSpan().SequenceEqual(toRoot);
        if (from == 0) return proof.Count == 0 && fromRoot.AsSpan().SequenceEqual(MerkleTree.Empty);
        var path = long.IsPow2(from) ? [fromRoot, .. proof] : proof;
        if (path.Count == 0) return false;
        var (fn, sn) = (from - 1, to - 1);
        while ((fn & 1) == 1) (fn, sn) = (fn >> 1, sn >> 1);
        return Climb(fn, sn, path) is var (earlier, later) && earlier.AsSpan().SequenceEqual(fromRoot) && later.AsSpan().SequenceEqual(toRoot);
    }

    private static (byte[] Earlier, byte[] Later)? Climb(long fn, long sn, IReadOnlyList<byte[]> path)
    {
        var (earlier, later) = (path[0], path[0]);
        foreach (var hash in path.Skip(1))
        {
            if (sn == 0) return null;
            if ((fn & 1) == 1 || fn == sn)
            {
                (earlier, later) = (Digest.OfNode(hash, earlier), Digest.OfNode(hash, later));
                while ((fn & 1) == 0 && fn != 0) (fn, sn) = (fn >> 1, sn >> 1);
            }
            else
            {
                later = Digest.OfNode(later, hash);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 ? (earlier, later) : null;
    }
}
