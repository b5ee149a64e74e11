using ProductGate.Domain;

namespace ProductGate.Tests.Support;

/// <summary>The address of each command below its product, as http.md has it.</summary>
internal static class Addresses
{
    public static string Of(IProductCommand command) => command switch
    {
        ReviseSection c => $"dossier/{c.Section}",
        SubmitStage => "submissions",
        SignOffStage => "sign-offs",
        RaiseOpinion => "opinions",
        AnswerOpinion c => $"opinions/{c.OpinionId}/answer",
        VerifyOpinion c => $"opinions/{c.OpinionId}/verification",
        WithdrawOpinion c => $"opinions/{c.OpinionId}/withdrawal",
        EscalateOpinion c => $"opinions/{c.OpinionId}/escalation",
        RuleOnOpinion c => $"opinions/{c.OpinionId}/ruling",
        CloseCondition c => $"conditions/{c.ConditionId}/closure",
        RecordFiling => "filing",
        RecordEvaluation => "evaluation",
        LaunchProduct => "launch",
        SuspendDistribution => "suspension",
        ResumeDistribution => "resumption",
        WithdrawProduct => "withdrawal",
        RetireProduct => "retirement",
        ProposeChange => "changes",
        ReportIndicator => "indicators",
        OpenReview => "reviews",
        CompleteReview c => $"reviews/{c.ReviewId}/completion",
        ExtendDeadline c => $"deadlines/{c.DeadlineId}/extension",
        DelegateAuthority => "delegations",
        RevokeDelegation c => $"delegations/{c.DelegationId}/revocation",
        PauseDeadline c => $"deadlines/{c.DeadlineId}/pause",
        ResumeDeadline c => $"deadlines/{c.DeadlineId}/resumption",
        MigratePolicy => "policy-migration",
        MigrateCalendar => "calendar-migration",
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "This command has no address."),
    };
}
