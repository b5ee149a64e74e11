using System.Text.Json.Serialization;

namespace ProductGate.Domain;

/// <summary>Sent by a timer when a deadline is due; does nothing if the matter is settled.</summary>
public sealed record CheckDeadline(Guid DeadlineId) : IProductCommand;

public sealed record ExtendDeadline(DateOnly Due, string Reason) : IProductCommand
{
    [JsonIgnore]
    public Guid DeadlineId { get; init; }
}
