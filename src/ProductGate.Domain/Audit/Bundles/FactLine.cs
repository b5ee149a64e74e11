namespace ProductGate.Domain;

/// <summary>A line of facts as it can be read: the leaf, where it is one, and the fact, where the rules know it.</summary>
internal sealed record FactLine(FactLeaf? Leaf, IFact? Fact)
{
    public static FactLine[] Of(IEnumerable<byte[]> lines) => [.. lines.AsParallel().AsOrdered().Select(Of)];

    private static FactLine Of(byte[] line) => AuditLeaves.Read<FactLeaf>(line) is { } leaf ? new(leaf, StoredFacts.Read(leaf)) : new(null, null);
}
