using System.Text;
using ProductGate.Domain;

namespace ProductGate.Tests.Rules;

/// <summary>Trees for tests, and RFC 9162's definition taken literally, to compare with.</summary>
internal static class Trees
{
    /// <summary>The leaves of the test vectors that every Certificate Transparency implementation shares.</summary>
    public static readonly byte[][] Vectors =
        [.. new[] { "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f" }.Select(h => Digest.OfLeaf(Convert.FromHexString(h)))];

    public static byte[][] Of(int size) => [.. Enumerable.Range(0, size).Select(i => Digest.OfLeaf(Encoding.UTF8.GetBytes($"leaf {i}")))];

    public static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);

    /// <summary>MTH of RFC 9162, 2.1.1.</summary>
    public static byte[] Mth(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 0) return MerkleTree.Empty;
        if (leaves.Length == 1) return leaves[0];
        var k = 1;
        while (k * 2 < leaves.Length) k *= 2;
        return Digest.OfNode(Mth(leaves[..k]), Mth(leaves[k..]));
    }

    /// <summary>SUBPROOF of RFC 9162, 2.1.4.1.</summary>
    public static List<byte[]> SubProof(int m, ReadOnlySpan<byte[]> leaves, bool whole)
    {
        if (m == leaves.Length) return whole ? [] : [Mth(leaves)];
        var k = 1;
        while (k * 2 < leaves.Length) k *= 2;
        return m <= k ? [.. SubProof(m, leaves[..k], whole), Mth(leaves[k..])] : [.. SubProof(m - k, leaves[k..], false), Mth(leaves[..k])];
    }
}
