using System.Text.Json;

namespace ProductGate.Domain;

/// <summary>What a policy must not get wrong, because a rule relies on it.</summary>
internal static class PolicyChecks
{
    private const int MostDays = 3660;

    public static IEnumerable<string> Of(Policy p) =>
        [.. Heading(p), .. p.Stages.Select(s => s.Stage).SequenceEqual(Enum.GetValues<Stage>()) ? p.Stages.SelectMany(Of) : ["stages must list the nine stages in order."], .. EvaluationGate(p), .. Checklist(p.Evaluation), .. Clocks(p)];

    private static IEnumerable<string> Heading(Policy p)
    {
        if (string.IsNullOrWhiteSpace(p.Id) || p.Version < 1) yield return "id must not be empty and version must be 1 or more.";
        if (p.Categories.Length == 0 || p.Categories.Distinct().Count() != p.Categories.Length) yield return "categories must name each category once.";
        if (!p.Sections.Select(s => s.Section).SequenceEqual(Domain.Sections.All)) yield return "sections must list all sections in order.";
        if (p.Sections.Any(s => s.Editors.Length == 0)) yield return "every section needs an editor.";
        foreach (var fault in CalendarChecks.Of(p.Calendar)) yield return fault;
        foreach (var unknown in Conditions(p).SelectMany(w => w.Categories ?? []).Except(p.Categories)) yield return $"when names the unknown category '{unknown}'.";
        if (p.Opinions.Offices.Length == 0 || p.Opinions.Offices.Contains(Role.ProductTeam)) yield return "opinions.offices must name offices, not the product team.";
    }

    private static IEnumerable<When> Conditions(Policy p) =>
        p.Stages.SelectMany(s => s.Requires.Select(r => r.When).Concat(s.SignOffs.Select(x => x.When)).Concat(s.Clocks?.Select(c => c.When) ?? [])).Concat(p.Evaluation.Items.Select(i => i.When)).OfType<When>();

    private static IEnumerable<string> Of(StagePolicy s)
    {
        if (s.SendBackTo.Any(to => to >= s.Stage)) yield return $"{s.Stage}: sendBackTo must name earlier stages.";
        foreach (var r in s.Requires)
            foreach (var field in r.Fields.SelectMany(f => f.Split('|')).Where(f => !Knows(r.Section, f))) yield return $"{s.Stage}: {r.Section} has no field '{field}'.";
        if (s.Requires.Any(r => r.Scenarios is { } kinds && (r.Section != Section.Testing || kinds.Length == 0 || kinds.Distinct().Count() != kinds.Length))) yield return $"{s.Stage}: scenarios must name kinds of test, each once, of Testing.";
        foreach (var twice in s.SignOffs.Where((a, i) => s.SignOffs.Take(i).Any(b => a.Office == b.Office && MayBothApply(a.When, b.When)))) yield return $"{s.Stage}: {twice.Office} is asked twice about the same product.";
        foreach (var asked in s.SignOffs)
        {
            if (asked.Quorum < 1 || (asked.Members is { } members && members.Distinct().Count() < asked.Quorum)) yield return $"{s.Stage}: the quorum of {asked.Office} cannot be reached.";
            if (asked.Sections.Length == 0) yield return $"{s.Stage}: the sign-off of {asked.Office} covers nothing.";
            if (!asked.Decisions.Contains(SignOffDecision.Approve)) yield return $"{s.Stage}: {asked.Office} must be able to approve.";
            if (asked.Office is Role.Administrator) yield return $"{s.Stage}: the administrator never signs.";
        }
        if (!s.Submission && s.Stage != Stage.LaunchMonitoring) yield return $"{s.Stage}: only the last stage opens without being handed in.";
    }

    /// <summary>To some product that is graded: one that is not counts as any grade.</summary>
    private static bool MayBothApply(When? a, When? b) => !Apart(a?.Categories, b?.Categories) && !Apart(a?.RiskGrades, b?.RiskGrades);

    private static bool Apart<T>(T[]? a, T[]? b) => a is { Length: > 0 } && b is { Length: > 0 } && !a.Intersect(b).Any();

    /// <summary>R4 rests on one evaluation stage, signed by two offices, right before the launch.</summary>
    private static IEnumerable<string> EvaluationGate(Policy p)
    {
        var stages = p.Stages.Where(s => s.Evaluation).ToList();
        if (stages is not [{ Stage: Stage.ConsumerProtectionEvaluation } gate]) yield return "exactly ConsumerProtectionEvaluation must be the evaluation.";
        else if (gate.SignOffs.Where(s => s.When is null).Select(s => s.Office).Distinct().Count() < 2) yield return "the evaluation needs two offices' signatures in every case.";
        else if (gate.SignOffs.Any(s => s.Sections.Distinct().Count() != Domain.Sections.All.Length)) yield return "the evaluation's signatures must cover every section.";
        if (p.Stages is [.., { Stage: Stage.LaunchMonitoring, Submission: true }]) yield return "LaunchMonitoring is not handed in.";
    }

    private static IEnumerable<string> Checklist(EvaluationPolicy e)
    {
        if (e.PassMark is < 1 or > 100) yield return "evaluation.passMark lies from 1 to 100.";
        if (e.Items.Length == 0 || e.Items.Select(i => i.Id).Distinct().Count() != e.Items.Length) yield return "evaluation.items must have distinct ids.";
        if (e.Items.Any(i => i.Weight < 1)) yield return "evaluation.items need a weight of 1 or more.";
    }

    private static IEnumerable<string> Clocks(Policy p)
    {
        int[] positive = [p.Opinions.AnswerDays, p.Opinions.VerificationDays, p.Opinions.RulingDays, p.Launch.WindowDays, p.Monitoring.AnswerDays, p.Monitoring.ThenEveryDays, .. p.Monitoring.ReviewDays, .. p.Ladder.Days, .. p.Stages.SelectMany(s => s.Clocks ?? []).Select(c => c.Days)];
        if (positive.Any(d => d is < 1 or > MostDays) || p.Stages.Any(s => s.ClockDays is < 0 or > MostDays)) yield return $"clocks lie from 1 to {MostDays} days.";
        if (p.Ladder.Days.Length == 0) yield return "ladder.days must not be empty.";
        if (p.Ladder.Days.Zip(p.Ladder.Days.Skip(1)).Any(d => d.First >= d.Second)) yield return "ladder.days are counted from the miss: each must be later than the one before.";
        if (!p.Monitoring.ReviewDays.Order().SequenceEqual(p.Monitoring.ReviewDays)) yield return "monitoring.reviewDays must ascend.";
    }

    private static bool Knows(Section section, string field) =>
        Domain.Sections.TypeOf(section).GetProperties().Any(x => JsonNamingPolicy.CamelCase.ConvertName(x.Name) == field.Split('.')[0]);
}
