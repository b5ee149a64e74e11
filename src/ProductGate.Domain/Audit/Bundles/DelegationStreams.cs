namespace ProductGate.Domain;

/// <summary>What was passed on for every product: each stream of delegations in the bundle is whole, as the map has it.</summary>
internal static class DelegationStreams
{
    public static IEnumerable<Finding> Check(Bundle bundle, Checkpoint checkpoint)
    {
        var (streams, lines) = (bundle.Proofs.Streams ?? [], bundle.Delegations.Select(l => (Leaf: l, Fact: AuditLeaves.Read<FactLeaf>(l) is { } fact && CompleteCheck.Says(l, "fact") ? fact : null)).ToList());
        if (lines.Any(l => l.Fact is null) || !lines.Select(l => l.Fact!.Stream).Distinct().SequenceEqual(streams.Select(s => s.Stream)))
            return [CompleteCheck.Incomplete("The lines of delegations.ndjson are not facts of the streams that proofs.json lists.")];
        return streams.Select(s => Whole(s, [.. lines.Where(l => l.Fact!.Stream == s.Stream)], checkpoint)).OfType<Finding>();
    }

    private static Finding? Whole(StreamProof stream, List<(byte[] Leaf, FactLeaf? Fact)> lines, Checkpoint checkpoint)
    {
        var head = lines.Aggregate(ProductHead.None(stream.Stream), (h, line) => h.After(Digest.OfLeaf(line.Leaf)));
        return lines.Select((l, i) => l.Fact!.Version == i + 1).All(inOrder => inOrder)
            && LeafProof.Read(stream.Proof) is { } proof && MerkleChecks.Includes(checkpoint.MapRoot, checkpoint.Products, stream.Index, head.EntryHash, proof)
            ? null
            : CompleteCheck.Incomplete($"The map does not have the delegations {stream.Stream} with these {lines.Count} facts: some were left out, added or put in another order.");
    }
}
