using System.Buffers;
using System.Security.Cryptography;

namespace ProductGate.Domain;

/// <summary>The hashes of the audit log. A digest in JSON names its algorithm (<c>sha256:</c> and hex), so that another can follow.</summary>
public static class Digest
{
    public const int Length = 32;
    private const string Prefix = "sha256:";
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>Of a leaf of the tree (RFC 9162, 2.1.1).</summary>
    public static byte[] OfLeaf(ReadOnlySpan<byte> leaf)
    {
        if (leaf.Length > 4096) return OfLongLeaf(leaf);
        Span<byte> all = stackalloc byte[leaf.Length + 1];
        all[0] = 0;
        leaf.CopyTo(all[1..]);
        return SHA256.HashData(all);
    }

    /// <summary>Of an inner node of the tree (RFC 9162, 2.1.1).</summary>
    public static byte[] OfNode(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => OfPair(1, left, right);

    /// <summary>Of a product's facts so far: the head before, and the newest fact's leaf hash.</summary>
    public static byte[] OfHead(ReadOnlySpan<byte> before, ReadOnlySpan<byte> leafHash) => OfPair(2, before, leafHash);

    public static string Write(ReadOnlySpan<byte> hash) => Prefix + Convert.ToHexStringLower(hash);

    /// <summary>As hex stored elsewhere, such as the hash of a policy or a document.</summary>
    public static string WriteHex(string hex) => Prefix + hex;

    /// <summary>Null unless it is a digest of an algorithm that is known, written in the one way.</summary>
    public static byte[]? Read(string? text) =>
        text is { Length: 71 } && text.StartsWith(Prefix, StringComparison.Ordinal) && !text.AsSpan(Prefix.Length).ContainsAnyExcept(Hex)
            ? Convert.FromHexString(text.AsSpan(Prefix.Length))
            : null;

    private static byte[] OfPair(byte prefix, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> all = stackalloc byte[1 + (2 * Length)];
        all[0] = prefix;
        left.CopyTo(all[1..]);
        right.CopyTo(all[(1 + Length)..]);
        return SHA256.HashData(all);
    }

    private static byte[] OfLongLeaf(ReadOnlySpan<byte> leaf)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0]);
        hash.AppendData(leaf);
        return hash.GetHashAndReset();
    }
}
