using System.Security.Cryptography;
using System.Text;

namespace ProductGate.Domain;

/// <summary>Whether every line and every file of a bundle is what the signed checkpoint, or a fact under it, commits to.</summary>
internal static class UnalteredCheck
{
    private static readonly string[] Known = ["manifest.json", "README.txt", "facts.ndjson", "refusals.ndjson", "delegations.ndjson", "proofs.json", "checkpoint.txt", "keys.json", "documents.json", .. BundleReport.Languages.Select(l => $"report.{l.Code}.html")];
    private static readonly string[] Folders = ["checkpoints/", "policies/", "calendars/", "documents/"];

    /// <remarks>Whether the reports say what altered facts say is nobody's question, and those may not even be readable.</remarks>
    public static IEnumerable<Finding> Of(Bundle bundle, Checkpoint checkpoint)
    {
        Finding[] found =
        [
            .. Files(bundle, checkpoint), .. Leaves("fact", bundle.Facts, bundle.Proofs.Facts, checkpoint), .. Leaves("refusal", bundle.Refusals, bundle.Proofs.Refusals, checkpoint),
            .. Leaves("delegation", bundle.Delegations, bundle.Proofs.Delegations ?? [], checkpoint), .. BundleDocuments.Check(bundle),
        ];
        return found.Length > 0 ? found : Reports(bundle, checkpoint);
    }

    private static IEnumerable<Finding> Files(Bundle bundle, Checkpoint checkpoint)
    {
        var manifest = bundle.Manifest;
        if (manifest.Format != BundleManifest.ThisFormat) yield return Altered($"manifest.json: the format is '{manifest.Format}', which this verifier does not know.");
        if (manifest.Origin != checkpoint.Origin || manifest.Size != checkpoint.Size || manifest.Facts != bundle.Facts.Length) yield return Altered("manifest.json says something else than the checkpoint and the facts.");
        if (!manifest.Entries.Select(e => e.Name).SequenceEqual(bundle.Files.Skip(1).Select(f => f.Name)) || bundle.Files[0].Name != "manifest.json") yield return Altered("The files are not those that manifest.json lists.");
        foreach (var strange in bundle.Files.Where(f => !Known.Contains(f.Name) && !Folders.Any(folder => f.Name.StartsWith(folder, StringComparison.Ordinal)))) yield return Altered($"{strange.Name} is no file of a bundle: nothing proves it.");
        foreach (var (entry, file) in manifest.Entries.Zip(bundle.Files.Skip(1)))
            if (entry.Digest != Digest.Write(SHA256.HashData(file.Content.Span))) yield return Altered($"{file.Name} is not what manifest.json says: its digest differs.");
    }

    private static IEnumerable<Finding> Leaves(string kind, IReadOnlyList<byte[]> leaves, LeafProof[] proofs, Checkpoint checkpoint)
    {
        if (leaves.Count != proofs.Length) return [Altered($"There are {leaves.Count} {kind} lines and {proofs.Length} proofs.")];
        return leaves.Zip(proofs).AsParallel().AsOrdered().Select((x, i) => Leaf($"{kind} line {i + 1}", x.First, x.Second, checkpoint)).OfType<Finding>().ToList();
    }

    private static Finding? Leaf(string line, byte[] leaf, LeafProof proof, Checkpoint checkpoint) =>
        LeafProof.Read(proof.Proof) is { } hashes && MerkleChecks.Includes(checkpoint.Root, checkpoint.Size, proof.Index, Digest.OfLeaf(leaf), hashes)
            ? null
            : Altered($"{char.ToUpperInvariant(line[0])}{line[1..]} is not in the log at position {proof.Index}: the line, its position or its proof was altered, or it was never sealed. It reads: {Beginning(leaf)}");

    /// <summary>What is for people can be made again by the release that wrote it.</summary>
    private static IEnumerable<Finding> Reports(Bundle bundle, Checkpoint checkpoint)
    {
        if (bundle.Manifest.Report != BundleReport.Version) return [];
        var pages = BundleReport.Languages.Select(l => (Name: $"report.{l.Code}.html", Text: BundleReport.Write(bundle.FactLines, bundle.Refusals.Length, checkpoint, l))).Append((Name: "README.txt", Text: BundleReadme.Text(checkpoint.Origin)));
        return pages.Where(p => bundle.Find(p.Name) is not { } page || !page.Span.SequenceEqual(Encoding.UTF8.GetBytes(p.Text))).Select(p => Altered($"{p.Name} does not say what was written."));
    }

    private static string Beginning(byte[] leaf)
    {
        var text = Encoding.UTF8.GetString(leaf);
        return text.Length <= 200 ? text : $"{text[..200]}…";
    }

    private static Finding Altered(string says) => new(Finding.Unaltered, says);
}
