namespace ProductGate.Domain;

public static class ReviewRules
{
    public static Decision Decide(Situation s, OpenReview command) =>
        s.Product.IsOnTheMarket ? Decision.Record(Open(s, ReviewKind.AdHoc, Phrase.Verbatim(command.Reason))) : MarketRules.NotOnSale(s);

    public static Decision Decide(Situation s, CompleteReview c)
    {
        var p = s.Product;
        if (p.Reviews.FirstOrDefault(r => r.Id == c.ReviewId) is not { } review) return Decision.NotFound("unknown-review", "The product has no such review.");
        if (!review.IsOpen) return Decision.Refuse("review-closed", $"V{review.Number} is {Words.Of(review.Status)}.", null, [new("Open another review.", Grants.Office(Deed.OpenReview))]);
        var right = Rights.Of(s, Deed.CompleteReview, [.. Grants.Of(Deed.CompleteReview).Roles])!;
        if (Duties.Check(p, right.Behind(s.By), Sections.All, right.Office, "review it") is { } own) return new([], own);
        if (review.From is { } from && s.Now < from)
            return Decision.Refuse(
                "review-too-early", $"V{review.Number} looks back at the time until {s.Policy.Calendar.Today(from):yyyy-MM-dd}; it can be completed from then on.", "R10",
                [new($"Complete {Words.Of(review)} when its time has come.", right.Office, review.Due)]);
        if (c.Conclusion == ReviewConclusion.RemedialAction != c.RemedialAction is not null)
            return Decision.Invalid("remedial-action", "remedialAction", "Say the remedial action if, and only if, that is the conclusion.");
        if (c.RemedialAction?.Due < s.Policy.Calendar.Today(s.Now)) return Decision.Invalid("date-passed", "remedialAction.due", "The day has passed.");
        if (c.RemedialAction?.Owner is Role.ProtectionOffice or Role.ProtectionHead) return Decision.Invalid("invalid-condition", "remedialAction.owner", "A remedial action is taken by another department than the one that orders it.");
        return Decision.Record([new ReviewCompleted(review.Id, c.Conclusion, c.Findings, s.By.Id, s.Now, right.OnBehalfOf), .. Effects(s, review, c)]);
    }

    private static IEnumerable<IFact> Effects(Situation s, Review review, CompleteReview c)
    {
        if (c.RemedialAction is { } remedy)
        {
            var condition = ConditionRules.Attach(
                s, s.Product.Conditions.Length + 1, remedy.Action, Role.ProtectionOffice, remedy.Owner, ConditionGate.AfterLaunch, Stage.LaunchMonitoring, remedy.Due, null);
            yield return new RemedialActionOrdered(review.Id, condition.ConditionId, remedy.Action, remedy.Owner, remedy.Due, s.By.Id);
            yield return condition;
        }
        if (c.Conclusion != ReviewConclusion.Suspend) yield break;
        if (s.Product.MarketState == MarketState.Live) yield return new DistributionSuspended(c.Findings, s.By.Id, s.Now, review.Id);
        // Somebody must look again, or the product would stay suspended with nobody asked.
        if (!s.Product.Reviews.Any(r => r is { IsOpen: true, IsOfTheCalendar: false } && r.Id != review.Id)) yield return Open(s, ReviewKind.AdHoc, KnownReasons.SalesAreSuspended(c.Findings));
    }

    internal static ReviewOpened Open(Situation s, ReviewKind kind, Phrase reason, string? indicator = null) =>
        Open(s, kind, reason, s.Policy.Calendar.AddWorkingDays(s.Now, s.Policy.Monitoring.AnswerDays), indicator);

    /// <summary>Keeps one review of the calendar open while the product is on the market: 30 and 90 days after launch, then yearly (policy). Each is due so many working days after its day.</summary>
    internal static void OpenNext(Draft d)
    {
        var p = d.Product;
        if (!p.IsOnTheMarket || p.Reviews.Any(r => r is { IsOfTheCalendar: true, IsOpen: true })) return;
        // A day that passed while a late review was awaited is covered by that review; a day that had its review is not asked for twice.
        var covered = p.Reviews.Where(r => r.Kind == ReviewKind.Scheduled && r.OpenedAt >= p.Launched!.At).Select(r => r.From ?? r.Due).Append(d.Now).Max();
        var days = DaysAfterLaunch(d.Policy.Monitoring).First(x => p.Launched!.At.AddDays(x) > covered);
        var from = p.Launched!.At.AddDays(days);
        d.Record(Open(d.Situation, ReviewKind.Scheduled, KnownReasons.AfterLaunch(days), d.Policy.Calendar.AddWorkingDays(from, d.Policy.Monitoring.AnswerDays), null) with { From = from });
    }

    private static IEnumerable<int> DaysAfterLaunch(MonitoringPolicy policy)
    {
        foreach (var days in policy.ReviewDays) yield return days;
        for (var days = policy.ReviewDays.LastOrDefault(); ;) yield return days += policy.ThenEveryDays;
    }

    private static ReviewOpened Open(Situation s, ReviewKind kind, Phrase reason, DateTimeOffset due, string? indicator)
    {
        var number = s.Product.Reviews.Length + 1;
        return new(Ids.Derive(s.Product.Id, "review", number), number, kind, reason.ToString(), due, s.Now, indicator);
    }
}
