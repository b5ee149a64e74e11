namespace ProductGate.Domain;

public enum ReviewStatus
{
    Open,
    Completed,

    /// <summary>A scheduled review that nobody completed in time; a post-launch review took its place (R10).</summary>
    Missed,
}

/// <summary>A look at a launched product.</summary>
public sealed record Review(Guid Id, int Number, ReviewKind Kind, string Reason, DateTimeOffset Due, DateTimeOffset OpenedAt)
{
    public string? Indicator { get; init; }

    /// <summary>The day that a review of the calendar looks back from; it cannot be completed earlier.</summary>
    public DateTimeOffset? From { get; init; }
    public ReviewStatus Status { get; init; }
    public ReviewConclusion? Conclusion { get; init; }
    public string? Findings { get; init; }
    public string? CompletedBy { get; init; }

    /// <summary>Whose power was used to complete it, where that was not the completer's own.</summary>
    public string? OnBehalfOf { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }

    public bool IsOpen => Status == ReviewStatus.Open;

    /// <summary>The calendar of 30 and 90 days and then yearly; a review in place of a missed one counts in its stead.</summary>
    public bool IsOfTheCalendar => Kind is ReviewKind.Scheduled or ReviewKind.Missed;
}

/// <summary>The last figure reported for an indicator.</summary>
public sealed record Figure(string Indicator, Number Value, DateOnly PeriodEnd, DateTimeOffset At);

internal static class MonitoringFold
{
    public static Product On(this Product p, IndicatorReported f) => p with
    {
        Figures = [.. p.Figures.Where(x => x.Indicator != f.Indicator), new Figure(f.Indicator, f.Value, f.PeriodEnd, f.At)],
    };

    public static Product On(this Product p, ReviewOpened f) => p with
    {
        Reviews =
        [
            .. p.Reviews.Select(r => f.Kind == ReviewKind.Missed && r is { Kind: ReviewKind.Scheduled, IsOpen: true } ? r with { Status = ReviewStatus.Missed } : r),
            new Review(f.ReviewId, f.Number, f.Kind, f.Reason, f.Due, f.At) { Indicator = f.Indicator, From = f.From },
        ],
    };

    public static Product On(this Product p, ReviewCompleted f) => p with
    {
        Reviews = [.. p.Reviews.Select(r => r.Id != f.ReviewId ? r : r with
        {
            Status = ReviewStatus.Completed, Conclusion = f.Conclusion, Findings = f.Findings, CompletedBy = f.By, OnBehalfOf = f.OnBehalfOf, CompletedAt = f.At,
        })],
    };

    public static Product On(this Product p, DistributionSuspended f) => p with { MarketState = MarketState.Suspended, SuspendedAt = f.At };

    public static Product On(this Product p, DistributionResumed _) => p with { MarketState = MarketState.Live, SuspendedAt = null };

    public static Product On(this Product p, ProductRetired _) => p with { MarketState = MarketState.Retired, RoundOpen = false };
}
