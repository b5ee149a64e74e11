using System.Text.Json;

namespace ProductGate.Domain;

/// <summary>Finds the command behind facts: what somebody must have wanted for the rules to give the first of them.</summary>
internal static class Acts
{
    /// <summary>The commands that could be meant, nearly always one; none where such a fact only ever follows from another.</summary>
    /// <param name="facts">The fact, and what the log has after it.</param>
    public static IEnumerable<IProductCommand> Behind(IReadOnlyList<IFact> facts, Product p, Policy policy, Rulebook rules) =>
        facts[0] is ReviewerRecused f
            ? p.Requests.Select(r => r.Stage).Distinct().Select(stage => new SignOffStage(stage, SignOffDecision.Recuse, f.Reason))
            : new[] { Signing(facts, policy) ?? Dossier(facts[0], p, rules) ?? Opinion(facts[0], policy) ?? Office(facts) ?? Time(facts[0], policy, rules) ?? Powers(facts[0]) }.OfType<IProductCommand>();

    /// <summary>The declaration; what it said of the product is in the revision after it.</summary>
    public static DeclareProduct Behind(ProductDeclared f, IEnumerable<IFact> after)
    {
        var summary = after.OfType<DossierRevised>().FirstOrDefault()?.Content.ToElement().Deserialize<SummaryContent>(Json.Options);
        return new(f.Name, f.Category, f.Kind, f.Team, summary?.Description ?? "", f.Predecessor);
    }

    private static IProductCommand? Signing(IReadOnlyList<IFact> facts, Policy policy) => facts[0] switch
    {
        SignOffGiven f when facts.Skip(1).FirstOrDefault() is DistributionResumed => new ResumeDistribution(f.Reason),
        SignOffGiven f => new SignOffStage(
            f.Stage, f.Decision, f.Reason, Conditions(facts, policy), (facts.ElementAtOrDefault(1) as StageSentBack)?.To, [.. f.Sections.Select(s => s.Section)], f.Office),
        _ => null,
    };

    private static NewCondition[]? Conditions(IReadOnlyList<IFact> facts, Policy policy)
    {
        var attached = facts.Skip(1).TakeWhile(f => f is ConditionAttached).Cast<ConditionAttached>()
            .Select(c => new NewCondition(c.Text, c.Owner, c.Gate, c.Due is { } due ? policy.Calendar.Today(due) : null, c.DaysAfterLaunch)).ToArray();
        return attached.Length == 0 ? null : attached;
    }

    private static IProductCommand? Dossier(IFact fact, Product p, Rulebook rules) => fact switch
    {
        DossierRevised f => new ReviseSection(f.Section, f.Content),
        ProductWithdrawn f => new WithdrawProduct(f.Reason),
        ChangeClosed { End: ChangeEnd.Withdrawn } f => new WithdrawProduct(f.Reason),
        ChangeProposed f => new ProposeChange(f.Reason) { InForce = rules.Find(f.Policy, f.Calendar) },
        PolicyMigrated f => new MigratePolicy(f.To.Version, f.Reason) { Target = rules.Find(f.To, p.Calendar) },
        StageSubmitted f => new SubmitStage(f.Stage),
        FilingRecorded f => new RecordFiling(f.Type, f.LegalBasis, f.Outcome, f.Reference, f.Date, f.Limits, f.Expires, f.Documents),
        EvaluationRecorded f => new RecordEvaluation(f.Answers),
        ConditionClosed f => new CloseCondition(f.Evidence, f.Documents) { ConditionId = f.ConditionId },
        _ => null,
    };

    private static IProductCommand? Opinion(IFact fact, Policy policy) => fact switch
    {
        OpinionRaised f => new RaiseOpinion(f.Kind, f.Section, f.Subject, f.Text, f.WantedChange, f.LegalBasis),
        OpinionAnswered f => new AnswerOpinion(f.Answer, f.Reason) { OpinionId = f.OpinionId },
        OpinionVerified f => new VerifyOpinion(true, f.Note) { OpinionId = f.OpinionId },
        OpinionVerificationFailed f => new VerifyOpinion(false, f.Reason) { OpinionId = f.OpinionId },
        OpinionWithdrawn f => new WithdrawOpinion(f.Reason) { OpinionId = f.OpinionId },
        OpinionEscalated f => new EscalateOpinion(f.Reason) { OpinionId = f.OpinionId },
        OpinionUpheld f => new RuleOnOpinion(Ruling.Uphold, f.Reason) { OpinionId = f.OpinionId },
        RiskAccepted f => new RuleOnOpinion(Ruling.AcceptRisk, f.Reason, policy.Calendar.Today(f.Expires)) { OpinionId = f.OpinionId },
        _ => null,
    };

    private static IProductCommand? Office(IReadOnlyList<IFact> facts) => facts[0] switch
    {
        ProductLaunched f => new LaunchProduct(f.Revision, f.Channels),
        IndicatorReported f => new ReportIndicator(f.Indicator, f.Value, f.PeriodEnd, f.Note),
        ReviewOpened { Kind: ReviewKind.AdHoc } f => new OpenReview(f.Reason),
        ReviewCompleted f => new CompleteReview(f.Conclusion, f.Findings, facts.ElementAtOrDefault(1) is RemedialActionOrdered r ? new(r.Action, r.Owner, r.Due) : null) { ReviewId = f.ReviewId },
        DistributionSuspended f => new SuspendDistribution(f.Reason),
        ProductRetired f => new RetireProduct(f.Reason),
        _ => null,
    };

    private static IProductCommand? Time(IFact fact, Policy policy, Rulebook rules) => fact switch
    {
        DeadlineMissed f => new CheckDeadline(f.DeadlineId),
        DeadlineExtended f => new ExtendDeadline(policy.Calendar.Today(f.Due), f.Reason) { DeadlineId = f.DeadlineId },
        DeadlinePaused f => new PauseDeadline(f.Reason) { DeadlineId = f.DeadlineId },
        DeadlineResumed f => new ResumeDeadline(f.Reason) { DeadlineId = f.DeadlineId },
        CalendarMigrated f => new MigrateCalendar(f.To.Id, f.To.Version, f.Reason) { Target = rules.Find(f.To) },
        _ => null,
    };

    private static IProductCommand? Powers(IFact fact) => fact switch
    {
        AuthorityDelegated f => new DelegateAuthority(f.To, f.Office, f.Until, f.Reason, f.Powers),
        DelegationRevoked f => new RevokeDelegation(f.Reason) { DelegationId = f.DelegationId },
        _ => null,
    };
}
