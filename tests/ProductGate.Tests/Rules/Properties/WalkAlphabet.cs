using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>A concrete command for the state at hand, or none where it cannot be formed; the name stands for it in a path.</summary>
internal sealed record Letter(string Name, Func<Life, Move?> Move);

/// <summary>The finite alphabet of the exhaustive walk: commands and the people who send them.</summary>
internal static class WalkAlphabet
{
    /// <summary>More than this many of a kind would only make the same states again.</summary>
    private const int MostOfAKind = 2;

    private static readonly string Second = Sample.Content(Section.Pricing, "second").Hash;

    /// <summary>Handing in, changing, signing.</summary>
    public static readonly Letter[] Work =
    [
        Say("submit", People.TeamMate, _ => new SubmitStage()),
        Say("revise prices", People.Designer, l => Sample.Revise(Section.Pricing, l.Product.HashOf(Section.Pricing) == Second ? "third" : "second")),
        .. Signers.Select(by => Say($"{by.Name} approves", by, l => new SignOffStage(Open(l), SignOffDecision.Approve, ""))),
    ];

    /// <summary>What else an office does about an open stage.</summary>
    public static readonly Letter[] Review =
    [
        Say("a tester revises testing", People.Tester, _ => Sample.Revise(Section.Testing, "by the tester")),
        Say("compliance recuses", People.Compliance, l => new SignOffStage(Open(l), SignOffDecision.Recuse, "I know the designer.")),
        Say("the officer sends back", People.Officer, l => new SignOffStage(
            l.Product.Stage, SignOffDecision.SendBack, "Not yet.", SendBackTo: l.Policy.Of(l.Product.Stage).SendBackTo.LastOrDefault())),
        Say("the head rejects", People.Head, l => new SignOffStage(l.Product.Stage, SignOffDecision.Reject, "Harmful.")),
        Say("the officer approves with a condition", People.Officer, l => Few(l.Product.Conditions.Length) ? new SignOffStage(
            Open(l), SignOffDecision.ApproveWithConditions, "If.", [new("Train.", Role.Operations, ConditionGate.BeforeLaunch, l.Policy.Calendar.Today(l.Now).AddDays(9))]) : null),
        Say("close the condition", People.Compliance, l => l.Product.Conditions.FirstOrDefault(c => c.IsOpen) is { } c ? new CloseCondition("Done.") { ConditionId = c.Id } : null),
        Say("delegate to the second officer", People.Head, l => Few(l.Product.Delegations.Length + 1) ? new DelegateAuthority(People.SecondOfficer.Id, Role.ProtectionHead, l.Now.AddDays(30), "On leave.") : null),
        Say("migrate", People.Administrator, l => l.Product.Policy.Version == 1 ? new MigratePolicy(2, "The law changed.") { Target = Rulebooks.Under(Rulebooks.Stricter, l.Product.Calendar) } : null),
        Say("file", People.TeamMate, _ => new RecordFiling(FilingType.NotRequired, "Article 3", FilingOutcome.Accepted)),
        Say("the filing is pending", People.TeamMate, _ => new RecordFiling(FilingType.Filing, "Article 9", FilingOutcome.Pending)),
        Say("evaluate", People.Officer, l => new RecordEvaluation(Sample.AllMet(l.Policy, l.Product))),
        Say("evaluate as not met", People.Officer, l => new RecordEvaluation([.. Sample.AllMet(l.Policy, l.Product).Select(a => a with { Result = ItemResult.NotMet, Note = "No." })])),
        Say("withdraw the product", People.TeamMate, _ => new WithdrawProduct("Not worth it.")),
    ];

