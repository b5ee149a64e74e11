namespace ProductGate.Domain;

/// <summary>The one place where a command meets the rules: who may, what the slice says, and what follows from it.</summary>
public static class ProductRules
{
    public static Decision Declare(Guid id, DeclareProduct command, Actor by, DateTimeOffset now, Policy policy)
    {
        if (Authority.Check(by, command) is { } forbidden) return new([], forbidden);
        if (!policy.Categories.Contains(command.Category))
            return Decision.Invalid("unknown-category", "category", $"A category is one of: {policy.Categories}.");
        var declared = new ProductDeclared(command.Name, command.Category, command.Kind, command.Team, policy.Ref, by.Id, now, command.Predecessor, policy.Chosen);
        var summary = CanonicalJson.Of(System.Text.Json.JsonSerializer.SerializeToElement(new SummaryContent(command.Summary), Json.Options));
        return Decision.Record(declared, new StageEntered(Stage.InternalDeclaration, 1, now), new DossierRevised(1, Section.Summary, summary, summary.Hash, by.Id, now));
    }

    public static Decision Decide(Situation s, IProductCommand command)
    {
        var decision = Judge(s, command);
        return decision.Facts.IsEmpty ? decision : Consequences.Of(s, command, decision.Facts);
    }

    /// <summary>Why the command would be refused, without finding out what else would follow from it; null where it would not.</summary>
    public static Refusal? Refuses(Situation s, IProductCommand command) => Judge(s, command).Refusal;

    private static Decision Judge(Situation s, IProductCommand command)
    {
        if (Authority.Check(s, command) is { } forbidden) return new([], forbidden);
        if (s.Product.IsOver && command is not CheckDeadline) return Over(s);
        if (Reasons.Check(command) is { } speechless) return new([], speechless);
        return BySlice(s, command);
    }

    private static Decision Over(Situation s) =>
        Decision.Refuse("product-over", $"The product is {Words.Of((Enum?)s.Product.Ended ?? MarketState.Retired)}. A new product may name it as its predecessor.", "R8", Gate.Next(s.Product, s.Policy, s.Now));

    private static Decision BySlice(Situation s, IProductCommand command) => command switch
    {
        ReviseSection c => DossierRules.Decide(s, c),
        WithdrawProduct c => RoundRules.Decide(s, c),
        ProposeChange c => RoundRules.Decide(s, c),
        MigratePolicy c => RoundRules.Decide(s, c),
        SubmitStage c => StageRules.Decide(s, c),
        SignOffStage c => SignOffRules.Decide(s, c),
        RaiseOpinion c => OpinionRules.Decide(s, c),
        IOpinionCommand c => OpinionRules.Decide(s, c),
        CloseCondition c => ConditionRules.Decide(s, c),
        RecordFiling c => FilingRules.Decide(s, c),
        RecordEvaluation c => EvaluationRules.Decide(s, c),
        LaunchProduct c => LaunchRules.Decide(s, c),
        SuspendDistribution c => MarketRules.Decide(s, c),
        ResumeDistribution c => MarketRules.Decide(s, c),
        RetireProduct c => MarketRules.Decide(s, c),
        ReportIndicator c => IndicatorRules.Decide(s, c),
        OpenReview c => ReviewRules.Decide(s, c),
        CompleteReview c => ReviewRules.Decide(s, c),
        CheckDeadline c => DeadlineRules.Decide(s, c),
        ExtendDeadline c => DeadlineRules.Decide(s, c),
        PauseDeadline c => PauseRules.Decide(s, c),
        ResumeDeadline c => PauseRules.Decide(s, c),
        MigrateCalendar c => CalendarRules.Decide(s, c),
        DelegateAuthority c => DelegationRules.Decide(s, c),
        RevokeDelegation c => DelegationRules.Decide(s, c),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "No slice knows this command."),
    };
}
