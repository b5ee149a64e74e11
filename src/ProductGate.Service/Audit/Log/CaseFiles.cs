using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Policies;

namespace ProductGate.Service.Audit;

/// <summary>Gathers what a product's bundle is made of, as the database has it now, whether or not it is what was sealed: to judge that is the verifier's.</summary>
internal sealed class CaseFiles(PolicyShelf shelf)
{
    /// <param name="since">Sizes of checkpoints that somebody kept; those that the log never had are passed over.</param>
    /// <returns>Null where nothing of the product is sealed.</returns>
    /// <exception cref="InvalidDataException">Rows of the log were taken away.</exception>
    public async Task<BundleContent?> Of(NpgsqlConnection connection, Guid product, IEnumerable<long> since, bool documents, CancellationToken stop)
    {
        if (await Seal.Newest(connection, stop) is not { } newest || await LogReading.Keys(connection, stop) is not { } keys) return null;
        if (await CaseRows.Place(connection, product, stop) is not { } place) return null;
        var (facts, refusals) = (await CaseRows.Facts(connection, product, newest, stop), await CaseRows.Refusals(connection, product, newest, stop));
        var older = await Older(connection, since, newest, facts, stop);
        var needs = BundleNeeds.Of(facts.Select(f => AuditLeaves.Read<FactLeaf>(f.Leaf) is { } leaf ? StoredFacts.Read(leaf) : null).OfType<IFact>());
        var lent = await CaseRows.Lent(connection, needs.Principals, newest, stop);
        var size = newest.Size;
        var read = await StoredTree.OfLeaves(connection).For(
            r =>
            {
                foreach (var (_, index) in facts.Concat(refusals).Concat(lent.SelectMany(l => l.Facts))) Prove(index, size, r);
                foreach (var seal in older) MerkleProof.Consistency(seal.Size, size, r);
            },
            stop);
        var products = newest.Checkpoint.Products;
        var map = await StoredTree.OfProducts(connection).For(
            r =>
            {
                foreach (var at in lent.Select(l => l.Place).Append(place)) Prove(at, products, r);
            },
            stop);
        return new(
            product, Proven(facts, size, read), Proven(refusals, size, read), place, Prove(place, products, map), newest.Note,
            [.. older.Select(o => new OlderCheckpoint(o.Note, MerkleProof.Consistency(o.Size, size, read)))], LogKey.Read(keys.First)!, keys.Rotations,
            [.. shelf.All.Where(p => needs.Policies.Contains(p.Ref))], [.. shelf.Calendars.Where(c => needs.Calendars.Contains(c.Ref))],
            await CaseRows.Documents(connection, needs.Documents, documents, stop))
        {
            Delegations = [.. lent.Select(l => new ProvenStream(l.Stream, Proven(l.Facts, size, read), l.Place, Prove(l.Place, products, map)))],
        };
    }

    private static ProvenLeaf[] Proven(List<(byte[] Leaf, long Index)> leaves, long size, NodeReader read) => [.. leaves.Select(l => new ProvenLeaf(l.Leaf, l.Index, Prove(l.Index, size, read)))];

    /// <summary>What was never sealed has no proof.</summary>
    private static byte[][] Prove(long index, long size, NodeReader read) => index < 0 || index >= size ? [] : MerkleProof.Inclusion(index, size, read);

    /// <summary>Where nobody asks for others, the one from before the product's newest fact: what somebody may have seen until then.</summary>
    private static async Task<List<Seal>> Older(NpgsqlConnection connection, IEnumerable<long> since, Seal newest, List<(byte[] Leaf, long Index)> facts, CancellationToken stop)
    {
        var older = new List<Seal>();
        if (!since.Any() && facts.Count > 0 && AuditLeaves.Read<FactLeaf>(facts[^1].Leaf) is { } last) return [.. (await Seal.Before(connection, last.Sequence, stop)).Where(s => s.Size > 0 && s.Size < newest.Size)];
        foreach (var size in since.Distinct().Order())
            if (size > 0 && size < newest.Size) older.AddRange(await Seal.OfSize(connection, size, stop));
        return older;
    }
}
