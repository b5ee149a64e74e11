using System.Text;
using System.Text.Json;

namespace ProductGate.Domain;

/// <summary>Writes a product's bundle: one zip file with everything that somebody needs who has neither our server nor our word.</summary>
public static class BundleWriter
{
    public static byte[] Write(BundleContent content)
    {
        var checkpoint = Checkpoint.Read(SignedNote.Read(content.Checkpoint)!.Text)!;
        var files = Files(content, checkpoint).ToList();
        var manifest = new BundleManifest(
            BundleManifest.ThisFormat, checkpoint.Origin, content.Product, content.Facts.Count, checkpoint.Size, BundleReport.Version,
            [.. files.Select(f => new BundleEntry(f.Name, Digest.Write(System.Security.Cryptography.SHA256.HashData(f.Content.Span))))]);
        return StoredZip.Write([new("manifest.json", Canonical(manifest)), .. files]);
    }

    private static IEnumerable<BundleFile> Files(BundleContent c, Checkpoint checkpoint)
    {
        var lent = c.Delegations.Count > 0;
        yield return Text("README.txt", BundleReadme.Text(checkpoint.Origin));
        yield return Lines("facts.ndjson", c.Facts);
        yield return Lines("refusals.ndjson", c.Refusals);
        if (lent) yield return Lines("delegations.ndjson", c.Delegations.SelectMany(d => d.Facts));
        yield return new("proofs.json", Canonical(new BundleProofs(
            [.. c.Facts.Select(LeafProof.Of)], [.. c.Refusals.Select(LeafProof.Of)], new(c.MapIndex, LeafProof.Write(c.MapProof)),
            [.. c.Older.Select(o => new GrowthProof(SizeOf(o), LeafProof.Write(o.Proof)))],
            lent ? [.. c.Delegations.SelectMany(d => d.Facts).Select(LeafProof.Of)] : null, lent ? [.. c.Delegations.Select(d => new StreamProof(d.Stream, d.MapIndex, LeafProof.Write(d.MapProof)))] : null)));
        yield return Text("checkpoint.txt", c.Checkpoint);
        foreach (var older in c.Older) yield return Text($"checkpoints/{SizeOf(older)}.txt", older.Note);
        yield return new("keys.json", Canonical(new BundleKeys(c.FirstKey.Text, [.. c.Rotations])));
        foreach (var p in c.Policies.OrderBy(p => p.Id, StringComparer.Ordinal).ThenBy(p => p.Version)) yield return Text($"policies/{p.Id}.{p.Version}.json", p.Document!.Text);
        foreach (var x in c.Calendars.OrderBy(x => x.Id, StringComparer.Ordinal).ThenBy(x => x.Version)) yield return Text($"calendars/{x.Name}.json", x.Document.Text);
        var documents = c.Documents.OrderBy(d => d.Sha256, StringComparer.Ordinal).ToList();
        yield return new("documents.json", Canonical(documents.Select(d => new BundleDocumentLine(Digest.WriteHex(d.Sha256), d.Name, d.Content is not null)).ToArray()));
        foreach (var d in documents.Where(d => d.Content is not null)) yield return new($"documents/{d.Sha256}", d.Content!);
        var facts = FactLine.Of(c.Facts.Select(f => f.Leaf));
        foreach (var lexicon in BundleReport.Languages) yield return Text($"report.{lexicon.Code}.html", BundleReport.Write(facts, c.Refusals.Count, checkpoint, lexicon));
    }

    private static long SizeOf(OlderCheckpoint older) => Checkpoint.Read(SignedNote.Read(older.Note)!.Text)!.Size;

    private static BundleFile Lines(string name, IEnumerable<ProvenLeaf> leaves)
    {
        var lines = new MemoryStream();
        foreach (var leaf in leaves)
        {
            lines.Write(leaf.Leaf);
            lines.WriteByte((byte)'\n');
        }
        return new(name, lines.ToArray());
    }

    private static BundleFile Text(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    private static byte[] Canonical<T>(T value) => Encoding.UTF8.GetBytes(CanonicalJson.Of(JsonSerializer.SerializeToElement(value, Json.Options)).Text);
}
