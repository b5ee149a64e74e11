using System.Text;
using System.Text.Json;
using ProductGate.Domain;
using ProductGate.Tests.Rules.Properties;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>A log in memory: facts and refusals of several products, sealed, with signed checkpoints and bundles.</summary>
internal sealed class SealedLog
{
    public static readonly DateTimeOffset Sealing = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A checkpoint is a minute later for every leaf.</summary>
    public DateTimeOffset Begin { get; init; } = Sealing;

    public List<byte[]> Leaves { get; } = [];
    public List<ProductHead> Heads { get; } = [];
    public List<OldState> Published { get; } = [];
    public LogKeys Key { get; set; } = LogKeys.First;
    public List<string> Rotations { get; } = [];

    /// <summary>What was published once.</summary>
    public sealed record OldState(Checkpoint Checkpoint, string Note);

    /// <summary>Some other products' facts, the product's own with others' between them, a refusal, and checkpoints on the way.</summary>
    public static SealedLog Of(IEnumerable<Batch> batches, DateTimeOffset? begin = null)
    {
        var (log, other) = (new SealedLog { Begin = begin ?? Sealing }, Guid.Parse("7b0c2f4e-0000-7000-8000-0000000000ff"));
        log.Fact(other, new ProductWithdrawn("No market.", "wang.min", Sample.Monday), People.Designer, Sample.Monday);
        log.Publish();
        var count = 0;
        foreach (var batch in batches)
        {
            foreach (var fact in batch.Facts) log.Fact(Journey.Id, fact, batch.By, batch.Now);
            if (++count % 5 == 0) log.Fact(other, new ProductWithdrawn("No market.", "wang.min", batch.Now), People.Designer, batch.Now);
            if (count == 6) log.Refusal(batch.By, batch.Now);
            if (count == 9) log.Publish();
        }
        log.Publish();
        return log;
    }

    /// <summary>The acts of a journey, one for each fact: where an act ends, the rules say.</summary>
    public static SealedLog Of(Journey journey, DateTimeOffset? begin = null) => Of(journey.Facts.Zip(journey.Acts, (fact, act) => new Batch(act.By, act.At, [fact])), begin);

    public void Fact(Guid product, IFact fact, Actor by, DateTimeOffset at) => Fact(
        product, FactNames.Of(fact), StoredFacts.Write(fact).ToElement(),
        by.Roles.IsDefault ? new(by.Id) : new(by.Id, by.Name, by.Kind, [.. by.Roles], [.. by.Teams]), at);

    public void Fact(Guid product, string type, JsonElement data, LeafActor by, DateTimeOffset at)
    {
        var index = Heads.FindIndex(h => h.Product == product);
        var head = index < 0 ? ProductHead.None(product) : Heads[index];
        var leaf = AuditLeaves.Write(new FactLeaf(Leaves.Count + 1, product, head.Length + 1, type, data, by, LogTime.Write(at), $"request-{Leaves.Count}"));
        Leaves.Add(leaf);
        if (index < 0) Heads.Add(head.After(Digest.OfLeaf(leaf)));
        else Heads[index] = head.After(Digest.OfLeaf(leaf));
    }

    public void Refusal(Actor by, DateTimeOffset at) => Leaves.Add(AuditLeaves.Write(new RefusalLeaf(
        $"refusal-{Leaves.Count}", Journey.Id, "LaunchProduct", "stage-not-open", "The product is not at its launch.", ["Submit it."], new(by.Id, by.Name), LogTime.Write(at), "R1")));

    /// <summary>The next key signs from now on; the one before vouches for it.</summary>
    public void Rotate(LogKeys next, DateTimeOffset? at = null)
    {
        Rotations.Add(SignedNote.Sign(new KeyRotation(Key.Public.Name, next.Public, at ?? Published[^1].Checkpoint.At.AddSeconds(1)).Text, Key.Public, Key.Sign).Write());
        Key = next;
    }

    /// <param name="later">Than a log of its size is published.</param>
    public string Publish(TimeSpan later = default)
    {
        var checkpoint = new Checkpoint(Key.Public.Name, Leaves.Count, MerkleTree.Root(Hashes), Heads.Count, MerkleTree.Root([.. Heads.Select(h => h.EntryHash)]), Begin.AddMinutes(Leaves.Count) + later);
        Published.Add(new(checkpoint, SignedNote.Sign(checkpoint.Text, Key.Public, Key.Sign).Write()));
        return Published[^1].Note;
    }

    public BundleContent Content(Guid? product = null)
    {
        var (newest, read) = (Published[^1], MerkleTree.In(Hashes));
        var (of, map) = (product ?? Journey.Id, MerkleTree.In([.. Heads.Select(h => h.EntryHash)]));
        var index = Heads.FindIndex(h => h.Product == of);
        var facts = Proven("stream", of, read, newest.Checkpoint.Size);
        var needs = BundleNeeds.Of(facts.Select(f => StoredFacts.Read(AuditLeaves.Read<FactLeaf>(f.Leaf)!)!));
        return new(
            of, facts, Proven("product", of, read, newest.Checkpoint.Size), index, MerkleProof.Inclusion(index, newest.Checkpoint.Products, map), newest.Note,
            [.. Published.SkipLast(1).Select(p => new OlderCheckpoint(p.Note, MerkleProof.Consistency(p.Checkpoint.Size, newest.Checkpoint.Size, read)))],
            LogKeys.First.Public, Rotations, [.. needs.Policies.Select(Policy)], [.. needs.Calendars.Select(c => CalendarReader.Shipped.Single(x => x.Ref == c))],
            [.. needs.Documents.Select(d => new BundleDocument(d.Sha256, d.Name))])
        {
            Delegations = [.. needs.Principals.Select(p => Heads.FindIndex(h => h.Product == Delegation.StreamOf(p))).Where(i => i >= 0).Select(i =>
                new ProvenStream(Heads[i].Product, Proven("stream", Heads[i].Product, read, newest.Checkpoint.Size), i, MerkleProof.Inclusion(i, newest.Checkpoint.Products, map)))],
        };
    }

    public byte[] Bundle() => BundleWriter.Write(Content());

    private List<byte[]> Hashes => [.. Leaves.Select(l => Digest.OfLeaf(l))];

    private List<ProvenLeaf> Proven(string member, Guid product, NodeReader read, long size) =>
        [.. Leaves.Select((leaf, i) => (leaf, i)).Where(x => Says(x.leaf, member, product)).Select(x => new ProvenLeaf(x.leaf, x.i, MerkleProof.Inclusion(x.i, size, read)))];

    private static bool Says(byte[] leaf, string member, Guid product) =>
        JsonElement.Parse(Encoding.UTF8.GetString(leaf)).TryGetProperty(member, out var id) && id.GetGuid() == product;

    private static Policy Policy(PolicyRef pinned) => Rulebooks.All.Append(Sample.Policy(p => p["version"] = 2)).First(p => p.Ref == pinned);
}
