using System.Text.Json;
using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>R9 and R10: what happens once consumers can buy.</summary>
internal static class MarketLaws
{
    public static IEnumerable<Breach> Of(Ledger l, IFact fact, Batch batch) => fact switch
    {
        DistributionSuspended when l.Market != MarketState.Live => [new("R9", "Suspended what was not on sale.")],
        DistributionResumed f => Resumed(l, f, batch).Select(what => new Breach("R9", $"Resumed without {what}.")),
        IndicatorReported f when Breached(l, f) is { } onBreach => Unanswered(l, f, onBreach, batch).Select(what => new Breach("R10", $"{f.Indicator} is past its limit without {what}.")),
        SignalRaised f when !batch.Facts.OfType<IndicatorReported>().Any(r => r.Indicator == f.Indicator && Breached(l, r) is not null) => [new("R10", "A signal without a breach.")],
        ReviewCompleted f when l.Review(f.ReviewId) is not { IsOpen: true } => [new("R10", "Completed a review that was not open.")],
        ReviewCompleted f when batch.Now < DayOf(l, l.Review(f.ReviewId)!.Opened) => [new("R10", "Completed a review before its day.")],
        ReviewOpened { Kind: ReviewKind.Scheduled } f when f.Due <= DayOf(l, f) => [new("R10", "A scheduled review leaves no time to complete it.")],
        DeadlineMissed f when f.Key.StartsWith("review/", StringComparison.Ordinal) => Lapsed(l, f, batch),
        ProductRetired or ReviewOpened when !l.OnTheMarket => [new("R10", $"{fact.GetType().Name} before the launch.")],
        _ => [],
    };

    /// <summary>A product is on sale only while none of its reviews is overdue, and is watched for as long as it is on the market.</summary>
    public static IEnumerable<Breach> After(Ledger after)
    {
        if (!after.OnTheMarket) yield break;
        if (after.Market == MarketState.Live && after.Reviews.FirstOrDefault(r => r is { IsOpen: true, Missed: true }) is { } late)
            yield return new("R10", $"On sale with V{late.Opened.Number} unanswered past its deadline.");
        if (!after.Reviews.Any(r => r.IsOpen && r.Opened.Kind is ReviewKind.Scheduled or ReviewKind.Missed)) yield return new("R10", "No review of the calendar is open.");
    }

    /// <summary>So many days after launch as the review says it is for.</summary>
    private static DateTimeOffset? DayOf(Ledger l, ReviewOpened review) => review.Kind == ReviewKind.Scheduled
        ? l.Launches.Last(at => at <= review.At).AddDays(int.Parse(review.Reason.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture))
        : null;

    private static IEnumerable<string> Resumed(Ledger l, DistributionResumed f, Batch batch)
    {
        if (l.Market != MarketState.Suspended) yield return "a suspension";
        if (l.Review(f.ReviewId) is not { InSuspension: true, Completed.Conclusion: not ReviewConclusion.Suspend }) yield return "a review since the suspension that lets it continue";
        if (!batch.Facts.OfType<SignOffGiven>().Any(s => s is { Office: Role.ProtectionOffice, Decision: SignOffDecision.Approve } && s.By == f.By && s.Revision == l.Launch!.Launched.Revision))
            yield return "the protection office's signature on what is on sale";
        if (l.Reviews.Any(r => r.IsOpen && r.Opened.Kind != ReviewKind.Scheduled)) yield return "answering every review that was opened";
    }

    private static IEnumerable<string> Unanswered(Ledger l, IndicatorReported f, string onBreach, Batch batch)
    {
        if (batch.Facts.OfType<SignalRaised>().SingleOrDefault(s => s.Indicator == f.Indicator) is not { } signal) yield return "a signal";
        else if (l.Review(signal.ReviewId) is not { IsOpen: true } && !batch.Facts.OfType<ReviewOpened>().Any(r => r.ReviewId == signal.ReviewId)) yield return "a review";
        if (onBreach == "Suspend" && l.Market == MarketState.Live && !batch.Facts.OfType<DistributionSuspended>().Any()) yield return "stopping sales";
    }

    private static IEnumerable<Breach> Lapsed(Ledger l, DeadlineMissed f, Batch batch)
    {
        if (l.Reviews.FirstOrDefault(r => f.Key == $"review/{r.Opened.Number}")?.Opened is not { } review) yield return new("R10", $"{f.Key} is the deadline of no review.");
        else if (review.Kind == ReviewKind.Scheduled)
        {
            if (!batch.Facts.OfType<ReviewOpened>().Any(r => r.Kind == ReviewKind.Missed)) yield return new("R10", $"V{review.Number} was missed and no other review opened.");
        }
        else if (l.Market == MarketState.Live && !batch.Facts.OfType<DistributionSuspended>().Any()) yield return new("R10", $"V{review.Number} was not answered in time and sales go on.");
    }

    /// <summary>What a breach leads to, read from the monitoring plan that was launched; null if the figure is within its limit.</summary>
    private static string? Breached(Ledger l, IndicatorReported f)
    {
        var plan = l.Launch!.Dossier.Of(Section.MonitoringPlan).Fields;
        var keys = plan["indicators.key"].Value.Split('\u001f');
        var at = Array.IndexOf(keys, f.Indicator);
        string Of(string field) => plan[$"indicators.{field}"].Value.Split('\u001f')[at];
        var limit = decimal.Parse(Of("limit"), System.Globalization.CultureInfo.InvariantCulture);
        return (Of("direction") == "AtMost" ? f.Value.Value > limit : f.Value.Value < limit) ? Of("onBreach") : null;
    }
}
