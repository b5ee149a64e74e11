using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ProductGate.Domain;

namespace ProductGate.Tests.Rules;

/// <summary>Packs a bundle's files again with everything else right: the checksums of the zip, and the digests of the manifest unless that is what was changed.</summary>
internal static class Repacking
{
    /// <param name="files">The manifest first.</param>
    public static byte[] Of(IReadOnlyList<BundleFile> files)
    {
        var manifest = JsonNode.Parse(files[0].Content.Span)!;
        manifest["entries"] = new JsonArray([.. files.Skip(1).Select(f => new JsonObject { ["digest"] = Digest.Write(SHA256.HashData(f.Content.Span)), ["name"] = f.Name })]);
        return StoredZip.Write([new("manifest.json", AuditLeaves.Write(manifest.Deserialize<JsonElement>())), .. files.Skip(1)]);
    }
}
