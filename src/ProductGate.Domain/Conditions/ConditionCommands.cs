using System.Text.Json.Serialization;

namespace ProductGate.Domain;

public sealed record CloseCondition(string Evidence, DocumentRef[]? Documents = null) : IProductCommand, IRefersToDocuments
{
    [JsonIgnore]
    public IEnumerable<DocumentRef> References => Documents ?? [];

    [JsonIgnore]
    public Guid ConditionId { get; init; }
}
