using System.Collections.Frozen;
using static ProductGate.Domain.Assigned;
using static ProductGate.Domain.Role;

namespace ProductGate.Domain;

/// <summary>The one table of who may do what. Commands, reading, the gate, the queue and the auditors' matrix all ask it. Source: domain.md, People.</summary>
public static class Grants
{
    private static readonly Role[] Everybody = Enum.GetValues<Role>();

    public static readonly Grant[] All =
    [
        new(Deed.DeclareProduct, Reach.Team, [ProductTeam]) { Command = typeof(DeclareProduct) },
        Read(Deed.ListProducts, Reach.SignedIn),
        Read(Deed.ReadProduct, Reach.Product),
        On<ReviseSection>(Deed.ReviseDossier) with { Assigned = Editors, ByMachines = true },
        On<SubmitStage>(Deed.SubmitStage, ProductTeam),
        On<SignOffStage>(Deed.SignOffStage) with { Assigned = Signers, Judges = true, Lent = Power.SignOff },
        On<RaiseOpinion>(Deed.RaiseOpinion) with { Assigned = OpinionOffices },
        On<AnswerOpinion>(Deed.AnswerOpinion, ProductTeam),
        On<VerifyOpinion>(Deed.VerifyOpinion) with { Assigned = Raiser, Judges = true, Lent = Power.VerifyOpinions },
        On<WithdrawOpinion>(Deed.WithdrawOpinion) with { Assigned = Raiser, Judges = true },
        On<EscalateOpinion>(Deed.EscalateOpinion, ProductTeam) with { Assigned = Raiser },
        On<RuleOnOpinion>(Deed.RuleOnOpinion, Committee) with { Judges = true },
        On<CloseCondition>(Deed.CloseCondition, Compliance) with { Assigned = Setter, Judges = true, Lent = Power.CloseConditions },
        On<RecordFiling>(Deed.RecordFiling, ProductTeam, Compliance),
        On<RecordEvaluation>(Deed.RecordEvaluation, ProtectionOffice) with { Judges = true },
        On<LaunchProduct>(Deed.LaunchProduct, ProductTeam),
        On<WithdrawProduct>(Deed.WithdrawProduct, ProductTeam),
        On<ProposeChange>(Deed.ProposeChange, ProductTeam),
        On<SuspendDistribution>(Deed.SuspendDistribution, ProtectionOffice, ProtectionHead),
        On<ResumeDistribution>(Deed.ResumeDistribution, ProtectionOffice, ProtectionHead) with { Judges = true },
        On<RetireProduct>(Deed.RetireProduct, ProductTeam, ProtectionOffice, ProtectionHead),
        On<ReportIndicator>(Deed.ReportIndicator, ProductTeam, Role.Operations, Complaints) with { ByMachines = true },
        On<OpenReview>(Deed.OpenReview, ProtectionOffice, ProtectionHead, Compliance),
        On<CompleteReview>(Deed.CompleteReview, ProtectionOffice, ProtectionHead, Compliance) with { Judges = true, Lent = Power.CompleteReviews },
        On<ExtendDeadline>(Deed.ExtendDeadline, ProtectionHead, Committee),
        On<PauseDeadline>(Deed.PauseDeadline, ProtectionHead, Committee),
        On<ResumeDeadline>(Deed.ResumeDeadline, ProtectionHead, Committee),
        On<MigratePolicy>(Deed.MigratePolicy, Administrator),
        On<MigrateCalendar>(Deed.MigrateCalendar, Administrator),
        On<DelegateAuthority>(Deed.DelegateAuthority) with { Assigned = Holder },
        On<RevokeDelegation>(Deed.RevokeDelegation, Administrator) with { InPerson = true },
        new(Deed.DelegateEverywhere, Reach.Roles, []) { Assigned = Holder },
        new(Deed.RevokeEverywhere, Reach.Roles, [Administrator]) { InPerson = true },
        Read(Deed.ListDelegations, Reach.SignedIn),
        Read(Deed.StoreDocument, Reach.Roles),
        Read(Deed.ReadDocument, Reach.Product),
        Read(Deed.ReadQueue, Reach.SignedIn),
        Read(Deed.ReadInbox, Reach.SignedIn),
        Read(Deed.ReadMetrics, Reach.SignedIn),
        Read(Deed.ReadReports, Reach.SignedIn),
        new(Deed.ReadAccessRecords, Reach.Roles, [Compliance]) { ByMachines = true },
        Read(Deed.ReadLog, Reach.SignedIn),
        new(Deed.ExportLog, Reach.Roles, [Compliance]) { ByMachines = true },
        new(Deed.ReadSettings, Reach.SignedIn, [.. Everybody]),
        new(Deed.ChangeSettings, Reach.SignedIn, [.. Everybody]),
        new(Deed.ManageWebhooks, Reach.Roles, [Administrator]),
        new(Deed.ReadDeadLetters, Reach.Roles, [Administrator]),
        new(Deed.ReplayDeadLetters, Reach.Roles, [Administrator]),
        On<CheckDeadline>(Deed.CheckDeadline),
    ];

    private static readonly FrozenDictionary<Type, Grant> ByCommand = All.Where(g => g.Command is not null).ToFrozenDictionary(g => g.Command!);

    public static Grant Of(Deed deed) => All[(int)deed];

    /// <summary>Whom to ask first for what waits to be done.</summary>
    public static Role Office(Deed deed) => Of(deed).Roles[0];

    /// <exception cref="KeyNotFoundException">The command has no line: it must not be sent at all.</exception>
    public static Grant Of(Type command) => ByCommand[command];

    private static Grant On<T>(Deed deed, params Role[] roles) => new(deed, Reach.Product, [.. roles]) { Command = typeof(T) };

    private static Grant Read(Deed deed, Reach reach) => new(deed, reach, [.. Everybody]) { ByMachines = true };
}
