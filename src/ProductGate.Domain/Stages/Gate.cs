using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>A node of the answer to "what is still needed?": a leaf is one thing somebody can supply, a branch is met when all its parts are.</summary>
public sealed record Requirement(string Code, Phrase What, bool Met, Role? By = null, DateTimeOffset? Due = null)
{
    public ImmutableArray<Requirement> Parts { get; init; } = [];

    /// <summary>Since when the deadline stands still; absent while it runs.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>With the date of the deadline, which may have been extended or have climbed.</summary>
    internal Requirement Until(Deadline? deadline) => deadline is null ? this : this with { Due = deadline.Due, PausedAt = deadline.PausedAt };

    public static Requirement All(string code, Phrase what, IEnumerable<Requirement> parts)
    {
        ImmutableArray<Requirement> all = [.. parts];
        return new(code, what, all.All(p => p.Met)) { Parts = all };
    }

    /// <summary>The leaves that are not met, in reading order.</summary>
    public IEnumerable<Requirement> Unmet() => Met ? [] : Parts.IsEmpty ? [this] : Parts.SelectMany(p => p.Unmet());

    /// <summary>As a refusal says it: every leaf names who can supply it.</summary>
    public Missing[] Missing() => [.. Unmet().Select(r => new Missing(r.What, r.By!.Value, r.Due))];
}

/// <summary>Why a product can or cannot go on. The rules, the gate's address and every refusal's "missing" ask this one function.</summary>
public static class Gate
{
    /// <summary>What the product's next step needs.</summary>
    public static Requirement Of(Product p, Policy policy, DateTimeOffset now)
    {
        if (p.IsOver) return Requirement.All("over", $"The product is {Words.Of(p.Ended ?? (Enum)p.MarketState)}.", [new("successor", "Declare a new product that names this one as its predecessor.", false, Grants.Office(Deed.DeclareProduct))]);
        if (!p.RoundOpen) return p.MarketState == MarketState.Suspended ? Resumption(p) : Monitoring(p);
        return p.Stage == Stage.LaunchMonitoring ? Launch(p, policy, now) : Completion(p, policy, now);
    }

    /// <summary>What a refusal says where the product is not yet so far (R14): what the gate misses or, where it misses nothing, the step itself.</summary>
    public static Missing[] Next(Product p, Policy policy, DateTimeOffset now) =>
        Of(p, policy, now).Missing() is { Length: > 0 } missing ? missing : [.. Asks.Of(p, policy).Select(a => new Missing(a.What, a.By, a.Due))];

    /// <summary>What handing in the open stage needs: the dossier, the regulator's step, the answers.</summary>
    public static Requirement Submission(Product p, Policy policy)
    {
        var stage = policy.Of(p.Stage);
        return Requirement.All("submission", $"{Words.Of(p.Stage)} can be handed in.",
        [
            .. stage.RequiresOf(p).SelectMany(r => r.Fields.Select(f => Filled(p, policy, r.Section, f)).Concat((r.Scenarios ?? []).Select(k => Tested(p, policy, k)))),
            .. stage.Filing ? [Filing(p)] : Array.Empty<Requirement>(),
            .. stage.Answers ? Answers(p) : [],
        ]);
    }

    /// <summary>Fields of a section that the open stage asks for and that are empty, each with its alternatives.</summary>
    public static IEnumerable<Phrase> MissingIn(Section section, Product p, Policy policy) => !p.RoundOpen || p.IsOver ? [] :
        policy.Of(p.Stage).RequiresOf(p).Where(r => r.Section == section).SelectMany(r => r.Fields.Where(f => !IsFilled(p, section, f)).Select(f => Named(section, f))
            .Concat((r.Scenarios ?? []).Where(k => !IsTested(p, k)).Select(k => (Phrase)$"{FieldNames.Of(section, "scenarios")}: {Words.Of(k)}")));

