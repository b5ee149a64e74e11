using System.Text;

namespace ProductGate.Domain;

/// <summary>How many facts of a product are sealed, and the hash over them all in order. The map of products has one such entry each.</summary>
public sealed record ProductHead(Guid Product, long Length, byte[] Head)
{
    /// <summary>Before the first fact.</summary>
    public static ProductHead None(Guid product) => new(product, 0, new byte[Digest.Length]);

    public ProductHead After(byte[] leafHash) => new(Product, Length + 1, Digest.OfHead(Head, leafHash));

    /// <summary>The entry as it stands in the map: canonical JSON (RFC 8785).</summary>
    public byte[] Entry => Encoding.UTF8.GetBytes($$"""{"head":"{{Digest.Write(Head)}}","length":{{Length}},"product":"{{Product:D}}"}""");

    /// <summary>Its leaf hash in the map.</summary>
    public byte[] EntryHash => Digest.OfLeaf(Entry);
}
