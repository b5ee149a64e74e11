using System.Text.Json.Serialization;

namespace ProductGate.Domain;

/// <summary>A command that brings stored documents along as evidence. The service refuses one that names a document it does not have.</summary>
public interface IRefersToDocuments
{
    [JsonIgnore]
    IEnumerable<DocumentRef> References { get; }
}

internal static class DocumentFold
{
    /// <summary>Whoever may see the product may see what it refers to.</summary>
    public static Product WithDocuments(this Product p, IEnumerable<DocumentRef>? documents) =>
        documents is null ? p : p with { Documents = [.. p.Documents.Union(documents.Select(d => d.Sha256))] };
}