    /// <summary>What completing the open stage needs (R2, R3).</summary>
    public static Requirement Completion(Product p, Policy policy, DateTimeOffset now)
    {
        var stage = policy.Of(p.Stage);
        return Requirement.All("stage", $"{Words.Of(p.Stage)} is complete.",
        [
            Submission(p, policy),
            .. stage.Submission ? [new Requirement("submitted", $"Submit {Words.Of(p.Stage)}.", p.Submitted, Grants.Office(Deed.SubmitStage))] : Array.Empty<Requirement>(),
            .. stage.Evaluation ? [Evaluation(p, policy, now)] : Array.Empty<Requirement>(),
            Signatures(p, policy),
            Opinions(p, now, stage.Evaluation),
        ]);
    }

    /// <summary>What the launch needs (R4).</summary>
    public static Requirement Launch(Product p, Policy policy, DateTimeOffset now) => Requirement.All("launch", "The product can be launched.",
    [
        Requirement.All("evaluated-revision", "The evaluation is passed on exactly this revision.",
        [
            Evaluation(p, policy, now, EvaluationStage.Stands(p, policy)),
            Window(p, policy, now),
            new("two-signers", "Two different people sign the evaluation.", EvaluationStage.Stages(policy).All(s => p.Valid.Where(v => v.Stage == s).Select(v => v.By).Distinct().Count() >= 2), Role.ProtectionHead),
        ]),
        Signatures(p, policy),
        Opinions(p, now, evaluation: true),
        Requirement.All("conditions", "Every condition set before launch is met.", p.Conditions.Where(c => c.Gate == ConditionGate.BeforeLaunch).Select(c => Condition(p, c))),
        Filing(p),
        new("filing-expired", "Renew the regulator's step, which has expired.", p.Filing is not { } f || !f.IsExpired(policy.Calendar.Today(now)), Grants.Office(Deed.RecordFiling)),
        new("monitoring-plan", "The monitoring plan fixes at least one indicator with its limit.", !p.Indicators.IsEmpty, policy.Of(Section.MonitoringPlan).Editors[0]),
    ]);

    private static Requirement Window(Product p, Policy policy, DateTimeOffset now)
    {
        DateTimeOffset? end = p.Passed is { } passed ? EvaluationStage.WindowEnd(passed.At, policy) : null;
        return new("launch-window", "Launch within the window after the evaluation, or evaluate again.", now <= end, Grants.Office(Deed.RecordEvaluation), end);
    }

    public static bool MayResume(Product p, Policy policy) => p.MarketState == MarketState.Suspended && Resumption(p).Met;

    /// <summary>What resuming sales needs (R9); the protection office's signature is the act of resuming.</summary>
    public static Requirement Resumption(Product p) => Requirement.All("resumption", "Sales can resume.",
    [
        new("post-launch-review", "Complete a review since the suspension that lets the product continue.", p.Reviews.Any(r =>
            r.Status == ReviewStatus.Completed && r.CompletedAt >= p.SuspendedAt && r.Conclusion != ReviewConclusion.Suspend), Grants.Office(Deed.CompleteReview)),
        .. p.Reviews.Where(r => r.IsOpen && r.Kind != ReviewKind.Scheduled).Select(r => Review(p, r)),
    ]);

    private static Requirement Monitoring(Product p) => Requirement.All("monitoring", "The product is on the market and watched.",
    [
        .. p.Reviews.Where(r => r.IsOpen).Select(r => Review(p, r)),
        .. p.Conditions.Where(c => c.IsOpen).Select(c => Condition(p, c)),
    ]);

    private static Requirement Review(Product p, Review r) => new Requirement("review-open", $"Complete {Words.Of(r)}.", false, Grants.Office(Deed.CompleteReview), r.Due).Until(p.DeadlineOf($"review/{r.Number}"));

    private static Requirement Condition(Product p, Condition c) => new Requirement("condition-open", $"Meet condition C{c.Number}: {c.Text}", !c.IsOpen, c.Owner, c.Due).Until(p.DeadlineOf($"condition/{c.Number}"));

    private static Requirement Filled(Product p, Policy policy, Section section, string fields) => new(
        "field-missing", $"Fill in {Words.Of(section)}: {Named(section, fields)}.",
        IsFilled(p, section, fields), policy.Of(section).Editors[0]);

    private static Requirement Tested(Product p, Policy policy, ScenarioKind kind) => new(
        "scenario-missing", $"Add a scenario with its outcome to {Words.Of(Section.Testing)}: {Words.Of(kind)}.", IsTested(p, kind), policy.Of(Section.Testing).Editors[0]);

