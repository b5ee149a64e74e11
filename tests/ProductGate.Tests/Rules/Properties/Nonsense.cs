using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>Anybody sends anything: wrong people, wrong moments, unknown ids, blank reasons.</summary>
internal static class Nonsense
{
    public static Move Any(Life life, Bank bank, Dice dice)
    {
        var by = dice.Chance(5) ? Actor.System : dice.Pick(bank.People.ToArray());
        // Half of it is a sensible thing sent by somebody else, which is how people really get refused.
        return dice.Chance(50) ? Moves.Sensible(life, bank, dice) with { By = by } : new(by, Command(life, dice));
    }

    private static IProductCommand Command(Life life, Dice dice)
    {
        var p = life.Product;
        var id = Ids(p, dice);
        var why = dice.Pick("", "  ", "Because.");
        var day = life.Policy.Calendar.Today(life.Now).AddDays(dice.Below(800) - 200);
        var section = dice.PickOf<Section>();
        return dice.Below(28) switch
        {
            0 => new SubmitStage(dice.PickOf<Stage>()),
            1 => new SignOffStage(dice.PickOf<Stage>(), dice.PickOf<SignOffDecision>(), why, SendBackTo: dice.PickOf<Stage>()),
            2 => new SignOffStage(p.Stage, SignOffDecision.ApproveWithConditions, why, [new("Do it.", dice.PickOf<Role>(), dice.PickOf<ConditionGate>(), day, dice.Below(9))]),
            3 => new SignOffStage(p.Stage, SignOffDecision.Approve, why, Office: dice.PickOf<Role>()),
            4 => new AnswerOpinion(dice.PickOf<OpinionAnswer>(), why) { OpinionId = id },
            5 => new VerifyOpinion(dice.Chance(50), why) { OpinionId = id },
            6 => new WithdrawOpinion(why) { OpinionId = id },
            7 => new EscalateOpinion(why) { OpinionId = id },
            8 => new RuleOnOpinion(dice.PickOf<Ruling>(), why, dice.Chance(80) ? day : null) { OpinionId = id },
            9 => new CloseCondition(why) { ConditionId = id },
            10 => new RecordFiling(dice.PickOf<FilingType>(), "Article 1", dice.PickOf<FilingOutcome>(), dice.Pick("R-1", null!), dice.Chance(50) ? day : null, Expires: day),
            11 => new RecordEvaluation([new ItemAnswer("no-such-item", ItemResult.Met)]),
            12 => new LaunchProduct(p.Revision + dice.Below(2), ["app"]),
            13 => new SuspendDistribution(why),
            14 => new ResumeDistribution(why),
            15 => dice.Chance(20) ? new RetireProduct(why) : new OpenReview(why),
            16 => new ReportIndicator(dice.Pick("complaints-per-thousand", "nothing"), new Number(dice.Below(9)), day),
            17 => new CompleteReview(dice.PickOf<ReviewConclusion>(), why, dice.Chance(50) ? new("Act.", dice.PickOf<Role>(), day) : null) { ReviewId = id },
            18 => new CheckDeadline(id),
            19 => new ExtendDeadline(day, why) { DeadlineId = id },
            20 => new DelegateAuthority("nobody", dice.PickOf<Role>(), life.Now.AddDays(dice.Below(200) - 50), why),
            21 => new MigratePolicy(9, why) { Target = dice.Chance(30) ? Rulebooks.Under(dice.Pick(Rulebooks.All), p.Calendar) : null },
            22 => dice.Chance(20) ? new WithdrawProduct(why) : new ProposeChange(why) { InForce = dice.Pick(Rulebooks.All) },
            23 => new RevokeDelegation(why) { DelegationId = id },
            24 => new PauseDeadline(why) { DeadlineId = id },
            25 => new ResumeDeadline(why) { DeadlineId = id },
            26 => new MigrateCalendar("china", 2, why) { Target = dice.Chance(30) ? dice.Pick([.. CalendarReader.Shipped]) : null },
            _ => new ReviseSection(section, Contents.Any(section, dice)),
        };
    }

    /// <summary>The id of something in the product, whether or not it fits the command.</summary>
    private static Guid Ids(Product p, Dice dice)
    {
        Guid[] all = [.. p.Opinions.Select(o => o.Id), .. p.Conditions.Select(c => c.Id), .. p.Reviews.Select(r => r.Id), .. p.Deadlines.Select(d => d.Id), .. p.Delegations.Select(d => d.Id)];
        return all.Length == 0 || dice.Chance(5) ? Guid.Empty : dice.Pick(all);
    }
}
