using System.Text.Json.Serialization;

namespace ProductGate.Domain;

/// <summary>Sent by a timer when a deadline is due; does nothing if the matter is settled.</summary>
public sealed record CheckDeadline(Guid DeadlineId) : IProductCommand;

public sealed record ExtendDeadline(DateOnly Due, string Reason) : IReasoned
{
    [JsonIgnore]
    public Guid DeadlineId { get; init; }
}

/// <summary>Let a deadline stand still, because what it waits for cannot go on.</summary>
public sealed record PauseDeadline(string Reason) : IReasoned
{
    [JsonIgnore]
    public Guid DeadlineId { get; init; }
}

/// <summary>Let it run again; its date moves by the working time that it stood still.</summary>
public sealed record ResumeDeadline(string Reason) : IReasoned
{
    [JsonIgnore]
    public Guid DeadlineId { get; init; }
}
