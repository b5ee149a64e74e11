namespace ProductGate.Domain;

public enum LimitDirection
{
    AtMost,
    AtLeast,
}

/// <summary>What a value past its limit leads to at once. Either way a review opens (R10).</summary>
public enum OnBreach
{
    Review,
    Suspend,
}

/// <summary>A figure that is watched after launch, with a limit fixed before launch.</summary>
/// <param name="Key">Short kebab-case name by which figures are reported.</param>
public sealed record Indicator(string Key, string Name, string Unit, Number Limit, LimitDirection Direction = LimitDirection.AtMost, OnBreach OnBreach = OnBreach.Review)
{
    public bool IsBreachedBy(Number value) => Direction == LimitDirection.AtMost ? value.Value > Limit.Value : value.Value < Limit.Value;
}

public enum ReviewKind
{
    Scheduled,
    Signal,
    Missed,
    RiskExpiry,
    AdHoc,
}

public enum ReviewConclusion
{
    Continue,
    RemedialAction,
    Suspend,
}

public sealed record IndicatorReported(string Indicator, Number Value, DateOnly PeriodEnd, string By, DateTimeOffset At, string? Note = null) : IFact;

public sealed record SignalRaised(string Indicator, Number Value, Number Limit, Guid ReviewId, DateTimeOffset At) : IFact;

/// <param name="From">The day of the calendar that a scheduled review is for: it can be completed from then on.</param>
public sealed record ReviewOpened(
    Guid ReviewId, int Number, ReviewKind Kind, string Reason, DateTimeOffset Due, DateTimeOffset At, string? Indicator = null, DateTimeOffset? From = null) : IFact;

public sealed record ReviewCompleted(Guid ReviewId, ReviewConclusion Conclusion, string Findings, string By, DateTimeOffset At, string? OnBehalfOf = null) : IFact;

public sealed record RemedialActionOrdered(Guid ReviewId, Guid ConditionId, string Action, Role Owner, DateOnly Due, string By) : IFact;

public sealed record DistributionSuspended(string Reason, string By, DateTimeOffset At, Guid? ReviewId = null) : IFact;

public sealed record DistributionResumed(string Reason, Guid ReviewId, string By, DateTimeOffset At) : IFact;

public sealed record ProductRetired(string Reason, string By, DateTimeOffset At) : IFact;
