using ProductGate.Domain;

namespace ProductGate.Tests.Support;

/// <summary>The things of a product that a command of the matrix is about.</summary>
internal sealed record MatrixSubjects(Func<Role, Guid> OpinionOf, Guid Escalated, Func<Role, Guid> ConditionOf, Guid Review, Guid Deadline, Guid Delegation);

/// <summary>For each line of the matrix of authority the people and the well-formed command that try it.</summary>
internal static class MatrixCases
{
    public static readonly Power[] EveryPower = Enum.GetValues<Power>();

    private static readonly Dictionary<Role, Actor> ByRole = People.All.Where(p => p != People.Designer && p != People.OtherTeam).GroupBy(p => p.Roles[0]).ToDictionary(g => g.Key, g => g.First());

    /// <summary>Somebody whose role it is, and who made nothing.</summary>
    public static Actor OfRole(Role role) => ByRole[role];

    /// <summary>The person of a column; null for nobody at all.</summary>
    public static Actor? Person(MatrixLine line, MatrixColumn column) => column switch
    {
        { Relation: Relation.Anonymous } => null,
        { Relation: Relation.OtherTeam } => People.OtherTeam,
        { Relation: Relation.Contributor } => Judge(line) is { } office ? People.TwoHats[office] : People.Designer,
        { Relation: Relation.Recused } => People.Aside[line.Offices[0]],
        { Relation: Relation.Delegate } => People.StandIn,
        { Relation: Relation.Machine } => Program(line.Offices.OrderBy(o => o == Role.ProductTeam).FirstOrDefault(line.Office ?? Role.Committee)),
        { Role: { } role } => OfRole(role),
        _ => People.WithoutRole,
    };

    private static Actor Program(Role role) => new("robot", "robot", [role], "", [], ActorKind.Machine);

    /// <summary>The office whose people judge by the deed.</summary>
    public static Role? Judge(MatrixLine line) => line.Office ?? line.Offices.Where(o => o != Role.ProductTeam).Select(o => (Role?)o).FirstOrDefault();

    public static IProductCommand? Command(MatrixLine line, MatrixSubjects about, DateTimeOffset now) => line.Grant.Deed switch
    {
        Deed.ReviseDossier => Sample.Revise(Enum.Parse<Section>(line.On), "tried"),
        Deed.SubmitStage => new SubmitStage(),
        Deed.SignOffStage => new SignOffStage(Enum.Parse<Stage>(line.On), SignOffDecision.Approve, ""),
        Deed.RaiseOpinion => Sample.Opinion(OpinionKind.Suggestion, Section.Pricing),
        Deed.AnswerOpinion => new AnswerOpinion(OpinionAnswer.Adopted, "Yes.") { OpinionId = about.Escalated },
        Deed.VerifyOpinion => new VerifyOpinion(true, "Seen.") { OpinionId = about.OpinionOf(line.Office!.Value) },
        Deed.WithdrawOpinion => new WithdrawOpinion("Settled.") { OpinionId = about.OpinionOf(line.Office!.Value) },
        Deed.EscalateOpinion => new EscalateOpinion("Up.") { OpinionId = about.OpinionOf(line.Office!.Value) },
        Deed.RuleOnOpinion => new RuleOnOpinion(Ruling.Uphold, "Right.") { OpinionId = about.Escalated },
        Deed.CloseCondition => new CloseCondition("Done.") { ConditionId = about.ConditionOf(line.Office!.Value) },
        Deed.RecordFiling => new RecordFiling(FilingType.NotRequired, "Article 3", FilingOutcome.Accepted),
        Deed.RecordEvaluation => HttpJourney.Evaluation(),
        Deed.LaunchProduct => new LaunchProduct(1, ["branch"]),
        Deed.WithdrawProduct => new WithdrawProduct("Enough."),
        Deed.ProposeChange => new ProposeChange("More."),
        Deed.SuspendDistribution => new SuspendDistribution("Stop."),
        Deed.ResumeDistribution => new ResumeDistribution("Go."),
        Deed.RetireProduct => new RetireProduct("Enough."),
        Deed.ReportIndicator => new ReportIndicator("complaints-per-thousand", new Number(1), DateOnly.FromDateTime(now.UtcDateTime).AddDays(-2)),
        Deed.OpenReview => new OpenReview("Look."),
        Deed.CompleteReview => new CompleteReview(ReviewConclusion.Continue, "Fine.") { ReviewId = about.Review },
        Deed.ExtendDeadline => new ExtendDeadline(DateOnly.FromDateTime(now.UtcDateTime).AddDays(60), "More time.") { DeadlineId = about.Deadline },
        Deed.PauseDeadline => new PauseDeadline("It waits.") { DeadlineId = about.Deadline },
        Deed.ResumeDeadline => new ResumeDeadline("It goes on.") { DeadlineId = about.Deadline },
        Deed.MigratePolicy => new MigratePolicy(1, "Newer."),
        Deed.MigrateCalendar => new MigrateCalendar("china", 2, "Announced."),
        Deed.DelegateAuthority => new DelegateAuthority(People.SecondTester.Id, line.Office!.Value, now.AddDays(3), "Away."),
        Deed.RevokeDelegation => new RevokeDelegation("Back.") { DelegationId = about.Delegation },
        _ => null,
    };
}
