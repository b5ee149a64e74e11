using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>Which role may send which command; the table of domain.md, People.</summary>
public sealed class AuthorityTests
{
    private static readonly Guid Any = Guid.Empty;

    /// <summary>Every command that one of a few roles alone may send, written out here a second time on purpose.</summary>
    public static TheoryData<IProductCommand, Role[]> Table() => new()
    {
        { new SubmitStage(), [Role.ProductTeam] },
        { new WithdrawProduct("x"), [Role.ProductTeam] },
        { new ProposeChange("x"), [Role.ProductTeam] },
        { new AnswerOpinion(OpinionAnswer.Adopted, "x") { OpinionId = Any }, [Role.ProductTeam] },
        { new LaunchProduct(1, ["x"]), [Role.ProductTeam] },
        { Sample.Filing(), [Role.ProductTeam, Role.Compliance] },
        { new RecordEvaluation([]), [Role.ProtectionOffice] },
        { new RuleOnOpinion(Ruling.Uphold, "x") { OpinionId = Any }, [Role.Committee] },
        { new SuspendDistribution("x"), [Role.ProtectionOffice, Role.ProtectionHead] },
        { new ResumeDistribution("x"), [Role.ProtectionOffice, Role.ProtectionHead] },
        { new RetireProduct("x"), [Role.ProductTeam, Role.ProtectionOffice, Role.ProtectionHead] },
        { new ReportIndicator("x", new Number(1), default), [Role.ProductTeam, Role.Operations, Role.Complaints] },
        { new OpenReview("x"), [Role.ProtectionOffice, Role.ProtectionHead, Role.Compliance] },
        { new CompleteReview(ReviewConclusion.Continue, "x"), [Role.ProtectionOffice, Role.ProtectionHead, Role.Compliance] },
        { new ExtendDeadline(default, "x"), [Role.ProtectionHead, Role.Committee] },
        { new PauseDeadline("x"), [Role.ProtectionHead, Role.Committee] },
        { new ResumeDeadline("x"), [Role.ProtectionHead, Role.Committee] },
        { new MigratePolicy(2, "x"), [Role.Administrator] },
        { new MigrateCalendar("x", 2, "x"), [Role.Administrator] },
        { new CheckDeadline(Any), [] },
        { new RaiseOpinion(OpinionKind.Suggestion, Section.Risk, "x", "x", "x"), [Role.ProtectionOffice, Role.ProtectionHead, Role.Compliance, Role.Committee, Role.Testing, Role.Operations, Role.Marketing, Role.Complaints, Role.Liaison] },
        { Sample.Revise(Section.Pricing, "x"), [Role.ProductTeam] },
        { Sample.Revise(Section.Testing, "x"), [Role.ProductTeam, Role.Testing] },
        { Sample.Revise(Section.Handover, "x"), [Role.ProductTeam, Role.Operations, Role.Complaints] },
        { Sample.Revise(Section.Marketing, "x"), [Role.ProductTeam, Role.Marketing] },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void a_command_is_for_these_roles_and_no_others(IProductCommand command, Role[] allowed)
    {
        var journey = Journey.Declared();

        foreach (var role in Enum.GetValues<Role>())
        {
            var person = new Actor("somebody", "Somebody", [role], "Somewhere", ["cards"]);
            var forbidden = journey.Try(person, command).Refusal is { Kind: RefusalKind.Forbidden };
            forbidden.Should().Be(!allowed.Contains(role), $"{role} and {command.GetType().Name}");
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void another_team_and_nobody_at_all_are_refused(IProductCommand command, Role[] allowed)
    {
        var journey = Journey.Declared();
        var nobody = new Actor("nobody", "Nobody", [], "", []);

        journey.Refused(nobody, command).Should().Match<Refusal>(r => r.Kind == RefusalKind.Forbidden && r.Code == "role-not-allowed");
        if (allowed.Contains(Role.ProductTeam)) journey.Refused(People.OtherTeam, command).Should().Match<Refusal>(r => r.Kind == RefusalKind.Forbidden && r.Code == "not-your-product");
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void a_forbidden_command_says_whom_to_ask(IProductCommand command, Role[] allowed)
    {
        var refusal = Journey.Declared().Refused(new Actor("nobody", "Nobody", [], "", []), command);

        // What timers do, nobody is asked to do: whoever wants it otherwise has the date moved.
        refusal.Missing.Select(m => m.By).Should().NotBeEmpty().And.BeSubsetOf(allowed.DefaultIfEmpty(Role.ProtectionHead));
    }

    [Fact]
    public void every_command_is_in_a_table_or_decided_by_its_own_rule()
    {
        var inTable = Table().Select(row => row.Data.Item1.GetType());
        Type[] byRule = [typeof(SignOffStage), typeof(VerifyOpinion), typeof(WithdrawOpinion), typeof(EscalateOpinion), typeof(CloseCondition), typeof(DelegateAuthority), typeof(RevokeDelegation)];

        inTable.Concat(byRule).Distinct().Should().BeEquivalentTo(typeof(IProductCommand).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IProductCommand)) && !t.IsInterface));
    }

    [Fact]
    public void the_service_itself_may_nothing_but_look_at_deadlines()
    {
        var journey = Journey.Declared();

        foreach (var row in Table().Where(r => r.Data.Item1 is not CheckDeadline)) journey.Refused(Actor.System, row.Data.Item1).Kind.Should().Be(RefusalKind.Forbidden);
    }
}
