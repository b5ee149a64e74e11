using ProductGate.Domain;
using ProductGate.Service.Stages;
using ProductGate.Tests.Rules.Properties;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>Who may know of a product at all.</summary>
public sealed class VisibilityTests
{
    private static readonly Actor WestLiaison = People.Liaison with { Id = "liu.bo", Department = "Branch West" };

    private static bool Sees(Actor by, Journey j, params Delegation[] standing) => Visibility.MaySee(by, standing, j.Product, j.Policy, j.Now);

    [Fact]
    public void the_team_and_the_overseers_see_a_product_from_its_declaration_and_nobody_else_does()
    {
        var journey = Journey.Declared();

        People.All.Where(p => Sees(p, journey)).Should().BeEquivalentTo(
            [People.Designer, People.TeamMate, People.Officer, People.SecondOfficer, People.Head, People.Compliance, People.FirstMember, People.SecondMember, People.Administrator]);
        Sees(People.WithoutRole with { Teams = ["cards"] }, journey).Should().BeFalse("a team without the role is no team");
    }

    [Theory]
    [InlineData(Role.Testing, Stage.DevelopmentAndTesting)]
    [InlineData(Role.Operations, Stage.Handover)]
    [InlineData(Role.Complaints, Stage.Handover)]
    [InlineData(Role.Marketing, Stage.MarketingPlanning)]
    public void a_department_sees_a_product_from_the_stage_on_that_gives_it_work(Role role, Stage first)
    {
        var person = People.All.First(p => p.Is(role));

        foreach (var stage in Enum.GetValues<Stage>()) Sees(person, Journey.At(stage)).Should().Be(stage >= first, $"{role} at {stage}");
    }

    [Fact]
    public void a_section_that_no_stage_needs_may_be_written_from_the_beginning_and_so_is_seen()
    {
        var policy = PolicyReader.Default with { Stages = [.. PolicyReader.Default.Stages.Select(s => s with { Requires = [.. s.Requires.Where(r => r.Section != Section.Marketing)] })] };

        Sees(People.Marketer, Journey.Declared(policy)).Should().BeTrue();
    }

    [Fact]
    public void who_said_or_owes_something_about_a_product_sees_it()
    {
        var journey = Journey.At(Stage.PreliminaryReview).Submit();
        Sees(People.Operator, journey).Should().BeFalse();

        journey.Do(People.Officer, journey.Signature(SignOffDecision.ApproveWithConditions, null, new NewCondition("Train.", Role.Operations, ConditionGate.BeforeLaunch, new DateOnly(2026, 6, 30))));
        journey.Raise(People.Marketer, OpinionKind.Suggestion);

        Sees(People.Operator, journey).Should().BeTrue("it has to meet a condition");
        Sees(People.Marketer, journey).Should().BeTrue("it raised an opinion");
        Sees(People.Tester, journey).Should().BeFalse();
    }

    [Fact]
    public void what_was_on_the_market_every_department_sees_even_in_a_change_round()
    {
        var journey = Journey.Live().Do(People.Designer, new ProposeChange("Another fee."));

        foreach (var person in (Actor[])[People.Tester, People.Operator, People.Marketer, People.Complaints]) Sees(person, journey).Should().BeTrue();
        Sees(People.OtherTeam, journey).Should().BeFalse();
    }

    [Theory]
    [InlineData("branch", true, true)]
    [InlineData("app", false, false)]
    [InlineData("branch east", true, false)]
    public void a_liaison_officer_sees_what_the_branch_sold(string channel, bool east, bool west)
    {
        var journey = Journey.At(Stage.LaunchMonitoring).SignAll();
        journey.Do(People.TeamMate, new LaunchProduct(journey.Product.Revision, [channel]));

        Sees(People.Liaison, journey).Should().Be(east);
        Sees(WestLiaison, journey).Should().Be(west);
    }

    [Fact]
    public void what_one_branch_said_shows_the_product_to_that_branch_alone()
    {
        var journey = Journey.At(Stage.PreliminaryReview);
        journey.Raise(WestLiaison, OpinionKind.Suggestion);

        Sees(WestLiaison, journey).Should().BeTrue();
        Sees(People.Liaison, journey).Should().BeFalse();
    }

