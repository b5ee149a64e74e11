namespace ProductGate.Domain;

/// <summary>Nobody decides against a product, or answers for it, without saying why (R13). The door checks texts too; this is the rule.</summary>
internal static class Reasons
{
    public static Refusal? Check(IProductCommand command) => Given(command) is { } given && string.IsNullOrWhiteSpace(given.Text)
        ? new Refusal(RefusalKind.Invalid, "reason-needed", "This needs a reason in words.") { Rule = "R13", Field = given.Field }
        : null;

    /// <summary>The text that has to say why; null where none is needed, such as a plain approval.</summary>
    private static (string Field, string? Text)? Given(IProductCommand command) => command switch
    {
        SignOffStage { Decision: not SignOffDecision.Approve } c => ("reason", c.Reason),
        WithdrawProduct c => ("reason", c.Reason),
        ProposeChange c => ("reason", c.Reason),
        MigratePolicy c => ("reason", c.Reason),
        RaiseOpinion c => ("text", c.Text),
        AnswerOpinion c => ("reason", c.Reason),
        VerifyOpinion { Verified: false } c => ("note", c.Note),
        WithdrawOpinion c => ("reason", c.Reason),
        EscalateOpinion c => ("reason", c.Reason),
        RuleOnOpinion c => ("reason", c.Reason),
        CloseCondition c => ("evidence", c.Evidence),
        SuspendDistribution c => ("reason", c.Reason),
        ResumeDistribution c => ("reason", c.Reason),
        RetireProduct c => ("reason", c.Reason),
        OpenReview c => ("reason", c.Reason),
        CompleteReview c => ("findings", c.Findings),
        ExtendDeadline c => ("reason", c.Reason),
        PauseDeadline c => ("reason", c.Reason),
        ResumeDeadline c => ("reason", c.Reason),
        MigrateCalendar c => ("reason", c.Reason),
        DelegateAuthority c => ("reason", c.Reason),
        RevokeDelegation c => ("reason", c.Reason),
        _ => null,
    };
}
