using System.Text.Json.Serialization;

namespace ProductGate.Domain;

/// <summary>Answers to the whole checklist of the pinned policy, on the current revision.</summary>
public sealed record RecordEvaluation(ItemAnswer[] Answers) : IProductCommand, IRefersToDocuments
{
    [JsonIgnore]
    public IEnumerable<DocumentRef> References => Answers.SelectMany(a => a.Evidence ?? []);
}
