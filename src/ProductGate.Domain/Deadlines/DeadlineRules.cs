namespace ProductGate.Domain;

public static class DeadlineRules
{
    /// <summary>A timer asks; if the matter is still open and due, it is missed, has its effect, and climbs (R10, R15).</summary>
    public static Decision Decide(Situation s, CheckDeadline command)
    {
        if (Find(s, command.DeadlineId) is not { } deadline || !deadline.IsDue(s.Now)) return Decision.Nothing;
        var draft = new Draft(s);
        draft.Record(new DeadlineMissed(deadline.Id, deadline.Key, deadline.Owner, deadline.Level, deadline.Due, s.Now));
        draft.Record(Effects(s, deadline).ToList());
        if (Asks.Of(draft.Product, s.Policy).FirstOrDefault(a => a.Key == deadline.Key) is { } ask) Climb(draft, ask, deadline.Level + 1);
        return draft.Done();
    }

    public static Decision Decide(Situation s, ExtendDeadline command)
    {
        if (Find(s, command.DeadlineId) is not { } deadline) return NotFound;
        var due = s.Policy.Calendar.EndOf(command.Due);
        if (due <= deadline.Due || due > s.Now.AddDays(366)) return Decision.Invalid("date-out-of-range", "due", "An extension lies after the present date and within a year from now.");
        if (Fixed(s, deadline) is { } refused) return refused;
        if (deadline.IsPaused) return Decision.Refuse("deadline-paused", "The deadline stands still; let it run again first.", "R15", LetItRun);
        return Decision.Record(new DeadlineExtended(deadline.Id, deadline.Key, due, command.Reason, s.By.Id, s.Now));
    }

    internal static readonly Decision NotFound = Decision.NotFound("unknown-deadline", "The product has no such open deadline.");

    internal static Deadline? Find(Situation s, Guid id) => s.Product.Deadlines.FirstOrDefault(d => d.Id == id);

    internal static Missing[] LetItRun => [new("Let the deadline run again.", Grants.Office(Deed.ResumeDeadline))];

    /// <summary>What ends a deadline whose date cannot be moved: doing what it is about.</summary>
    internal static Missing[] Matter(Situation s, Deadline deadline) =>
        [.. Asks.Of(s.Product, s.Policy).Where(a => a.Key == deadline.Key).Select(a => new Missing(a.What, deadline.Owner, deadline.Due))];

    /// <summary>Why nobody moves or holds the date; null if it may be.</summary>
    internal static Decision? Fixed(Situation s, Deadline deadline) => deadline.Key.Split('/')[0] is "risk" or "launch" or "evaluation"
        ? Decision.Refuse("deadline-fixed", "An accepted risk is renewed by the committee, and an evaluation or its launch window by a new evaluation; none is extended or paused.", "R15", Matter(s, deadline))
        : null;

    /// <summary>Sets a deadline for everything newly asked, and ends those whose matter is settled or dropped.</summary>
    internal static void Reconcile(Draft d)
    {
        var asks = Asks.Of(d.Product, d.Policy).Where(a => a.ClockDays > 0 || a.Due is not null).ToList();
        foreach (var deadline in d.Product.Deadlines.Where(x => asks.All(a => a.Key != x.Key)).ToList()) d.Record(Ended(d.Product, d.Policy, deadline));
        foreach (var ask in asks.Where(a => d.Product.DeadlineOf(a.Key) is null))
            Set(d, ask.Key, ask.By, 0, ask.Due ?? d.Policy.Calendar.AddWorkingDays(d.Now, ask.ClockDays));
    }

    private static IEnumerable<IFact> Effects(Situation s, Deadline missed)
    {
        var subject = missed.Key.Split('/');
        switch (subject[0])
        {
            case "review" when s.Product.Reviews.First(r => r.Number == int.Parse(subject[1], null)) is var review:
                if (review.Kind == ReviewKind.Scheduled) yield return ReviewRules.Open(s, ReviewKind.Missed, KnownReasons.ReviewMissed(review.Due));
                else if (s.Product.MarketState == MarketState.Live) yield return new DistributionSuspended(KnownReasons.ReviewNotCompleted(review.Due).ToString(), Actor.System.Id, s.Now, review.Id);
                break;
            case "risk" when s.Product.IsOnTheMarket && missed.Level == 0:
                yield return ReviewRules.Open(s, ReviewKind.RiskExpiry, KnownReasons.RiskExpired(subject[1]));
                break;
            case "launch":
                foreach (var v in s.Product.Valid.Where(v => s.Policy.Of(v.Stage).Evaluation))
                    yield return new SignOffInvalidated(v.Stage, v.Round, v.Office, v.By, [], KnownReasons.WindowPassed.ToString());
                break;
        }
    }

    private static void Climb(Draft d, Ask ask, int level) =>
        Set(d, ask.Key, d.Policy.Ladder.OwnerAt(level, ask.By), level, d.Policy.Calendar.AddWorkingDays(d.Now, d.Policy.Ladder.DaysAt(level)));

    private static void Set(Draft d, string key, Role owner, int level, DateTimeOffset due) =>
        d.Record(new DeadlineSet(Ids.Derive(d.Product.Id, "deadline", d.Product.DeadlinesSet + 1), key, owner, level, due, d.Policy.Calendar.Name, d.Now));

    private static IFact Ended(Product p, Policy policy, Deadline deadline)
    {
        if (p.IsOver) return new DeadlineCancelled(deadline.Id, deadline.Key, KnownReasons.Over((Enum?)p.Ended ?? p.MarketState).ToString());
        return Dropped(p, policy, deadline.Key.Split('/')) is { } reason ? new DeadlineCancelled(deadline.Id, deadline.Key, reason.ToString()) : new DeadlineMet(deadline.Id, deadline.Key);
    }

    /// <summary>Why nobody owes the matter any more although nobody did it; null if it was done.</summary>
    private static Phrase? Dropped(Product p, Policy policy, string[] key) => key switch
    {
        ["sign-off", var round, var stage, var office] when int.Parse(round, null) != p.Round || !p.RoundOpen
            || !IsGiven(p, policy, Enum.Parse<Stage>(stage), Enum.Parse<Role>(office)) => KnownReasons.NoLongerAsked,
        ["launch", ..] when p.Launched?.Round != p.Round => KnownReasons.NoLongerStands,
        ["evaluation", ..] when !EvaluationStage.Stands(p, policy) => KnownReasons.NoLongerCounts,
        ["answer" or "verify" or "settle" or "ruling", var number] when p.Opinions.First(o => o.Number == int.Parse(number, null)).Status == OpinionStatus.Withdrawn => KnownReasons.OpinionWithdrawn,
        ["answer" or "verify", var number] when WentUpUnanswered(p.Opinions.First(o => o.Number == int.Parse(number, null))) => KnownReasons.WentUp,
        _ => null,
    };

    /// <summary>It was taken to the committee; and not by the answer itself, which for an objection that is not adopted does so.</summary>
    private static bool WentUpUnanswered(Opinion o) => o.Status == OpinionStatus.Escalated && (o.Answer != OpinionAnswer.NotAdopted || o.MustBeAdopted);

    /// <remarks>A migrated policy may have stopped asking the office; then nobody has given anything.</remarks>
    private static bool IsGiven(Product p, Policy policy, Stage stage, Role office) =>
        SignOffs.AskedFor(p, policy, stage).Any(a => a.Office == office) && SignOffs.AreComplete(p, policy, stage, office);
}
