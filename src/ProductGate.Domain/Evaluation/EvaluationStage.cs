namespace ProductGate.Domain;

/// <summary>Questions about the evaluation gate that the launch, the queue and the signatures share.</summary>
public static class EvaluationStage
{
    /// <summary>The score in per cent: the weight of what is met, of all that applies.</summary>
    public static int Score(ItemAnswer[] answers, IEnumerable<ChecklistItem> items)
    {
        var weights = items.ToDictionary(i => i.Id, i => i.Weight);
        int Sum(Func<ItemAnswer, bool> which) => answers.Where(which).Sum(a => weights.GetValueOrDefault(a.Item));
        var all = Sum(a => a.Result != ItemResult.NotApplicable);
        return all == 0 ? 0 : Sum(a => a.Result == ItemResult.Met) * 100 / all;
    }

    /// <summary>True when the newest answers judge exactly this revision, are young enough to be signed, and pass.</summary>
    public static bool IsPassable(Product p, Policy policy, DateTimeOffset now) =>
        IsCurrent(p) && now <= WindowEnd(p.Evaluation!.At, policy) && Passes(p, policy);

    public static bool IsCurrent(Product p) => p.Evaluation is { Lapsed: false } e && e.Round == p.Round && e.Revision == p.Revision;

    public static bool Passes(Product p, Policy policy)
    {
        var items = policy.Evaluation.ItemsFor(p).ToList();
        var answers = p.Evaluation!.Answers;
        var mandatory = items.Where(i => i.Mandatory).All(i => answers.Any(a => a.Item == i.Id && a.Result != ItemResult.NotMet));
        return mandatory && Score(answers, items) >= policy.Evaluation.PassMark;
    }

    /// <summary>The passed evaluation is for exactly this revision, and nothing it rests on was taken back since (R4).</summary>
    public static bool Stands(Product p, Policy policy) =>
        p.Passed is { } passed && passed.Round == p.Round && passed.Revision == p.Revision
        && Stages(policy).All(s => SignOffs.AreComplete(p, policy, s) && p.Valid.Where(x => x.Stage == s).All(x => x.At <= passed.At));

    /// <summary>True when all signatures are there again for a passable evaluation of a stage already behind the product.</summary>
    public static bool MayPassAgain(Product p, Policy policy, DateTimeOffset now) =>
        p.RoundOpen && Stages(policy).All(s => s < p.Stage && SignOffs.AreComplete(p, policy, s)) && !Stands(p, policy) && IsPassable(p, policy, now);

    /// <summary>True while an evaluation waits for its signatures: it can be signed for as long as a launch window lasts.</summary>
    public static bool IsAgeing(Product p) =>
        p.RoundOpen && IsCurrent(p) && !(p.Passed is { } x && x.Round == p.Round && x.Revision == p.Revision && x.At >= p.Evaluation!.At);

    /// <summary>True while the protection office owes an evaluation: of a new revision, or again because what was passed stands no longer.</summary>
    public static bool IsWaitedFor(Product p, Policy policy) =>
        p.RoundOpen && (!IsCurrent(p) || (p.Passed?.At > p.Evaluation!.At && !Stands(p, policy))) && Stages(policy).Any(s => SignOffs.Due(p, policy).Contains(s));

    public static DateTimeOffset WindowEnd(DateTimeOffset from, Policy policy) => policy.Calendar.AddWorkingDays(from, policy.Launch.WindowDays);

    public static IEnumerable<Stage> Stages(Policy policy) => policy.Stages.Where(s => s.Evaluation).Select(s => s.Stage);
}
