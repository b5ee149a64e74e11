using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>R4: what must be there before consumers can buy.</summary>
internal static class LaunchLaws
{
    public static IEnumerable<Breach> Of(Ledger l, IFact fact, Batch batch)
    {
        if (fact is EvaluationPassed passed && ((passed.Round, passed.Revision) != (l.Round, l.Revision) || !Evaluated(l)))
            yield return new("R4", $"The evaluation of revision {passed.Revision} does not pass.");
        if (fact is EvaluationPassed)
            foreach (var what in l.UnsignedUpTo(Stage.ConsumerProtectionEvaluation).Where(x => x.Contains("ConsumerProtectionEvaluation", StringComparison.Ordinal)))
                yield return new("R4", $"The evaluation passed without {what}.");
        if (fact is not ProductLaunched launched) yield break;
        foreach (var what in Missing(l, launched, batch.Now)) yield return new("R4", $"Launched without {what}.");
    }

    public static bool FilingClosed(Ledger l) => l.Filing is { Type: FilingType.NotRequired } or { Outcome: FilingOutcome.Accepted };

    /// <summary>For the revision that is worked on, not for the one on sale.</summary>
    public static bool Filed(Ledger l) => FilingClosed(l) && l.FiledInRound == l.Round;

    /// <summary>Every mandatory item met or not applicable with a reason, and the weighted score reaches the pass mark, on exactly this revision.</summary>
    public static bool Evaluated(Ledger l)
    {
        if (l.Evaluation is not { } e || (e.Round, e.Revision) != (l.Round, l.Revision)) return false;
        var results = e.Answers.ToDictionary(a => a.Item);
        int met = 0, all = 0;
        foreach (var item in l.Policy.Evaluation.Items.Where(i => l.Applies(i.When)))
        {
            var answer = results.GetValueOrDefault(item.Id);
            if (item.Mandatory && (answer is null or { Result: ItemResult.NotMet } || (answer.Result == ItemResult.NotApplicable && string.IsNullOrWhiteSpace(answer.Note)))) return false;
            if (answer?.Result == ItemResult.NotApplicable) continue;
            all += item.Weight;
            if (answer?.Result == ItemResult.Met) met += item.Weight;
        }
        return all > 0 && met * 100 >= l.Policy.Evaluation.PassMark * all;
    }

    private static IEnumerable<string> Missing(Ledger l, ProductLaunched f, DateTimeOffset now)
    {
        if (!l.RoundOpen || l.Stage != Stage.LaunchMonitoring || (f.Round, f.Revision) != (l.Round, l.Revision)) yield return "standing at its launch with this revision";
        if (l.Passed is not { } passed || (passed.Round, passed.Revision) != (f.Round, f.Revision)) yield return "an evaluation passed on this revision";
        else if (now > WorkingDaysAfter(passed.At, l.Policy.Launch.WindowDays)) yield return "being inside the window";
        var evaluators = l.Standing.Where(s => s.Given.Stage == Stage.ConsumerProtectionEvaluation).ToList();
        if (evaluators.Select(s => s.Given.By).Distinct().Count() < 2) yield return "two different signers of the evaluation";
        if (evaluators.Any(s => s.Given.At > l.Passed?.At)) yield return "the evaluation having been passed after its signatures";
        foreach (var unsigned in l.UnsignedUpTo(Stage.LaunchMonitoring)) yield return unsigned;
        foreach (var c in l.Conditions.Where(c => !c.Closed && c.Attached.Gate == ConditionGate.BeforeLaunch)) yield return $"condition C{c.Attached.Number}";
        foreach (var o in l.Opinions.Where(o => o.Raised.Kind != OpinionKind.Suggestion && o.Blocks(now))) yield return $"O{o.Raised.Number} being settled";
        if (!Filed(l)) yield return "a closed filing";
        foreach (var channel in f.Channels.Intersect(l.Dossier.List(Section.Distribution, "unsuitableChannels"))) yield return $"the dossier allowing {channel}";
        if (l.Filing?.Expires is { } last && DateOnly.FromDateTime(now.UtcDateTime.AddHours(8)) > last) yield return "a filing that has not expired";
        if (!l.Dossier.Of(Section.MonitoringPlan).Has("indicators")) yield return "a monitoring plan";
    }

    /// <summary>The policies of these tests know no holidays.</summary>
    private static DateTimeOffset WorkingDaysAfter(DateTimeOffset from, int days)
    {
        for (var at = from.ToOffset(TimeSpan.FromHours(8)); ; at = at.AddDays(1))
        {
            var isEnd = days == 0;
            if (isEnd) return at;
            if (at.AddDays(1).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) days--;
        }
    }
}
