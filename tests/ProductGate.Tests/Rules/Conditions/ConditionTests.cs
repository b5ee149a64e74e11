using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>Conditions of an approval: who closes them, and what they hold up (R4, R5).</summary>
public sealed class ConditionTests
{
    private static readonly NewCondition Before = new("Train the tellers.", Role.Operations, ConditionGate.BeforeLaunch, new DateOnly(2026, 6, 30));
    private static readonly NewCondition After = new("Report on complaints.", Role.Complaints, ConditionGate.AfterLaunch, DaysAfterLaunch: 60);

    private static Journey With(NewCondition condition)
    {
        var journey = Journey.At(Stage.MarketingPlanning).Submit();
        journey.Do(People.Officer, journey.Signature(SignOffDecision.ApproveWithConditions, null, condition));
        while (journey.Product.Stage < Stage.LaunchMonitoring) journey.CompleteStage();
        return journey.SignAll();
    }

    private static CloseCondition Close(Journey journey) => new("Attendance list.", [new(new string('a', 64), "list.pdf")]) { ConditionId = journey.Product.Conditions[0].Id };

    private static LaunchProduct Launch(Journey journey) => new(journey.Product.Revision, ["branch"]);

    [Fact]
    public void an_open_condition_before_launch_keeps_the_product_from_the_market()
    {
        var journey = With(Before);

        journey.Refuses(People.TeamMate, Launch(journey), "condition-open", "R4").Missing.Should().ContainSingle()
            .Which.Should().Match<Missing>(m => m.What.ToString().Contains("C1") && m.By == Role.Operations && m.Due == PolicyReader.Default.Calendar.EndOf(Before.Due!.Value));
        journey.Do(People.Officer, Close(journey)).Do(People.TeamMate, Launch(journey)).Product.MarketState.Should().Be(MarketState.Live);
    }

    [Fact]
    public void its_owner_cannot_say_that_it_is_met()
    {
        var journey = With(Before);

        journey.Refuses(People.Operator, Close(journey), "condition-owner", "R5").Missing.Should().ContainSingle(m => m.By == Role.ProtectionOffice);
        journey.Refuses(People.Officer with { Roles = [Role.ProtectionOffice, Role.Operations] }, Close(journey), "condition-owner", "R5");
        journey.Do(People.Officer, Close(journey)).Last.OfType<ConditionClosed>().Single().Should().Match<ConditionClosed>(f => f.Evidence == "Attendance list." && f.Documents!.Length == 1);
    }

    [Fact]
    public void the_office_that_set_it_its_head_or_compliance_closes_it()
    {
        var journey = With(Before);

        foreach (var other in new[] { People.Designer, People.Tester, People.FirstMember, People.Administrator })
            journey.Refuses(other, Close(journey), "role-not-allowed").Kind.Should().Be(RefusalKind.Forbidden);
        foreach (var may in new[] { People.Officer, People.SecondOfficer, People.Head, People.Compliance })
            journey.Try(may, Close(journey)).Facts.OfType<ConditionClosed>().Should().ContainSingle();
    }

    [Fact]
    public void a_contributor_cannot_close_it()
    {
        var policy = Sample.Policy(p => p["sections"]![9]!["editors"]!.AsArray().Add("compliance"));
        var journey = Journey.At(Stage.PreliminaryReview, policy).Do(People.Compliance, Sample.Revise(Section.Handover, "mine")).Submit();
        journey.Do(People.Officer, journey.Signature(SignOffDecision.ApproveWithConditions, null, Before));

        journey.Refuses(People.Compliance, Close(journey), "own-product", "R5");
        journey.Do(People.Officer, Close(journey));
    }

    [Fact]
    public void it_is_closed_once()
    {
        var journey = With(Before);

        journey.Do(People.Officer, Close(journey)).Refuses(People.Officer, Close(journey), "condition-closed");
    }

    [Fact]
    public void an_unknown_condition_is_not_found() =>
        With(Before).Refuses(People.Officer, new CloseCondition("Done."), "unknown-condition").Kind.Should().Be(RefusalKind.Unknown);

    [Fact]
    public void a_condition_after_launch_is_due_a_number_of_days_after_it()
    {
        var journey = With(After);
        journey.Product.Conditions[0].Due.Should().BeNull();

        journey.Do(People.TeamMate, Launch(journey));

        journey.Product.Conditions[0].Due.Should().Be(journey.Now.AddDays(60));
        journey.Deadline("condition/1").Should().Match<Deadline>(d => d.Owner == Role.Complaints && d.Due == journey.Now.AddDays(60));
        journey.Do(People.Officer, Close(journey)).Last.OfType<DeadlineMet>().Should().ContainSingle(f => f.Key == "condition/1");
    }

    [Fact]
    public void a_missed_condition_climbs_to_the_committee()
    {
        var journey = With(Before).Wait(TimeSpan.FromDays(122));

        journey.Facts.OfType<DeadlineMissed>().Should().Contain(f => f.Key == "condition/1" && f.Owner == Role.Operations);
        journey.Deadline("condition/1").Should().Match<Deadline>(d => d.Owner == Role.Committee && d.Level == 2);
    }

    [Fact]
    public void a_condition_after_launch_set_in_a_change_round_counts_from_the_launch_of_that_round()
    {
        var journey = Journey.Live().Wait(TimeSpan.FromDays(20)).Do(People.TeamMate, new ProposeChange("New fee."));
        while (journey.Product.Stage < Stage.MarketingPlanning) journey.CompleteStage();
        journey.Submit().Do(People.Officer, journey.Signature(SignOffDecision.ApproveWithConditions, null, After with { DaysAfterLaunch = 5 }));

        journey.Product.Conditions[0].Due.Should().BeNull();
        journey.Product.DeadlineOf("condition/1").Should().BeNull();
        while (journey.Product.Stage < Stage.LaunchMonitoring) journey.CompleteStage();
        journey.SignAll().Do(People.TeamMate, Launch(journey)).Product.Conditions[0].Due.Should().Be(journey.Now.AddDays(5));
    }
}
