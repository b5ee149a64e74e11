using System.Text.Json;

namespace ProductGate.Domain;

/// <summary>Whether a bundle has all facts of the product from the first to the last, in order, and its log grew out of what was seen of it earlier.</summary>
internal static class CompleteCheck
{
    public static IEnumerable<Finding> Of(Bundle bundle, Checkpoint checkpoint, Trust trust, IReadOnlyList<string> kept) =>
        [.. Versions(bundle), .. Refusals(bundle), .. Entry(bundle, checkpoint), .. DelegationStreams.Check(bundle, checkpoint), .. Growth.Of(bundle, checkpoint, trust, kept)];

    private static IEnumerable<Finding> Versions(Bundle bundle)
    {
        var (version, sequence) = (0L, 0L);
        foreach (var (leaf, line) in bundle.Facts.Zip(bundle.FactLines))
        {
            if (line.Leaf is not { } fact || !Says(leaf, "fact"))
            {
                yield return Incomplete($"Fact line {version + 1} is not a fact.");
                yield break;
            }
            version++;
            if (fact.Stream != bundle.Manifest.Product) yield return Incomplete($"Line {version} is a fact of another product, {fact.Stream}: it was moved here.", version);
            if (fact.Version != version) yield return Incomplete($"Line {version} is fact {fact.Version}: a fact is missing, doubled or out of order.", version);
            if (fact.Sequence <= sequence) yield return Incomplete($"Fact {fact.Version} has the sequence {fact.Sequence} after {sequence}: facts were put in another order.", version);
            sequence = fact.Sequence;
        }
        foreach (var (before, after) in bundle.Proofs.Facts.Zip(bundle.Proofs.Facts.Skip(1)).Where(p => p.First.Index >= p.Second.Index))
            yield return Incomplete($"A fact at position {after.Index} of the log stands after one at {before.Index}.");
    }

    private static IEnumerable<Finding> Refusals(Bundle bundle) => bundle.Refusals.Select((leaf, i) => AuditLeaves.Read<RefusalLeaf>(leaf) is { } refusal && Says(leaf, "refusal") && refusal.Product == bundle.Manifest.Product
        ? null
        : Incomplete($"Refusal line {i + 1} is not a refused command on this product.")).OfType<Finding>();

    private static IEnumerable<Finding> Entry(Bundle bundle, Checkpoint checkpoint)
    {
        var head = bundle.Facts.Aggregate(ProductHead.None(bundle.Manifest.Product), (h, leaf) => h.After(Digest.OfLeaf(leaf)));
        var map = bundle.Proofs.Map;
        if (LeafProof.Read(map.Proof) is not { } proof || !MerkleChecks.Includes(checkpoint.MapRoot, checkpoint.Products, map.Index, head.EntryHash, proof))
            yield return Incomplete($"The map of products does not have this product with {head.Length} facts and this head: facts were cut off, left out, added or put in another order, or the product was removed from the map.");
    }

    internal static bool Says(byte[] leaf, string kind) => JsonSerializer.Deserialize<JsonElement>(leaf).TryGetProperty("kind", out var says) && says.ValueKind == JsonValueKind.String && says.ValueEquals(kind);

    internal static Finding Incomplete(string says, long? version = null) => new(Finding.Complete, says, null, version);
}
