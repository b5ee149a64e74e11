using System.Text.Json.Serialization;

namespace ProductGate.Domain;

public sealed record LaunchProduct(int Revision, string[] Channels) : IProductCommand;

public sealed record SuspendDistribution(string Reason) : IReasoned;

public sealed record ResumeDistribution(string Reason) : IReasoned;

public sealed record RetireProduct(string Reason) : IReasoned;

public sealed record ReportIndicator(string Indicator, Number Value, DateOnly PeriodEnd, string? Note = null) : IProductCommand;

public sealed record OpenReview(string Reason) : IReasoned;

/// <summary>What has to be done about a product that stays on the market.</summary>
public sealed record RemedialAction(string Action, Role Owner, DateOnly Due);

public sealed record CompleteReview(ReviewConclusion Conclusion, string Findings, RemedialAction? RemedialAction = null) : IProductCommand
{
    [JsonIgnore]
    public Guid ReviewId { get; init; }
}
