using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>R15: a deadline ends once, for a reason; a missed one climbs; and nothing that is owed runs without one.</summary>
internal static class DeadlineLaws
{
    public static IEnumerable<Breach> Of(Ledger l, IFact fact, Batch batch) => Faults(l, fact, batch).Select(what => new Breach("R15", what));

    /// <summary>Everything that somebody owes has a deadline, unless the policy gives it no clock.</summary>
    public static IEnumerable<Breach> After(Ledger after, Batch batch)
    {
        foreach (var missed in batch.Facts.OfType<DeadlineMissed>().Where(m => !Climbed(m, after, batch))) yield return new("R15", $"{missed.Key} was missed and did not climb.");
        foreach (var key in Owed(after).Where(k => after.Deadlines.Count(d => d.Set.Key == k) != 1)) yield return new("R15", $"{key} has {after.Deadlines.Count(d => d.Set.Key == key)} deadlines.");
        if (after.Over)
            foreach (var left in after.Deadlines) yield return new("R15", $"{left.Set.Key} still runs after the end.");
    }

    private static IEnumerable<string> Faults(Ledger l, IFact fact, Batch batch)
    {
        switch (fact)
        {
            case DeadlineSet f:
                if (l.DeadlinesEverSet.Contains(f.DeadlineId)) yield return $"{f.Key}: its id was used before.";
                if (l.Deadlines.Any(d => d.Set.Key == f.Key)) yield return $"{f.Key} is set twice.";
                if (f.Due <= batch.Now) yield return $"{f.Key} is due {f.Due}, before it was set.";
                if (f.Calendar != l.Policy.Calendar.Name) yield return $"{f.Key} was reckoned by {f.Calendar}.";
                if (f.Level == 0 && f.Key.Split('/') is ["sign-off", _, var stage, _] && f.Due != l.Policy.Calendar.AddWorkingDays(batch.Now, Clock(l, Enum.Parse<Stage>(stage)))) yield return $"{f.Key} is due {f.Due}, as no clock of the policy says.";
                if (f.Level > 0 && f.Owner != Ladder(l, f)) yield return $"{f.Key} climbed to {f.Owner}.";
                break;
            case DeadlineMet f when l.Deadline(f.DeadlineId) is null: yield return $"{f.Key} met, but not open."; break;
            case DeadlineMet f when !Done(l, f.Key): yield return $"{f.Key} met, but nobody did it."; break;
            case DeadlineCancelled f when l.Deadline(f.DeadlineId) is null || string.IsNullOrWhiteSpace(f.Reason): yield return $"{f.Key} cancelled, but not open or without a reason."; break;
            case DeadlineMissed f when l.Deadline(f.DeadlineId) is not { PausedAt: null } d || batch.Now < d.Due: yield return $"{f.Key} missed, but not open, not running or not due."; break;
            case DeadlineExtended f when l.Deadline(f.DeadlineId) is not { } d || f.Due <= d.Due: yield return $"{f.Key} extended, but not open or not longer."; break;
        }
    }

    /// <summary>Working days for a signature: the shortest that applies to the product.</summary>
    private static int Clock(Ledger l, Stage stage)
    {
        var policy = l.Policy.Stages.Single(s => s.Stage == stage);
        var special = (policy.Clocks ?? []).Where(c => l.Applies(c.When)).Select(c => c.Days).ToList();
        return special.Count > 0 ? special.Min() : policy.ClockDays;
    }

