using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>What people do of their own accord: opinions, figures, changes, delegations, endings.</summary>
internal static class Errands
{
    public static Move Any(Life life, Bank bank, Dice dice) => dice.Below(100) switch
    {
        < 30 => Revise(life, bank, dice),
        < 50 => Raise(life, bank, dice),
        < 58 => Figure(life, bank, dice),
        < 64 => new(Moves.TeamMember(bank, dice), new ProposeChange("The fee changes.") { InForce = dice.Pick(Rulebooks.All) }),
        < 70 => Delegate(life, bank, dice),
        < 74 => new(Moves.Somebody(bank, dice, Role.ProtectionHead), new OpenReview("A newspaper asks.")),
        < 77 => new(Moves.Somebody(bank, dice, Role.ProtectionOffice), new SuspendDistribution("Customers complain.")),
        77 => new(Moves.Somebody(bank, dice, Role.ProtectionHead), new ResumeDistribution("It costs us money.")),
        < 84 => Delay(life, bank, dice),
        < 88 => Escalate(life, bank, dice),
        < 92 => Withdraw(life, bank, dice),
        < 95 => Migrate(life, bank, dice),
        < 98 => File(life, bank, dice),
        98 => new(Moves.TeamMember(bank, dice), new WithdrawProduct("Not worth it.")),
        _ => new(Moves.Somebody(bank, dice, Role.ProtectionHead), new RetireProduct("Replaced.")),
    };

    public static Move Rule(Life life, Bank bank, Dice dice, Guid opinion)
    {
        var member = Moves.Somebody(bank, dice, Role.Committee);
        var expires = life.Policy.Calendar.Today(life.Now).AddDays(1 + dice.Below(60));
        return new(member, new RuleOnOpinion(dice.Chance(70) ? Ruling.AcceptRisk : Ruling.Uphold, "Weighed against the benefit.", expires) { OpinionId = opinion });
    }

    public static Move File(Life life, Bank bank, Dice dice)
    {
        var today = life.Policy.Calendar.Today(life.Now);
        var filing = dice.Below(4) switch
        {
            0 => new RecordFiling(FilingType.NotRequired, "Article 3", FilingOutcome.Accepted),
            1 => new RecordFiling(FilingType.Approval, "Article 9", FilingOutcome.Accepted, "A-7", today, "Up to one million.", today.AddDays(1 + dice.Below(40))),
            2 => new RecordFiling(FilingType.Filing, "Article 12", FilingOutcome.Accepted, "F-1", today),
            _ => new RecordFiling(FilingType.Filing, "Article 12", dice.PickOf<FilingOutcome>(), "F-2", today),
        };
        return new(dice.Chance(80) ? Moves.TeamMember(bank, dice) : Moves.Somebody(bank, dice, Role.Compliance), filing);
    }

    private static Move Revise(Life life, Bank bank, Dice dice)
    {
        var section = dice.PickOf<Section>();
        var editors = life.Policy.Of(section).Editors;
        var editor = dice.Chance(30) ? Moves.Somebody(bank, dice, dice.Pick(editors)) : Moves.TeamMember(bank, dice);
        return new(editor, new ReviseSection(section, Contents.Any(section, dice)));
    }

    private static Move Raise(Life life, Bank bank, Dice dice)
    {
        var kind = dice.PickOf<OpinionKind>();
        return new(Moves.Somebody(bank, dice, dice.Pick(life.Policy.Opinions.Offices)), new RaiseOpinion(kind, dice.PickOf<Section>(), "Unclear costs", "The costs are not clear.", "Say all costs."));
    }

    private static Move Figure(Life life, Bank bank, Dice dice)
    {
        var keys = life.Product.Launched?.Indicators.Select(i => i.Key).ToArray() ?? [];
        var key = keys.Length > 0 && dice.Chance(95) ? dice.Pick(keys) : "no-such-figure";
        return new(Moves.Somebody(bank, dice, dice.Pick(Role.Complaints, Role.Operations)), new ReportIndicator(key, new Number(dice.Pick(0m, 1m, 3m, 97m)), life.Policy.Calendar.Today(life.Now)));
    }

    private static Move Delegate(Life life, Bank bank, Dice dice)
    {
        var from = dice.Pick(bank.People.ToArray());
        if (dice.Chance(25) && dice.PickOrNone(life.Product.Delegations) is { } ended)
            return new(dice.Chance(70) ? bank.Find(ended.From) : from, new RevokeDelegation("Back early.") { DelegationId = ended.Id });
        Power[]? powers = dice.Chance(40) ? null : [dice.PickOf<Power>(), dice.PickOf<Power>()];
        return new(from, new DelegateAuthority(dice.Pick(bank.People.ToArray()).Id, dice.Pick([.. from.Roles]), life.Now.AddDays(1 + dice.Below(60)), "On leave.", powers));
    }

    private static Move Delay(Life life, Bank bank, Dice dice)
    {
        if (dice.Chance(50)) return Extend(life, bank, dice);
        var deadline = life.Product.Deadlines.FirstOrDefault(d => d.IsPaused && dice.Chance(70)) ?? dice.PickOrNone(life.Product.Deadlines);
        IProductCommand command = deadline is { IsPaused: true } || dice.Chance(10)
            ? new ResumeDeadline("They are back.") { DeadlineId = deadline?.Id ?? Guid.Empty }
            : new PauseDeadline("The regulator is asked.") { DeadlineId = deadline?.Id ?? Guid.Empty };
        return new(Moves.Somebody(bank, dice, dice.Pick(Role.ProtectionHead, Role.Committee)), command);
    }

    private static Move Extend(Life life, Bank bank, Dice dice)
    {
        var deadline = dice.PickOrNone(life.Product.Deadlines);
        var due = DateOnly.FromDateTime((deadline?.Due ?? life.Now).UtcDateTime).AddDays(dice.Below(12) - 1);
        return new(Moves.Somebody(bank, dice, dice.Pick(Role.ProtectionHead, Role.Committee)), new ExtendDeadline(due, "Holiday season.") { DeadlineId = deadline?.Id ?? Guid.Empty });
    }

    private static Move Escalate(Life life, Bank bank, Dice dice) => new(
        dice.Chance(50) ? Moves.TeamMember(bank, dice) : dice.Pick(bank.People.ToArray()),
        new EscalateOpinion("We do not agree.") { OpinionId = dice.PickOrNone(life.Product.Opinions)?.Id ?? Guid.Empty });

    private static Move Withdraw(Life life, Bank bank, Dice dice)
    {
        var opinion = dice.PickOrNone(life.Product.Opinions);
        return new(Moves.Somebody(bank, dice, opinion?.Office ?? Role.Liaison), new WithdrawOpinion("Settled by talking.") { OpinionId = opinion?.Id ?? Guid.Empty });
    }

    private static Move Migrate(Life life, Bank bank, Dice dice)
    {
        var administrator = Moves.Somebody(bank, dice, Role.Administrator);
        var calendar = dice.Pick([.. CalendarReader.Shipped]);
        if (dice.Chance(50)) return new(administrator, new MigrateCalendar(calendar.Id, calendar.Version, "The holidays are announced.") { Target = calendar });
        var target = dice.Pick(Rulebooks.All);
        return new(administrator, new MigratePolicy(target.Version, "The law changed.") { Target = Rulebooks.Under(target, life.Product.Calendar) });
    }
}
