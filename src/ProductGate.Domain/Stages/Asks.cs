namespace ProductGate.Domain;

public enum AskKind
{
    SubmitStage,

    /// <summary>A stage was handed in, and something it needs was taken back since: the regulator's step is pending again, a field was emptied.</summary>
    SupplyMissing,
    SignOff,
    Evaluate,

    /// <summary>The evaluation waits for its signatures and grows older: in time it is signed, or done again.</summary>
    RenewEvaluation,
    Launch,
    AnswerOpinion,
    VerifyOpinion,

    /// <summary>The team did not adopt a required change: the office withdraws it or takes it to the committee.</summary>
    SettleOpinion,
    RuleOnOpinion,
    RenewRisk,
    RenewFiling,
    MeetCondition,
    CompleteReview,
    ResumeDistribution,
}

/// <summary>Something that waits for somebody. The work queue, the answers' "next" and the deadlines all follow from it.</summary>
/// <param name="Key">The same for as long as it is the same matter; a deadline refers to it.</param>
/// <param name="Subject">The opinion, condition or review it is about.</param>
/// <param name="ClockDays">Working days from the moment it is first asked; 0 where <paramref name="Due"/> says it, or nothing does.</param>
public sealed record Ask(string Key, AskKind Kind, Role By, Phrase What, int ClockDays = 0, DateTimeOffset? Due = null, Stage? Stage = null, Guid? Subject = null);

/// <summary>What waits for whom, read from the state of a product.</summary>
public static class Asks
{
    public static IEnumerable<Ask> Of(Product p, Policy policy) =>
        p.IsOver ? [] : [.. OfTheRound(p, policy), .. p.Opinions.Select(o => About(o, policy)).OfType<Ask>(), .. OfTheMarket(p, policy)];

    public static string SignOffKey(int round, Stage stage, Role office) => $"sign-off/{round}/{stage}/{office}";

    /// <summary>Names the last day too: a renewed risk is a new matter with a new deadline.</summary>
    public static string RiskKey(Opinion o) => $"risk/{o.Number}/{o.RiskExpires:yyyyMMdd}";

    public static string VerifyKey(Opinion o) => $"verify/{o.Number}";

    public static string SettleKey(Opinion o) => $"settle/{o.Number}";

    private static IEnumerable<Ask> OfTheRound(Product p, Policy policy)
    {
        if (!p.RoundOpen) yield break;
        if (policy.Of(p.Stage).Submission && !p.Submitted)
            yield return new($"submit/{p.Round}/{p.Stage}", AskKind.SubmitStage, Grants.Office(Deed.SubmitStage), $"Submit {Words.Of(p.Stage)}.", Stage: p.Stage);
        else if (p.Submitted && !Gate.Submission(p, policy).Met)
            yield return new($"supply/{p.Round}/{p.Stage}", AskKind.SupplyMissing, Grants.Office(Deed.SubmitStage), $"Supply what {Words.Of(p.Stage)} still needs.", Stage: p.Stage);
        foreach (var request in p.Requests.Where(r => !SignOffs.AreComplete(p, policy, r.Stage, r.Office)))
            yield return new(
                SignOffKey(p.Round, request.Stage, request.Office), AskKind.SignOff, request.Office, $"Sign off {Words.Of(request.Stage)}.",
                policy.Of(request.Stage).ClockOf(p), Stage: request.Stage);
        if (EvaluationStage.IsWaitedFor(p, policy))
            yield return new($"evaluate/{p.Round}", AskKind.Evaluate, Grants.Office(Deed.RecordEvaluation), "Record the evaluation.", Stage: Stage.ConsumerProtectionEvaluation);
        if (EvaluationStage.IsAgeing(p))
            yield return new(
                $"evaluation/{p.Round}/{p.Evaluation!.At:yyyyMMddHHmmss}", AskKind.RenewEvaluation, Grants.Office(Deed.RecordEvaluation), "Have the evaluation signed, or do it again, before it is too old.",
                Due: EvaluationStage.WindowEnd(p.Evaluation.At, policy), Stage: Stage.ConsumerProtectionEvaluation);
        if (p.Stage == Stage.LaunchMonitoring && EvaluationStage.Stands(p, policy))
            yield return new(
                $"launch/{p.Round}/{p.Revision}", AskKind.Launch, Grants.Office(Deed.LaunchProduct), "Launch within the window.",
                Due: EvaluationStage.WindowEnd(p.Passed!.At, policy), Stage: p.Stage);
    }

    /// <summary>What an opinion waits for; null once it is settled.</summary>
    internal static Ask? About(Opinion o, Policy policy) => o switch
    {
        { AwaitsAnswer: true } => new($"answer/{o.Number}", AskKind.AnswerOpinion, Grants.Office(Deed.AnswerOpinion), $"Answer {Words.Of(o)}.", policy.Opinions.AnswerDays, Subject: o.Id),
        { AwaitsVerification: true } => new(VerifyKey(o), AskKind.VerifyOpinion, o.Office, $"Verify the change for {Words.Of(o)}.", policy.Opinions.VerificationDays, Subject: o.Id),
        { Status: OpinionStatus.Answered } => new(SettleKey(o), AskKind.SettleOpinion, o.Office, $"Withdraw or escalate {Words.Of(o)}.", policy.Opinions.VerificationDays, Subject: o.Id),
        { Status: OpinionStatus.Escalated } => new($"ruling/{o.Number}", AskKind.RuleOnOpinion, Grants.Office(Deed.RuleOnOpinion), $"Decide {Words.Of(o)}.", policy.Opinions.RulingDays, Subject: o.Id),
        { Status: OpinionStatus.RiskAccepted } => new(RiskKey(o), AskKind.RenewRisk, Grants.Office(Deed.RuleOnOpinion), $"Renew or lift the risk accepted for {Words.Of(o)}.", Due: o.RiskExpires, Subject: o.Id),
        _ => null,
    };

    private static IEnumerable<Ask> OfTheMarket(Product p, Policy policy)
    {
        foreach (var c in p.Conditions.Where(c => c is { IsOpen: true, Due: not null }))
            yield return new($"condition/{c.Number}", AskKind.MeetCondition, c.Owner, $"Meet condition C{c.Number}: {c.Text}", Due: c.Due, Subject: c.Id);
        foreach (var r in p.Reviews.Where(r => r.IsOpen))
            yield return new($"review/{r.Number}", AskKind.CompleteReview, Grants.Office(Deed.CompleteReview), $"Complete {Words.Of(r)}.", Due: r.Due, Subject: r.Id);
        if (p.Filing is { IsClosed: true, Expires: { } day })
            yield return new($"filing/{day:yyyyMMdd}", AskKind.RenewFiling, Grants.Office(Deed.RecordFiling), "Renew the regulator's step before it expires.", Due: policy.Calendar.EndOf(day));
        if (Gate.MayResume(p, policy))
            yield return new("resume", AskKind.ResumeDistribution, Grants.Office(Deed.ResumeDistribution), "Decide whether sales may resume.");
    }
}