    /// <summary>Whether what a deadline asked for has really happened.</summary>
    private static bool Done(Ledger l, string key) => key.Split('/') switch
    {
        ["sign-off", var round, var stage, var office] => int.Parse(round, null) == l.Round && l.AskedAt(Enum.Parse<Stage>(stage)).Any(a =>
            a.Office == Enum.Parse<Role>(office) && l.Signers(Enum.Parse<Stage>(stage), a.Office, a.Sections) >= a.Quorum),
        ["evaluation", ..] => l.Passed is { } passed && passed.Revision == l.Revision && passed.At >= l.Evaluation!.At,
        ["launch", var round, ..] => l.Launch?.Launched.Round == int.Parse(round, null),
        ["condition", var number] => l.Conditions.Single(c => c.Attached.Number == int.Parse(number, null)).Closed,
        ["review", var number] => l.Reviews.Single(r => r.Opened.Number == int.Parse(number, null)).Completed is not null,
        ["filing", var day] => l.Filing is not { } f || $"{f.Expires:yyyyMMdd}" != day || !LaunchLaws.FilingClosed(l),
        ["filing", ..] => l.Filing is not { } f || !Closed(f) || FilingKey(f) != key,
        ["risk", var number, ..] => l.Opinions.Single(o => o.Raised.Number == int.Parse(number, null)) is { Withdrawn: false },
        ["answer" or "verify", var number] when l.Opinions.Single(o => o.Raised.Number == int.Parse(number, null)) is { Phase: OpinionPhase.WaitsForCommittee, Bypassed: true } => false,
        [_, var number] => l.Opinions.Single(o => o.Raised.Number == int.Parse(number, null)) is var o && !o.Withdrawn && o.DeadlineKey != key,
        _ => false,
    };

    /// <summary>The office once more, then its head, then the committee (policy).</summary>
    private static Role Ladder(Ledger l, DeadlineSet f)
    {
        var asked = f.Key.Split('/') is ["sign-off", _, _, var office] ? Enum.Parse<Role>(office) : f.Key.Split('/')[0] switch
        {
            "answer" or "launch" or "filing" => Role.ProductTeam,
            "ruling" or "risk" => Role.Committee,
            "review" or "evaluation" => Role.ProtectionOffice,
            "condition" => l.Conditions.Single(c => $"condition/{c.Attached.Number}" == f.Key).Attached.Owner,
            _ => l.Opinions.Single(o => o.DeadlineKey == f.Key).Raised.Office,
        };
        return f.Level switch { 1 => asked, 2 => l.Policy.Ladder.Heads.GetValueOrDefault(asked, l.Policy.Ladder.Top), _ => l.Policy.Ladder.Top };
    }

    /// <summary>A scheduled review is replaced by another review, and a launch window that has passed asks for a new evaluation: these end there.</summary>
    private static bool Climbed(DeadlineMissed missed, Ledger after, Batch batch) =>
        batch.Facts.OfType<DeadlineSet>().Any(s => s.Key == missed.Key && s.Level == missed.Level + 1)
        || after.Reviews.Any(r => missed.Key == $"review/{r.Opened.Number}" && r.Replaced)
        || missed.Key.StartsWith("evaluation/", StringComparison.Ordinal)
        || (missed.Key.StartsWith("launch/", StringComparison.Ordinal) && batch.Facts.OfType<SignOffInvalidated>().Any(f => f.Stage == Stage.ConsumerProtectionEvaluation));

    private static IEnumerable<string> Owed(Ledger l)
    {
        if (l.Over) return [];
        var signatures =
            from r in l.Requests
            from a in l.AskedAt(r.Stage)
            where l.RoundOpen && a.Office == r.Office && Clock(l, r.Stage) > 0 && l.Signers(r.Stage, r.Office, a.Sections) < a.Quorum
            select $"sign-off/{l.Round}/{r.Stage}/{r.Office}";
        return
        [
            .. signatures.Distinct(),
            .. l.Opinions.Select(o => o.DeadlineKey).OfType<string>(),
            .. l.Conditions.Where(c => c is { Closed: false, Due: not null }).Select(c => $"condition/{c.Attached.Number}"),
            .. l.Reviews.Where(r => r.IsOpen).Select(r => $"review/{r.Opened.Number}"),
            .. l.Filing is { Expires: not null } f && Closed(f) ? [FilingKey(f)] : Array.Empty<string>(),
        ];
    }

    private static bool Closed(FilingRecorded f) => f.Type == FilingType.NotRequired || f.Outcome == FilingOutcome.Accepted;

    private static string FilingKey(FilingRecorded f) => $"filing/{f.Expires:yyyyMMdd}";
}