    private static bool IsTested(Product p, ScenarioKind kind) => p.Section(Section.Testing)?.Tested?.Contains(kind) ?? false;

    private static Phrase Named(Section section, string fields) => Words.Or(fields.Split('|').Select(f => FieldNames.Of(section, f)));

    private static bool IsFilled(Product p, Section section, string fields) => fields.Split('|').Any(f => p.Section(section)?.Has(f) ?? false);

    /// <summary>What was filed for the revision on sale stays watched, and does not carry a change of it.</summary>
    private static Requirement Filing(Product p) => new("filing-open", "Record the regulator's step and its outcome.", p.Filing is { IsClosed: true } filing && filing.Round == p.Round, Grants.Office(Deed.RecordFiling));

    private static IEnumerable<Requirement> Answers(Product p) =>
        p.Opinions.Select(o => new Requirement("answer-missing", $"Answer {Words.Of(o)}.", !o.AwaitsAnswer, Grants.Office(Deed.AnswerOpinion)).Until(p.DeadlineOf($"answer/{o.Number}")));

    internal static Requirement Evaluation(Product p, Policy policy, DateTimeOffset now, bool? met = null) => new(
        "evaluation-not-passed", $"Evaluate revision {p.Revision} with {policy.Evaluation.PassMark} per cent or more and every mandatory item met.",
        met ?? EvaluationStage.IsPassable(p, policy, now), Grants.Office(Deed.RecordEvaluation));

    private static Requirement Signatures(Product p, Policy policy) => Requirement.All("sign-offs", "Every signature asked for stands on the current revision.",
        policy.Stages.Where(s => s.Stage <= p.Stage).SelectMany(s => SignOffs.AskedFor(p, policy, s.Stage).Select(asked => Signature(p, s.Stage, asked))));

    private static Requirement Signature(Product p, Stage stage, SignOffPolicy asked)
    {
        var given = SignOffs.Count(p, stage, asked.Office);
        Phrase count = asked.Quorum == 1 ? "" : (Phrase)$" ({given} of {asked.Quorum})";
        return new Requirement("sign-off-missing", $"Sign-off of {Words.Of(asked.Office)} on {Words.Of(stage)}{count}.", given >= asked.Quorum, asked.Office)
            .Until(p.DeadlineOf(Asks.SignOffKey(p.Round, stage, asked.Office)));
    }

    private static Requirement Opinions(Product p, DateTimeOffset now, bool evaluation) => Requirement.All("opinions", "No opinion stands in the way.",
        p.Opinions.Where(o => Weighs(o, p.Stage, evaluation)).Select(o => Opinion(p, o, now)));

    /// <summary>An objection weighs at its own stage and later, a required change at the evaluation and after it (R3).</summary>
    private static bool Weighs(Opinion o, Stage stage, bool evaluation) => o.Kind switch
    {
        OpinionKind.Objection => o.Stage <= stage,
        OpinionKind.RequiredChange => evaluation,
        _ => false,
    };

    private static Requirement Opinion(Product p, Opinion o, DateTimeOffset now)
    {
        return o switch
        {
            { AwaitsAnswer: true } => Step($"Answer {Words.Of(o)}.", Grants.Office(Deed.AnswerOpinion), $"answer/{o.Number}"),
            { AwaitsVerification: true } => Step($"Verify {Words.Of(o)}.", o.Office, Asks.VerifyKey(o)),
            { Status: OpinionStatus.Answered } => Step($"Withdraw or escalate {Words.Of(o)}.", o.Office, Asks.SettleKey(o)),
            { Status: OpinionStatus.RiskAccepted } => Step($"Renew the accepted risk of {Words.Of(o)}.", Grants.Office(Deed.RuleOnOpinion), Asks.RiskKey(o)),
            _ => Step($"Decide {Words.Of(o)}.", Grants.Office(Deed.RuleOnOpinion), $"ruling/{o.Number}"),
        };

        Requirement Step(Phrase what, Role by, string key) =>
            new Requirement(o.Kind == OpinionKind.Objection ? "objection-open" : "required-change-open", what, !o.Blocks(now), by).Until(p.DeadlineOf(key));
    }
}
