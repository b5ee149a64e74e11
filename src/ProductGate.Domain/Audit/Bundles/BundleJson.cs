namespace ProductGate.Domain;

/// <summary>What <c>manifest.json</c> says: what the bundle is about, and every other file with its digest.</summary>
public sealed record BundleManifest(string Format, string Origin, Guid Product, int Facts, long Size, int Report, BundleEntry[] Entries)
{
    public const string ThisFormat = "productgate-bundle/1";
}

public sealed record BundleEntry(string Name, string Digest);

/// <summary>What <c>proofs.json</c> says.</summary>
/// <param name="Delegations">For each line of <c>delegations.ndjson</c>; like <paramref name="Streams"/> absent where nobody acted under such a delegation.</param>
public sealed record BundleProofs(LeafProof[] Facts, LeafProof[] Refusals, LeafProof Map, GrowthProof[] Consistency, LeafProof[]? Delegations = null, StreamProof[]? Streams = null);

/// <summary>Where the map has the entry of a stream beside the product's.</summary>
public sealed record StreamProof(Guid Stream, long Index, string[] Proof);

/// <summary>A position, and the hashes of the inclusion proof.</summary>
public sealed record LeafProof(long Index, string[] Proof)
{
    public static LeafProof Of(ProvenLeaf leaf) => new(leaf.Index, Write(leaf.Proof));

    public static string[] Write(byte[][] hashes) => [.. hashes.Select(h => Digest.Write(h))];

    /// <summary>Null where one is not a digest.</summary>
    public static byte[][]? Read(string[] hashes)
    {
        byte[][] read = [.. hashes.Select(Digest.Read).OfType<byte[]>()];
        return read.Length == hashes.Length ? read : null;
    }
}

/// <summary>That the newest tree grew out of the one of an earlier size.</summary>
public sealed record GrowthProof(long From, string[] Proof);

/// <summary>What <c>keys.json</c> says: the first key, and each rotation as signed.</summary>
public sealed record BundleKeys(string First, string[] Rotations);

/// <summary>One line of <c>documents.json</c>.</summary>
public sealed record BundleDocumentLine(string Digest, string Name, bool Included);
