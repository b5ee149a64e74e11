using System.Security.Cryptography;

namespace ProductGate.Domain;

/// <summary>The documents, policies and calendars of a bundle are those that its facts refer to, by hash.</summary>
internal static class BundleDocuments
{
    private const string Folder = "documents/";
    private static readonly string[] Rules = ["policies/", "calendars/"];

    public static IEnumerable<Finding> Check(Bundle bundle)
    {
        var lines = Bundle.Json<BundleDocumentLine[]>(bundle.Files, "documents.json");
        foreach (var file in bundle.Files.Where(f => f.Name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            var (hash, own) = (file.Name[Folder.Length..], Convert.ToHexStringLower(SHA256.HashData(file.Content.Span)));
            if (hash != own) yield return Altered($"The document {hash} is not the one that the facts refer to: its content has the hash {own}.");
            if (!lines.Any(l => l.Included && l.Digest == Digest.WriteHex(hash))) yield return Altered($"documents.json does not list the document {hash} as included.");
        }
        foreach (var line in lines.Where(l => l.Included && !bundle.Files.Any(f => f.Name.StartsWith(Folder, StringComparison.Ordinal) && Digest.WriteHex(f.Name[Folder.Length..]) == l.Digest)))
            yield return Altered($"The document \"{line.Name}\" ({line.Digest}) is said to be included and is not.");
        foreach (var line in lines.Where(l => Digest.Read(l.Digest) is null || !bundle.Facts.Any(f => Mentions(f, l.Digest))))
            yield return Altered($"No fact refers to the document \"{line.Name}\" ({line.Digest}).");
        foreach (var line in lines.Where(l => Digest.Read(l.Digest) is not null && bundle.Facts.Any(f => Mentions(f, l.Digest)) && !bundle.Facts.Any(f => Mentions(f, l.Digest) && Calls(f, l.Name))))
            yield return Altered($"No fact calls the document {line.Digest} \"{line.Name}\".");
        foreach (var file in bundle.Files.Where(f => Rules.Any(folder => f.Name.StartsWith(folder, StringComparison.Ordinal)) && !bundle.Facts.Any(x => Mentions(x, Digest.Write(SHA256.HashData(f.Content.Span))))))
            yield return Altered($"No fact pins {file.Name} as it is here: it was altered, or judged nothing.");
    }

    private static bool Mentions(byte[] fact, string digest) => fact.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(digest["sha256:".Length..])) >= 0;

    private static bool Calls(byte[] fact, string name) => fact.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(CanonicalJson.Of(System.Text.Json.JsonSerializer.SerializeToElement(name)).Text)) >= 0;

    private static Finding Altered(string says) => new(Finding.Unaltered, says);
}
