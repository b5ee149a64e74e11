using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>R4: everything that has to be true at the launch.</summary>
public sealed class LaunchTests
{
    private readonly Journey journey = Journey.At(Stage.LaunchMonitoring).SignAll();

    private LaunchProduct Launch => new(journey.Product.Revision, ["branch", "app"]);

    private Refusal Blocked(string code) => journey.Refuses(People.TeamMate, Launch, code, "R4");

    /// <summary>The evaluation is passed, operations have not looked yet.</summary>
    private static Journey Evaluated()
    {
        var journey = Journey.At(Stage.ConsumerProtectionEvaluation).Submit();
        return journey.Do(People.Officer, new RecordEvaluation(Sample.AllMet(journey.Policy, journey.Product))).Wait(TimeSpan.FromHours(1)).Sign(People.Officer).Sign(People.Head);
    }

    [Fact]
    public void the_launch_names_revision_and_channels_and_fixes_the_indicators()
    {
        journey.Do(People.TeamMate, Launch);

        journey.Last.OfType<ProductLaunched>().Single().Should().Match<ProductLaunched>(f => f.Revision == journey.Product.Revision && f.Channels.SequenceEqual(new[] { "branch", "app" }));
        journey.Product.Should().Match<Product>(p => p.MarketState == MarketState.Live && !p.RoundOpen && p.Stage == Stage.LaunchMonitoring && p.Disposition == Disposition.Active);
        journey.Product.Launched!.Indicators.Select(i => i.Key).Should().Equal("complaints-per-thousand", "mis-selling-cases");
    }

    [Fact]
    public void no_stage_but_the_last_launches()
    {
        var early = Journey.At(Stage.ConsumerProtectionEvaluation);

        early.Refuses(People.TeamMate, new LaunchProduct(early.Product.Revision, ["branch"]), "stage-not-open", "R4").Missing.Should().NotBeEmpty();
        journey.Do(People.TeamMate, Launch).Refuses(People.TeamMate, Launch, "stage-not-open", "R4");
    }

    [Fact]
    public void only_the_owning_team_launches()
    {
        journey.Refuses(People.Operator, Launch, "role-not-allowed");
        journey.Refuses(People.OtherTeam, Launch, "not-your-product");
        journey.Do(People.Designer, Launch);
    }

    [Fact]
    public void the_order_names_the_newest_revision()
    {
        journey.Refuses(People.TeamMate, Launch with { Revision = journey.Product.Revision - 1 }, "other-revision", "R4");
        journey.Refuses(People.TeamMate, Launch with { Revision = journey.Product.Revision + 1 }, "other-revision", "R4");
        journey.Do(People.TeamMate, Launch);
    }

    [Theory]
    [InlineData("telephone")]
    [InlineData(" Telephone ")]
    public void no_channel_is_one_that_the_dossier_calls_unsuitable(string channel)
    {
        journey.Refuses(People.TeamMate, Launch with { Channels = ["branch", channel] }, "channel-unsuitable", "R4").Missing.Should().HaveCount(2).And.OnlyContain(m => m.By == Role.ProductTeam);

        journey.Do(People.TeamMate, Launch with { Channels = ["branch", "post"] });
    }

    [Fact]
    public void operations_have_signed()
    {
        var unsigned = Evaluated();

        unsigned.Refuses(People.TeamMate, Launch, "sign-off-missing", "R4").Missing.Should().ContainSingle(m => m.By == Role.Operations);
        unsigned.Sign(People.Operator).Do(People.TeamMate, Launch);
    }

    [Fact]
    public void exactly_the_evaluated_revision_is_launched()
    {
        journey.Do(People.Designer, Sample.Revise(Section.PersonalInformation, "new"));
        Blocked("evaluation-not-passed");

        journey.Do(People.Officer, new RecordEvaluation(Sample.AllMet(journey.Policy, journey.Product))).SignAll();
        journey.Facts.OfType<EvaluationPassed>().Select(f => f.Revision).Should().HaveCount(2).And.EndWith(journey.Product.Revision);
        journey.Do(People.TeamMate, Launch);
    }

    [Fact]
    public void a_signature_taken_back_after_the_evaluation_blocks_it()
    {
        journey.Do(People.TeamMate, Sample.Filing());

        Blocked("sign-off-missing").Missing.Should().ContainSingle(m => m.By == Role.Compliance);
        journey.SignAll().Do(People.TeamMate, Launch);
    }

