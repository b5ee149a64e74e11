namespace ProductGate.Domain;

public static class IndicatorRules
{
    /// <summary>A value past its limit raises a signal and opens a review; where the plan says so, it stops sales at once (R10).</summary>
    public static Decision Decide(Situation s, ReportIndicator c)
    {
        var p = s.Product;
        if (!p.IsOnTheMarket) return MarketRules.NotOnSale(s);
        var indicators = p.Launched!.Indicators;
        if (Array.Find(indicators, i => i.Key == c.Indicator) is not { } indicator)
            return Decision.Invalid("unknown-indicator", "indicator", $"The monitoring plan has: {indicators.Select(i => i.Key)}.");
        if (c.PeriodEnd > s.Policy.Calendar.Today(s.Now)) return Decision.Invalid("date-in-future", "periodEnd", "The period has not ended.");
        var reported = new IndicatorReported(c.Indicator, c.Value, c.PeriodEnd, s.By.Id, s.Now, c.Note);
        return indicator.IsBreachedBy(c.Value) ? Decision.Record([reported, .. Signal(s, indicator, c.Value)]) : Decision.Record(reported);
    }

    private static IEnumerable<IFact> Signal(Situation s, Indicator indicator, Number value)
    {
        var reason = KnownReasons.PastLimit(indicator, value);
        var running = s.Product.Reviews.FirstOrDefault(r => r is { IsOpen: true, Kind: ReviewKind.Signal } && r.Indicator == indicator.Key);
        var opened = ReviewRules.Open(s, ReviewKind.Signal, reason, indicator.Key);
        var review = running?.Id ?? opened.ReviewId;
        yield return new SignalRaised(indicator.Key, value, indicator.Limit, review, s.Now);
        if (running is null) yield return opened;
        if (indicator.OnBreach == OnBreach.Suspend && s.Product.MarketState == MarketState.Live) yield return new DistributionSuspended(reason.ToString(), Actor.System.Id, s.Now, review);
    }
}
