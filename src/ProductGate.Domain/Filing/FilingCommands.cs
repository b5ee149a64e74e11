using System.Text.Json.Serialization;

namespace ProductGate.Domain;

public sealed record RecordFiling(
    FilingType Type, string LegalBasis, FilingOutcome Outcome, string? Reference = null, DateOnly? Date = null, string? Limits = null, DateOnly? Expires = null,
    DocumentRef[]? Documents = null) : IProductCommand, IRefersToDocuments
{
    [JsonIgnore]
    public IEnumerable<DocumentRef> References => Documents ?? [];
}
