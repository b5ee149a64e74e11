using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>Somebody sends something.</summary>
internal sealed record Move(Actor By, IProductCommand Command);

/// <summary>What somebody sensible would do next: mostly what is asked, by somebody who is asked.</summary>
internal static class Moves
{
    public static Move Sensible(Life life, Bank bank, Dice dice)
    {
        var ask = dice.PickOrNone(Asks.Of(life.Product, life.Policy).Where(a => !CanWait(life, a) || dice.Chance(10)));
        return ask is null ? Errands.Any(life, bank, dice) : Answer(life, bank, dice, ask);
    }

    /// <summary>What has its day in a few weeks is seldom done today.</summary>
    private static bool CanWait(Life life, Ask ask) => ask.Kind == AskKind.RenewRisk || (ask.Kind != AskKind.Launch && ask.Due > life.Now.AddDays(14));

    public static Actor TeamMember(Bank bank, Dice dice) => dice.Pick(bank.People.Where(p => p.Is(Role.ProductTeam) && p.Teams.Contains(Sample.Declaration.Team)).ToList());

    public static Actor Somebody(Bank bank, Dice dice, Role role) => dice.Pick(bank.People.Where(p => p.Is(role)).ToList());

    private static Move Answer(Life life, Bank bank, Dice dice, Ask ask)
    {
        var p = life.Product;
        return ask.Kind switch
        {
            AskKind.SubmitStage or AskKind.SupplyMissing => Prepare(life, bank, dice),
            AskKind.SignOff => Sign(life, bank, dice, ask),
            AskKind.Evaluate => Evaluate(life, bank, dice),
            AskKind.Launch => new(TeamMember(bank, dice), new LaunchProduct(p.Revision, ["branch", dice.Chance(10) ? "telephone" : "app"])),
            AskKind.AnswerOpinion => new(TeamMember(bank, dice), new AnswerOpinion(dice.PickOf<OpinionAnswer>(), "We looked at it.") { OpinionId = ask.Subject!.Value }),
            AskKind.VerifyOpinion => Verify(life, bank, dice, p.Opinions.Single(o => o.Id == ask.Subject)),
            AskKind.SettleOpinion when dice.Chance(50) => new(Somebody(bank, dice, ask.By), new WithdrawOpinion("Convinced.") { OpinionId = ask.Subject!.Value }),
            AskKind.SettleOpinion => new(Somebody(bank, dice, ask.By), new EscalateOpinion("We insist.") { OpinionId = ask.Subject!.Value }),
            AskKind.RuleOnOpinion or AskKind.RenewRisk => Errands.Rule(life, bank, dice, ask.Subject!.Value),
            AskKind.MeetCondition => new(Somebody(bank, dice, dice.Pick(Role.Compliance, Role.ProtectionOffice)), new CloseCondition("Seen and found good.") { ConditionId = ask.Subject!.Value }),
            AskKind.CompleteReview => Review(life, bank, dice, ask.Subject!.Value),
            _ when ask.Key.StartsWith("filing/", StringComparison.Ordinal) => Errands.File(life, bank, dice),
            _ => new(Somebody(bank, dice, dice.Pick(Role.ProtectionOffice, Role.ProtectionHead)), new ResumeDistribution("The review found nothing.")),
        };
    }

    /// <summary>Fills in the first thing that the stage still needs, then hands it in.</summary>
    private static Move Prepare(Life life, Bank bank, Dice dice)
    {
        var (p, stage) = (life.Product, life.Policy.Of(life.Product.Stage));
        var member = TeamMember(bank, dice);
        var thin = stage.RequiresOf(p).FirstOrDefault(r => Gate.MissingIn(r.Section, p, life.Policy).Any());
        if (thin is not null && dice.Chance(95)) return new(member, new ReviseSection(thin.Section, Contents.Complete(thin.Section, dice)));
        if (stage.Filing && !(p.Filing is { IsClosed: true } filing && filing.Round == p.Round)) return Errands.File(life, bank, dice);
        if (stage.Answers && p.Opinions.FirstOrDefault(o => o.AwaitsAnswer) is { } open) return new(member, new AnswerOpinion(OpinionAnswer.Adopted, "We will.") { OpinionId = open.Id });
        return new(member, new SubmitStage());
    }

