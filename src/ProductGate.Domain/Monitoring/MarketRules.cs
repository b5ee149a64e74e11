namespace ProductGate.Domain;

/// <summary>Stopping sales, letting them go on, and ending them.</summary>
public static class MarketRules
{
    public static Decision Decide(Situation s, SuspendDistribution command)
    {
        if (s.Product.MarketState != MarketState.Live) return NotOnSale(s);
        var suspended = new DistributionSuspended(command.Reason, s.By.Id, s.Now);
        return s.Product.Reviews.Any(r => r.IsOpen && r.Kind != ReviewKind.Scheduled)
            ? Decision.Record(suspended)
            : Decision.Record(suspended, ReviewRules.Open(s, ReviewKind.AdHoc, KnownReasons.SalesWereSuspended(command.Reason)));
    }

    /// <summary>The protection office's signature and the resumption are one act (R9); it is for what is on sale, whatever a change round works on.</summary>
    public static Decision Decide(Situation s, ResumeDistribution command)
    {
        var p = s.Product;
        if (p.MarketState != MarketState.Suspended) return Decision.Refuse("not-suspended", "Sales are not suspended.", "R9", [new("Suspend sales first.", Grants.Office(Deed.SuspendDistribution))]);
        if (Duties.Check(p, s.By.Id, Sections.All, Grants.Office(Deed.ResumeDistribution), "let its sales resume") is { } own) return new([], own);
        var needed = Gate.Resumption(p);
        if (!needed.Met) return Decision.Refuse("review-missing", "Sales resume only after a review.", "R9", needed.Missing());
        var launched = p.Launched!;
        var review = p.Reviews.Last(r => r.Status == ReviewStatus.Completed && r.CompletedAt >= p.SuspendedAt && r.Conclusion != ReviewConclusion.Suspend);
        return Decision.Record(
            new SignOffGiven(
                Stage.LaunchMonitoring, launched.Round, Role.ProtectionOffice, SignOffDecision.Approve, SignOffMeaning.Approved, Capacity.Own, launched.Revision,
                [.. launched.Sections.Select(x => new SectionHash(x.Section, x.Hash))], p.Policy, command.Reason, s.By.Id, s.Now),
            new DistributionResumed(command.Reason, review.Id, s.By.Id, s.Now));
    }

    public static Decision Decide(Situation s, RetireProduct command) =>
        s.Product.IsOnTheMarket ? Decision.Record(new ProductRetired(command.Reason, s.By.Id, s.Now)) : NotOnSale(s);

    internal static Decision NotOnSale(Situation s)
    {
        var next = Gate.Next(s.Product, s.Policy, s.Now);
        return s.Product.MarketState == MarketState.Suspended
            ? Decision.Refuse("already-suspended", "Sales are already suspended.", "R9", next)
            : Decision.Refuse("not-launched", "The product is not on the market.", "R9", next);
    }
}