    /// <summary>Facts from before the branch was kept, and liaison officers of none.</summary>
    [Fact]
    public void without_a_branch_an_opinion_shows_the_product_to_whoever_raised_it()
    {
        var journey = Journey.At(Stage.PreliminaryReview);
        var nowhere = WestLiaison with { Department = "" };
        journey.Raise(nowhere, OpinionKind.Suggestion);

        Sees(nowhere, journey).Should().BeTrue();
        Sees(nowhere with { Id = "somebody" }, journey).Should().BeFalse();
        Sees(People.Liaison, journey).Should().BeFalse();
    }

    [Theory]
    [InlineData("branch", true, true)]
    [InlineData("app", true, true)]
    [InlineData("branch west", false, true)]
    public void a_liaison_officer_sees_what_the_branch_owes_something_about(string channel, bool east, bool west)
    {
        var journey = Journey.At(Stage.RegulatoryFiling).Do(People.TeamMate, Sample.Filing()).Submit();
        journey.Sign(People.Compliance, SignOffDecision.ApproveWithConditions, null, new NewCondition("Train.", Role.Liaison, ConditionGate.AfterLaunch, null, 30));
        while (journey.Product.Stage < Stage.LaunchMonitoring) journey.CompleteStage();
        journey.SignAll().Do(People.TeamMate, new LaunchProduct(journey.Product.Revision, [channel]));

        Sees(People.Liaison, journey).Should().Be(east);
        Sees(WestLiaison, journey).Should().Be(west);
        foreach (var officer in (Actor[])[People.Liaison, WestLiaison])
            WorkQueueRow.Of(journey.Product, journey.Policy).Where(r => r.Kind == nameof(AskKind.MeetCondition)).Any(r => Audience.InboxOf(officer).Contains(r.Audience)).Should().Be(Sees(officer, journey));
    }

    /// <summary>The queue, the inbox and the mail go by the address alone.</summary>
    [Fact]
    public void whoever_is_asked_or_told_may_see_the_product() => Parallel.For(0, 300, i =>
    {
        var life = RandomHistory.Of((ulong)i).Play().End;
        Product? product = null;
        foreach (var fact in life.Trail.InOrder().SelectMany(b => b.Facts))
        {
            product = Product.Evolve(product, Journey.Id, fact)!;
            var policy = Rulebooks.Find(product.Policy, product.Calendar);
            var seen = Visibility.KeysOf(product, policy).Concat(People.All.Where(Visibility.SeesAll).SelectMany(Audience.KeysOf))
                .Concat(product.Delegations.Select(d => Audience.Person(d.To).Key)).ToHashSet();
            var rows = WorkQueueRow.Of(product, policy).Where(r => r.Until is null).Select(r => r.Audience);
            var told = Notices.Of(product, fact).Where(_ => fact is not (AuthorityDelegated or DelegationRevoked)).Select(n => n.To.Key);
            rows.Concat(told).Where(a => !seen.Contains(a)).Should().BeEmpty($"of {FactNames.Of(fact)} in history {i}");
        }
    });

    [Fact]
    public void a_power_over_one_product_shows_it_until_its_end()
    {
        var journey = Journey.At(Stage.PreliminaryReview).Do(People.Compliance, new DelegateAuthority(People.Liaison.Id, Role.Compliance, Sample.Monday.AddDays(10), "Away."));
        Sees(People.Liaison, journey).Should().BeTrue();

        Visibility.MaySee(People.Liaison, [], journey.Product, journey.Policy, Sample.Monday.AddDays(10)).Should().BeFalse();
        Sees(People.Liaison, journey.Do(People.Compliance, new RevokeDelegation("Back.") { DelegationId = journey.Product.Delegations[0].Id })).Should().BeFalse();
    }

    [Fact]
    public void a_power_over_every_product_shows_what_its_office_sees()
    {
        var journey = Journey.Declared();
        Delegation From(Role office) => new("somebody", People.Liaison.Id, office, journey.Now.AddDays(1));

        Sees(People.Liaison, journey, From(Role.Compliance)).Should().BeTrue();
        Sees(People.Liaison, journey, From(Role.Testing)).Should().BeFalse();
        Sees(People.Liaison, Journey.At(Stage.DevelopmentAndTesting), From(Role.Testing)).Should().BeTrue();
        Sees(People.Liaison, journey, From(Role.Compliance) with { Revoked = true }).Should().BeFalse();
        Sees(People.Liaison, journey, From(Role.Compliance) with { Until = journey.Now }).Should().BeFalse();
    }

    [Fact]
    public void a_policy_that_cannot_be_read_concerns_no_department() =>
        Visibility.MaySee(People.Tester, [], Journey.At(Stage.DevelopmentAndTesting).Product, null, Sample.Monday).Should().BeFalse();
}
