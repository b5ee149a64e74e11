using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace ProductGate.Domain;

/// <summary>What cannot be read as a bundle at all.</summary>
public sealed class UnreadableBundleException(string says) : Exception(says);

/// <summary>A bundle taken apart; nothing of it is believed yet.</summary>
public sealed record Bundle(BundleManifest Manifest, IReadOnlyList<BundleFile> Files, ImmutableArray<byte[]> Facts, ImmutableArray<byte[]> Refusals, ImmutableArray<byte[]> Delegations, BundleProofs Proofs, string Checkpoint, BundleKeys Keys)
{
    private FactLine[]? lines;

    /// <summary>The lines of facts, read once for all who ask.</summary>
    internal FactLine[] FactLines => lines ??= FactLine.Of(Facts);

    /// <exception cref="UnreadableBundleException">Not a zip file in the bundle's one form, or a file is missing or not of its form.</exception>
    public static Bundle Read(ReadOnlyMemory<byte> zip)
    {
        var files = StoredZip.Read(zip) ?? throw new UnreadableBundleException("The file is not a bundle as it was written: some of its bytes were changed, cut off or added, or it was packed anew.");
        return new(
            Json<BundleManifest>(files, "manifest.json"), files, Lines(files, "facts.ndjson"), Lines(files, "refusals.ndjson"),
            files.Any(f => f.Name == "delegations.ndjson") ? Lines(files, "delegations.ndjson") : [],
            Json<BundleProofs>(files, "proofs.json"), Text(files, "checkpoint.txt"), Json<BundleKeys>(files, "keys.json"));
    }

    /// <summary>The file's content; null where there is none of that name.</summary>
    public ReadOnlyMemory<byte>? Find(string name) => Files.FirstOrDefault(f => f.Name == name)?.Content;

    /// <summary>Files of a folder, as texts.</summary>
    public IEnumerable<string> Texts(string folder) => Files.Where(f => f.Name.StartsWith($"{folder}/", StringComparison.Ordinal)).Select(f => Encoding.UTF8.GetString(f.Content.Span));

    /// <exception cref="UnreadableBundleException">The file is missing or not JSON of this form.</exception>
    public static T Json<T>(IEnumerable<BundleFile> files, string name)
    {
        try
        {
            var (content, read) = (Content(files, name), JsonSerializer.Deserialize<T>(Content(files, name).Span, Domain.Json.Strict) ?? throw new JsonException("null"));
            return content.Span.SequenceEqual(AuditLeaves.Write(read)) ? read : throw new JsonException("it is not written in the one way");
        }
        catch (JsonException e)
        {
            throw new UnreadableBundleException($"{name} is not what a bundle's is: {e.Message}");
        }
    }

    private static string Text(IEnumerable<BundleFile> files, string name) => Encoding.UTF8.GetString(Content(files, name).Span);

    private static ReadOnlyMemory<byte> Content(IEnumerable<BundleFile> files, string name) =>
        files.FirstOrDefault(f => f.Name == name)?.Content ?? throw new UnreadableBundleException($"The bundle has no {name}.");

    private static ImmutableArray<byte[]> Lines(IEnumerable<BundleFile> files, string name)
    {
        var (text, lines) = (Content(files, name), ImmutableArray.CreateBuilder<byte[]>());
        while (text.Span.IndexOf((byte)'\n') is >= 0 and var end)
        {
            lines.Add(text[..end].ToArray());
            text = text[(end + 1)..];
        }
        return text.IsEmpty ? lines.ToImmutable() : throw new UnreadableBundleException($"{name} does not end with a whole line.");
    }
}
