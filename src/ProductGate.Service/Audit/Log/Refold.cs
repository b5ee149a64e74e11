using ProductGate.Domain;

namespace ProductGate.Service.Audit;

/// <summary>What the leaves so far come to: the tree, the entries of the map, and up to which record everything is in it.</summary>
internal sealed class Refold
{
    private readonly MerkleFrontier tree = new();
    private readonly Dictionary<Guid, int> places = [];
    private readonly List<(ProductHead Head, string? Policy)> products = [];
    private readonly Dictionary<string, long> last = [];

    public long Size => tree.Size;

    public long Products => products.Count;

    /// <summary>Takes an intact leaf; the nodes that came to be.</summary>
    public IEnumerable<(TreeNode Node, byte[] Hash)> Take(SealedLeaf leaf)
    {
        last[leaf.Kind] = leaf.Number;
        if (leaf.Now is { Kind: Leaf.Fact, Product: { } product, Policy: var policy })
        {
            if (places.TryAdd(product, products.Count)) products.Add((ProductHead.None(product), null));
            products[places[product]] = (products[places[product]].Head.After(leaf.Hash), policy);
        }
        return tree.Append(leaf.Hash);
    }

    public byte[] Root() => tree.Root();

    public byte[] MapRoot() => MerkleTree.Root([.. products.Select(p => p.Head.EntryHash)]);

    /// <summary>Whether the seal says the same of how far the log has come.</summary>
    public bool EndsAt(Seal seal) => (Last(Leaf.Fact), Last(Leaf.Refusal), Last(Leaf.Reading)) == (seal.Facts, seal.Refusals, seal.Readings);

    /// <summary>Whether an entry of the map, where it has come no further, has this head and policy.</summary>
    public bool Agrees(ProductHead now, string? policy) => !places.TryGetValue(now.Product, out var place) || products[place] is var (head, pinned)
        && (head.Length != now.Length || (head.Head.AsSpan().SequenceEqual(now.Head) && pinned == policy));

    private long Last(string kind) => last.GetValueOrDefault(kind);
}
