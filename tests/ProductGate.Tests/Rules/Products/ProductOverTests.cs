using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>R8: rejected and withdrawn are terminal; so is retired.</summary>
public sealed class ProductOverTests
{
    private static readonly Guid Any = Guid.Empty;

    public static TheoryData<string> Ends() => ["rejected", "withdrawn", "retired"];

    private static Journey Over(string end) => end switch
    {
        "rejected" => Journey.At(Stage.PreliminaryReview).Submit().Sign(People.Officer, SignOffDecision.Reject),
        "withdrawn" => Journey.At(Stage.PreliminaryReview).Submit().Do(People.TeamMate, new WithdrawProduct("No market.")),
        _ => Journey.Live().Do(People.TeamMate, new RetireProduct("Replaced.")),
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void no_command_changes_a_product_that_is_over(string end)
    {
        var journey = Over(end);
        (Actor By, IProductCommand Command)[] commands =
        [
            (People.Designer, Sample.Revise(Section.Pricing, "x")), (People.Designer, new SubmitStage()), (People.Designer, new WithdrawProduct("x")), (People.Designer, new ProposeChange("x")),
            (People.Designer, new LaunchProduct(1, ["x"])), (People.Designer, Sample.Filing()), (People.Designer, new RetireProduct("x")), (People.Designer, new AnswerOpinion(OpinionAnswer.Adopted, "x") { OpinionId = Any }),
            (People.Designer, new ReportIndicator("x", new Number(1), default)), (People.Officer, new SignOffStage(Stage.PreliminaryReview, SignOffDecision.Approve, "x")), (People.Officer, Sample.Opinion(OpinionKind.Objection, Section.Risk)),
            (People.Officer, new VerifyOpinion(true, "x") { OpinionId = Any }), (People.Officer, new WithdrawOpinion("x") { OpinionId = Any }), (People.Officer, new EscalateOpinion("x") { OpinionId = Any }),
            (People.FirstMember, new RuleOnOpinion(Ruling.Uphold, "x") { OpinionId = Any }), (People.Officer, new CloseCondition("x")), (People.Officer, new RecordEvaluation([])), (People.Officer, new SuspendDistribution("x")),
            (People.Officer, new ResumeDistribution("x")), (People.Officer, new OpenReview("x")), (People.Officer, new CompleteReview(ReviewConclusion.Continue, "x")), (People.Head, new ExtendDeadline(default, "x")),
            (People.Officer, new DelegateAuthority("x", Role.ProtectionOffice, Sample.Monday.AddDays(1), "x")), (People.Administrator, new MigratePolicy(2, "x")),
            (People.Head, new PauseDeadline("x")), (People.Head, new ResumeDeadline("x")), (People.Administrator, new MigrateCalendar("x", 1, "x")),
            (People.Administrator, new RevokeDelegation("x") { DelegationId = Any }),
        ];

        commands.Select(c => c.Command.GetType()).Should().BeEquivalentTo(typeof(IProductCommand).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IProductCommand)) && !t.IsInterface && t != typeof(CheckDeadline)));
        foreach (var (by, command) in commands) journey.Refuses(by, command, "product-over", "R8").Sentence.ToString().Should().Contain("predecessor");
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void nobody_is_asked_for_anything_and_no_deadline_runs(string end)
    {
        var journey = Over(end);

        journey.Asked.Should().BeEmpty();
        journey.Product.Deadlines.Should().BeEmpty();
        journey.Last.OfType<DeadlineCancelled>().Should().NotBeEmpty().And.OnlyContain(f => f.Reason == $"The product is {end}.");
        journey.Do(Actor.System, new CheckDeadline(Guid.Empty)).Last.Should().BeEmpty();
        Gate.Of(journey.Product, journey.Policy, journey.Now).Met.Should().BeFalse();
    }

    [Fact]
    public void a_launched_product_is_not_withdrawn()
    {
        Journey.Live().Refuses(People.TeamMate, new WithdrawProduct("x"), "already-launched", "R8");
        Journey.At(Stage.LaunchMonitoring).Do(People.TeamMate, new WithdrawProduct("x")).Product.Disposition.Should().Be(Disposition.Withdrawn);
    }
}
