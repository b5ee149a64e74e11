using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>Short histories without fault that show each rule at work.</summary>
internal static class SoundLives
{
    private static readonly Policy Policy = Rulebooks.Shipped;

    public static Guid OpinionId => Ids.Derive(Journey.Id, "opinion", 1);

    public static Life Launched() => ByTheBook.Live(Policy);

    /// <summary>The regulator's step is handed in and waits for compliance.</summary>
    public static Life Filed() => ByTheBook.At(Stage.RegulatoryFiling, Policy)
        .Must(People.TeamMate, new RecordFiling(FilingType.NotRequired, "Article 3", FilingOutcome.Accepted))
        .Must(People.TeamMate, new SubmitStage());

    public static Life SentBack() => Filed().Must(People.Compliance, new SignOffStage(Stage.RegulatoryFiling, SignOffDecision.SendBack, "Wrong article.", SendBackTo: Stage.ProjectEstablishment));

    public static Life Rejected() => Filed().Must(People.Compliance, new SignOffStage(Stage.RegulatoryFiling, SignOffDecision.Reject, "Forbidden."));

    /// <summary>Signatures of the first stages; then a change that touches one of them.</summary>
    public static Life Revised() => Filed().Must(People.Designer, Sample.Revise(Section.Distribution, "second"));

    public static Life Objected()
    {
        var life = Raised().Must(People.Designer, Answer(OpinionAnswer.Adopted)).Must(People.Designer, Sample.Revise(Section.Risk, "second"))
            .Must(People.Officer, new VerifyOpinion(true, "Seen.") { OpinionId = OpinionId }).Must(People.TeamMate, new SubmitStage());
        return ByTheBook.SignAll(life);
    }

    public static Life RiskTaken() => Raised().Must(People.Designer, Answer(OpinionAnswer.NotAdopted))
        .Must(People.FirstMember, new RuleOnOpinion(Ruling.AcceptRisk, "Bearable.", new DateOnly(2026, 12, 31)) { OpinionId = OpinionId });

    /// <summary>The dossier names a tester as a contributor.</summary>
    public static Life Named() => ByTheBook.SignAll(
        ByTheBook.At(Stage.PreliminaryReview, Policy).Must(People.Designer, Sample.Naming(People.Tester.Id)).Must(People.TeamMate, new SubmitStage()));

    /// <summary>Nobody answered; the team takes it to the committee by itself.</summary>
    public static Life TakenUp() => Raised().Must(People.Designer, new EscalateOpinion("We do not agree.") { OpinionId = OpinionId });

    public static Life Conditioned()
    {
        var condition = new NewCondition("Train the staff.", Role.Operations, ConditionGate.BeforeLaunch, new DateOnly(2026, 4, 1));
        var life = Filed().Must(People.Compliance, new SignOffStage(Stage.RegulatoryFiling, SignOffDecision.ApproveWithConditions, "If they are trained.", [condition]));
        life = life.Must(People.Compliance, new CloseCondition("Trained.") { ConditionId = life.Product.Conditions[0].Id });
        while (life.Product.Stage != Stage.LaunchMonitoring) life = ByTheBook.CompleteStage(life);
        return life.Must(People.TeamMate, new LaunchProduct(life.Product.Revision, ["branch"]));
    }

    public static Life Suspended() => Launched().Must(People.Complaints, new ReportIndicator("mis-selling-cases", new Number(1m), new DateOnly(2026, 3, 1)));

    public static Life Resumed()
    {
        var life = Suspended();
        var review = life.Product.Reviews.Single(r => r.Kind == ReviewKind.Signal);
        return life.Must(People.Compliance, new CompleteReview(ReviewConclusion.Continue, "One case, made good.") { ReviewId = review.Id }).Must(People.Officer, new ResumeDistribution("Made good."));
    }

    /// <summary>The first review of the calendar is missed, and so is the one that takes its place.</summary>
    public static Life ReviewMissed() => Launched().Wait(TimeSpan.FromDays(60)).Last().After;

    public static Life DeadlineMissed() => Filed().Wait(TimeSpan.FromDays(8)).Last().After;

    /// <summary>The signature's deadline stood still from Tuesday to Friday.</summary>
    public static Life StoodStill()
    {
        var life = Filed().Wait(TimeSpan.FromDays(1)).Last().After;
        life = life.Must(People.Head, new PauseDeadline("The regulator is asked.") { DeadlineId = life.Product.Deadlines[0].Id }).Wait(TimeSpan.FromDays(3)).Last().After;
        return life.Must(People.Head, new ResumeDeadline("The regulator has answered.") { DeadlineId = life.Product.Deadlines[0].Id });
    }

    public static Life Recalculated() => Filed().Must(People.Administrator, new MigrateCalendar("china", 2, "Announced.") { Target = CalendarReader.Shipped.Single(c => c.Name == "china.2") });

    public static OpinionRaised Opinion(Batch b, OpinionKind kind) =>
        new(OpinionId, 1, kind, Role.ProtectionOffice, Stage.PreliminaryReview, 1, Section.Risk, "", 12, "Costs", "Unclear.", "Say them.", b.By.Id, b.Now);

    private static Life Raised() => ByTheBook.At(Stage.PreliminaryReview, Policy)
        .Must(People.Officer, new RaiseOpinion(OpinionKind.Objection, Section.Risk, "Costs", "Unclear.", "Say them."));

    private static AnswerOpinion Answer(OpinionAnswer answer) => new(answer, "We looked at it.") { OpinionId = OpinionId };
}
