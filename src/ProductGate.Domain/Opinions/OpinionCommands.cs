using System.Text.Json.Serialization;

namespace ProductGate.Domain;

public sealed record RaiseOpinion(OpinionKind Kind, Section Section, string Subject, string Text, string WantedChange, string? LegalBasis = null) : IProductCommand;

/// <summary>A command about one opinion, which the address names.</summary>
public interface IOpinionCommand : IProductCommand
{
    Guid OpinionId { get; init; }
}

public sealed record AnswerOpinion(OpinionAnswer Answer, string Reason) : IOpinionCommand, IReasoned
{
    [JsonIgnore]
    public Guid OpinionId { get; init; }
}

/// <param name="Verified">False: the promised change was not found; the opinion is open again.</param>
public sealed record VerifyOpinion(bool Verified, string Note) : IOpinionCommand
{
    [JsonIgnore]
    public Guid OpinionId { get; init; }
}

public sealed record WithdrawOpinion(string Reason) : IOpinionCommand, IReasoned
{
    [JsonIgnore]
    public Guid OpinionId { get; init; }
}

public sealed record EscalateOpinion(string Reason) : IOpinionCommand, IReasoned
{
    [JsonIgnore]
    public Guid OpinionId { get; init; }
}

public enum Ruling
{
    Uphold,
    AcceptRisk,
}

/// <summary>The committee's decision on an escalated opinion.</summary>
/// <param name="Expires">The last day of an accepted risk.</param>
public sealed record RuleOnOpinion(Ruling Decision, string Reason, DateOnly? Expires = null) : IOpinionCommand, IReasoned
{
    [JsonIgnore]
    public Guid OpinionId { get; init; }
}