    [Fact]
    public void a_new_evaluation_without_its_signatures_blocks_it()
    {
        journey.Do(People.Officer, new RecordEvaluation(Sample.AllMet(journey.Policy, journey.Product)));

        Blocked("evaluation-not-passed");
        journey.SignAll().Do(People.TeamMate, Launch);
    }

    [Theory]
    [InlineData(OpinionKind.Objection, "objection-open")]
    [InlineData(OpinionKind.RequiredChange, "required-change-open")]
    [InlineData(OpinionKind.Suggestion, null)]
    public void an_open_opinion_blocks_it_by_its_weight(OpinionKind kind, string? code)
    {
        var opinion = journey.Raise(People.Liaison, kind);
        if (code is not null) Blocked(code);

        if (code is not null) journey.Do(People.Liaison, new WithdrawOpinion("Explained.") { OpinionId = opinion.Id });
        journey.Do(People.TeamMate, Launch);
    }

    [Fact]
    public void a_plan_with_indicators_is_there()
    {
        journey.Do(People.Designer, new ReviseSection(Section.MonitoringPlan, CanonicalJson.Parse("""{"indicators":[],"note":"Later."}""")))
            .Do(People.Officer, new RecordEvaluation(Sample.AllMet(journey.Policy, journey.Product))).SignAll();

        Blocked("monitoring-plan").Missing.Should().ContainSingle(m => m.By == Role.ProductTeam);
    }

    [Fact]
    public void the_window_ends_after_thirty_working_days()
    {
        var passed = journey.Product.Passed!.At;
        var end = journey.Policy.Calendar.AddWorkingDays(passed, 30);

        journey.Deadline($"launch/1/{journey.Product.Revision}").Should().Match<Deadline>(d => d.Due == end && d.Owner == Role.ProductTeam);
        journey.Now = end;
        journey.Try(People.TeamMate, Launch).Refusal.Should().BeNull();
        journey.Now = end.AddSeconds(1);
        Blocked("launch-window").Missing.Should().ContainSingle(m => m.By == Role.ProtectionOffice && m.Due == end);
    }

    [Fact]
    public void once_the_window_has_passed_the_evaluation_is_done_again()
    {
        var late = Evaluated().SignAll().Wait(TimeSpan.FromDays(43));

        late.Facts.OfType<DeadlineMissed>().Should().Contain(f => f.Key.StartsWith("launch/"));
        late.Facts.OfType<SignOffInvalidated>().Select(f => f.Office).Should().Equal(Role.ProtectionOffice, Role.ProtectionHead);
        late.Asked.Should().Contain(a => a.Kind == AskKind.Evaluate).And.NotContain(a => a.Kind == AskKind.Launch);
        late.Refuses(People.TeamMate, Launch, "evaluation-not-passed", "R4");
        late.Refuses(People.Officer, new SignOffStage(Stage.ConsumerProtectionEvaluation, SignOffDecision.Approve, ""), "evaluation-not-passed", "R2");

        late.Do(People.Officer, new RecordEvaluation(Sample.AllMet(late.Policy, late.Product)));
        late.Asked.Should().NotContain(a => a.Kind == AskKind.Evaluate);
        late.SignAll().Do(People.TeamMate, Launch).Product.MarketState.Should().Be(MarketState.Live);
    }

    [Fact]
    public void operations_may_send_it_back_to_the_evaluation()
    {
        var ready = Evaluated().Sign(People.Operator, SignOffDecision.SendBack, Stage.ConsumerProtectionEvaluation);

        ready.Last.OfType<DeadlineCancelled>().Should().Contain(f => f.Key.StartsWith("launch/") && f.Reason == "The evaluation no longer stands.");
        ready.Refuses(People.TeamMate, Launch, "stage-not-open", "R4");
        ready.Submit().SignAll().Product.Stage.Should().Be(Stage.LaunchMonitoring);
        ready.SignAll().Do(People.TeamMate, Launch);
    }

    [Fact]
    public void the_launch_meets_its_deadline() => journey.Do(People.TeamMate, Launch).Last.OfType<DeadlineMet>().Should().ContainSingle(f => f.Key.StartsWith("launch/"));
}