    /// <summary>The life of an opinion.</summary>
    public static readonly Letter[] Disputes =
    [
        Say("object", People.Officer, l => Few(l.Product.Opinions.Length) ? new RaiseOpinion(OpinionKind.Objection, Section.Pricing, "Fee", "Too high.", "Lower it.") : null),
        Say("require a change", People.Compliance, l => Few(l.Product.Opinions.Length) ? new RaiseOpinion(OpinionKind.RequiredChange, Section.Pricing, "Fee", "Unclear.", "Say it.") : null),
        About("adopt", People.Designer, id => new AnswerOpinion(OpinionAnswer.Adopted, "We will.") { OpinionId = id }),
        About("do not adopt", People.Designer, id => new AnswerOpinion(OpinionAnswer.NotAdopted, "No.") { OpinionId = id }),
        About("verify", People.SecondOfficer, id => new VerifyOpinion(true, "Seen.") { OpinionId = id }),
        About("do not find it", People.SecondOfficer, id => new VerifyOpinion(false, "Not there.") { OpinionId = id }),
        About("withdraw the opinion", People.Officer, id => new WithdrawOpinion("Convinced.") { OpinionId = id }),
        About("the team withdraws the opinion", People.Designer, id => new WithdrawOpinion("Never mind.") { OpinionId = id }),
        About("escalate", People.Compliance, id => new EscalateOpinion("We insist.") { OpinionId = id }),
        About("uphold", People.FirstMember, id => new RuleOnOpinion(Ruling.Uphold, "They are right.") { OpinionId = id }),
        Say("accept the risk", People.SecondMember, l => Disputed(l) is { } o
            ? new RuleOnOpinion(Ruling.AcceptRisk, "Bearable.", l.Policy.Calendar.Today(l.Now).AddDays(20)) { OpinionId = o.Id } : null),
    ];

    /// <summary>The launch and what comes after it.</summary>
    public static readonly Letter[] Market =
    [
        Say("launch", People.TeamMate, l => new LaunchProduct(l.Product.Revision, ["branch"])),
        Say("propose a change", People.Designer, l => l.Product.Round < 2 ? new ProposeChange("A lower fee.") : null),
        Say("report a breach", People.Complaints, l => Few(l.Product.Reviews.Length) ? new ReportIndicator("mis-selling-cases", new Number(1m), l.Policy.Calendar.Today(l.Now)) : null),
        Say("suspend", People.Head, _ => new SuspendDistribution("Complaints.")),
        Say("review: continue", People.Compliance, l => ReviewOf(l) is { } id ? new CompleteReview(ReviewConclusion.Continue, "Good.") { ReviewId = id } : null),
        Say("review: suspend", People.Compliance, l => ReviewOf(l) is { } id ? new CompleteReview(ReviewConclusion.Suspend, "Bad.") { ReviewId = id } : null),
        Say("resume", People.SecondOfficer, _ => new ResumeDistribution("Good again.")),
        Say("retire", People.TeamMate, _ => new RetireProduct("Replaced.")),
    ];

    /// <summary>What is done about the time that others have.</summary>
    public static readonly Letter[] Time =
    [
        Say("pause", People.Head, l => l.Product.Deadlines.FirstOrDefault(d => !d.IsPaused) is { } d ? new PauseDeadline("They wait for the regulator.") { DeadlineId = d.Id } : null),
        Say("run again", People.FirstMember, l => l.Product.Deadlines.FirstOrDefault(d => d.IsPaused) is { } d ? new ResumeDeadline("The regulator has answered.") { DeadlineId = d.Id } : null),
        Say("another calendar", People.Administrator, l => l.Product.Calendar is null ? new MigrateCalendar("china", 2, "Announced.") { Target = China } : null),
    ];

    public static readonly Letter[] All = [.. Work, .. Review, .. Disputes, .. Market];

    private static Calendar China => CalendarReader.Shipped.Single(c => c.Name == "china.2");

    private static Actor[] Signers => [People.Officer, People.SecondOfficer, People.Head, People.Compliance, People.FirstMember, People.SecondMember, People.Tester, People.Operator];

    private static Letter Say(string name, Actor by, Func<Life, IProductCommand?> command) => new(name, life => command(life) is { } c ? new Move(by, c) : null);

    private static Letter About(string name, Actor by, Func<Guid, IProductCommand> command) => Say(name, by, l => Disputed(l) is { } o ? command(o.Id) : null);

    /// <summary>The earliest stage that waits for a signature; a revision can reopen one that is behind the product.</summary>
    private static Stage Open(Life l) => Asks.Of(l.Product, l.Policy).Where(a => a.Kind == AskKind.SignOff).Select(a => a.Stage).Min() ?? l.Product.Stage;

    private static Opinion? Disputed(Life l) => l.Product.Opinions.FirstOrDefault(o => o.Status is not (OpinionStatus.Verified or OpinionStatus.Withdrawn));

    private static Guid? ReviewOf(Life l) => l.Product.Reviews.LastOrDefault(r => r.IsOpen)?.Id;

    private static bool Few(int number) => number < MostOfAKind;
}
