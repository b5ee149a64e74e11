using System.Text.Json;

namespace ProductGate.Domain;

/// <summary>Verifies a whole log line by line: every product's facts are all there in order, and tree and map are those that the checkpoint signs.</summary>
/// <remarks>Memory grows with the number of products, not of leaves.</remarks>
public sealed class LogVerifier(Trust given, IReadOnlyList<string> kept)
{
    private readonly MerkleFrontier tree = new();
    private readonly Dictionary<Guid, int> places = [];
    private readonly List<ProductHead> heads = [];
    private readonly List<Finding> findings = [];
    private readonly List<Checkpoint> awaited = [];
    private Trust? followed;
    private long sequence;

    public long Leaves => tree.Size;
    public int Products => heads.Count;

    /// <exception cref="UnreadableBundleException">It is not the first line of a log export.</exception>
    public void Begin(ReadOnlySpan<byte> line)
    {
        var head = Read<LogExportHead>(line, "first");
        if (head.Format != LogExportHead.ThisFormat) throw new UnreadableBundleException($"The format is '{head.Format}', which this verifier does not know.");
        followed = given.After(head.Keys.Rotations);
        foreach (var text in kept)
            if (followed.Read(text) is { } checkpoint) awaited.Add(checkpoint);
            else Wrong(Finding.Complete, "A checkpoint that you kept is not signed by a key that you trust.");
        Compare();
    }

    /// <summary>Takes the next leaves.</summary>
    public void Take(IReadOnlyList<ReadOnlyMemory<byte>> lines)
    {
        foreach (var line in lines.AsParallel().AsOrdered().Select(l => LogLine.Read(l.Span)))
            if (line is { } leaf) Take(leaf);
            else throw new UnreadableBundleException($"Leaf {tree.Size} is not a leaf.");
    }

    /// <exception cref="UnreadableBundleException">It is not the last line of a log export.</exception>
    public Verdict End(ReadOnlySpan<byte> line)
    {
        if ((followed ?? given).Read(Read<LogExportEnd>(line, "last").Checkpoint) is not { } checkpoint) Wrong(Finding.Unaltered, "The checkpoint is not signed by a key that you trust: it was altered, or signed with another key.");
        else Compare(checkpoint);
        foreach (var old in awaited) Wrong(Finding.Complete, $"You kept a checkpoint of {old.Size} leaves; the log has only {tree.Size}: it was rolled back or cut off.");
        return new([.. findings], ["Whether the facts are lawful is seen from each product's bundle."]);
    }

    private void Take(LogLine leaf)
    {
        if (leaf.IsFact)
        {
            if (!places.TryGetValue(leaf.Stream, out var place)) (places[leaf.Stream], place) = (heads.Count, Add(ProductHead.None(leaf.Stream)));
            if (leaf.Version != heads[place].Length + 1) Wrong(Finding.Complete, $"Leaf {tree.Size} is fact {leaf.Version} of {leaf.Stream} after its fact {heads[place].Length}: a fact is missing, doubled or out of order.", leaf.Version);
            if (leaf.Sequence <= sequence) Wrong(Finding.Complete, $"Leaf {tree.Size} has the sequence {leaf.Sequence} after {sequence}: facts were put in another order.", leaf.Version);
            (heads[place], sequence) = (heads[place].After(leaf.Hash), leaf.Sequence);
        }
        tree.Append(leaf.Hash);
        Compare();
    }

    /// <summary>With what an auditor saw of the log when it had this size.</summary>
    private void Compare()
    {
        foreach (var old in awaited.Where(o => o.Size == tree.Size).ToList())
        {
            if (!old.IsOf(tree.Size, tree.Root(), heads.Count, Map())) Wrong(Finding.Complete, $"You kept a checkpoint of {old.Size} leaves with another root or map: the log was rewritten or forked.");
            awaited.Remove(old);
        }
    }

    private void Compare(Checkpoint newest)
    {
        if (newest.Size != tree.Size) Wrong(Finding.Complete, $"The checkpoint is over {newest.Size} leaves; the export has {tree.Size}.");
        else if (!newest.Root.AsSpan().SequenceEqual(tree.Root())) Wrong(Finding.Unaltered, "The leaves do not have the root that the checkpoint signs: one of them was altered, moved or replaced.");
        if (newest.Products != heads.Count || !newest.MapRoot.AsSpan().SequenceEqual(Map()))
            Wrong(Finding.Complete, "The map of products that the checkpoint signs is not that of these facts: a product was removed, or its facts were cut off.");
    }

    private byte[] Map() => MerkleTree.Root([.. heads.Select(h => h.EntryHash)]);

    private int Add(ProductHead head)
    {
        heads.Add(head);
        return heads.Count - 1;
    }

    private void Wrong(string part, string says, long? version = null)
    {
        if (findings.Count < 100) findings.Add(new(part, says, null, version));
    }

    private static T Read<T>(ReadOnlySpan<byte> line, string which)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Json.Strict)!;
        }
        catch (JsonException)
        {
            throw new UnreadableBundleException($"The {which} line is not that of a log export.");
        }
    }
}