    private static Move Sign(Life life, Bank bank, Dice dice, Ask ask)
    {
        var signer = Somebody(bank, dice, ask.By);
        if (dice.Chance(10) && life.Product.Delegations.LastOrDefault(d => d.Office == ask.By) is { } delegation) signer = bank.Find(delegation.To);
        if (dice.Chance(10) && life.Product.DeadlineOf(ask.Key) is { Level: > 0 } late) signer = Somebody(bank, dice, late.Owner);
        var stage = ask.Stage!.Value;
        var extra = dice.Chance(10) ? new[] { dice.PickOf<Section>() } : null;
        Role? office = dice.Chance(20) ? ask.By : null;
        return new(signer, dice.Below(100) switch
        {
            < 84 => new SignOffStage(stage, SignOffDecision.Approve, "", Sections: extra, Office: office),
            < 92 => new SignOffStage(stage, SignOffDecision.ApproveWithConditions, "If these are met.", Conditions(life, dice), Sections: extra, Office: office),
            < 96 => new SignOffStage(stage, SignOffDecision.SendBack, "Not yet good enough.", SendBackTo: SendBackTo(life, dice, stage), Office: office),
            < 98 => new SignOffStage(stage, SignOffDecision.Recuse, "I know the designer.", Office: office),
            98 => new SignOffStage(stage, SignOffDecision.Reject, "This harms customers.", Office: office),
            _ => new SignOffStage(stage, dice.PickOf<SignOffDecision>(), dice.Pick("", " ", "Because."), SendBackTo: dice.PickOf<Stage>(), Office: dice.PickOf<Role>()),
        });
    }

    private static Stage SendBackTo(Life life, Dice dice, Stage stage) =>
        life.Policy.Of(stage).SendBackTo is { Length: > 0 } allowed && dice.Chance(90) ? dice.Pick(allowed) : dice.PickOf<Stage>();

    private static NewCondition[] Conditions(Life life, Dice dice)
    {
        var due = life.Policy.Calendar.Today(life.Now).AddDays(dice.Below(20));
        var owner = dice.Pick(Role.ProductTeam, Role.Operations, Role.Marketing, Role.ProtectionOffice);
        return dice.Chance(50)
            ? [new("Train the staff.", owner, ConditionGate.BeforeLaunch, due)]
            : [new("Count complaints.", owner, ConditionGate.AfterLaunch, DaysAfterLaunch: 1 + dice.Below(60)), new("Publish the fees.", Role.ProductTeam, ConditionGate.BeforeLaunch, due)];
    }

    private static Move Evaluate(Life life, Bank bank, Dice dice)
    {
        var answers = Sample.AllMet(life.Policy, life.Product);
        if (dice.Chance(25))
        {
            var at = dice.Below(answers.Length);
            answers[at] = answers[at] with { Result = dice.PickOf<ItemResult>(), Note = dice.Pick("For this reason.", "", null!) };
        }
        return new(Somebody(bank, dice, Role.ProtectionOffice), new RecordEvaluation(answers));
    }

    private static Move Verify(Life life, Bank bank, Dice dice, Opinion o) =>
        life.Product.HashOf(o.Section) == o.SectionHash && life.Product.RoundOpen && dice.Chance(80)
            ? new(TeamMember(bank, dice), new ReviseSection(o.Section, Contents.Complete(o.Section, dice)))
            : new(Somebody(bank, dice, o.Office), new VerifyOpinion(dice.Chance(80), "Looked at the new revision.") { OpinionId = o.Id });

    private static Move Review(Life life, Bank bank, Dice dice, Guid review)
    {
        var conclusion = dice.Chance(60) ? ReviewConclusion.Continue : dice.PickOf<ReviewConclusion>();
        var remedy = conclusion == ReviewConclusion.RemedialAction
            ? new RemedialAction("Write to customers.", dice.Pick(Role.ProductTeam, Role.Operations), life.Policy.Calendar.Today(life.Now).AddDays(7))
            : null;
        return new(
            Somebody(bank, dice, dice.Pick(Role.ProtectionOffice, Role.Compliance)), new CompleteReview(conclusion, "Looked at all complaints.", remedy) { ReviewId = review });
    }
}
