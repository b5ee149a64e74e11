using System.Text.Json.Nodes;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>R15: a deadline is met, missed, extended or cancelled; nothing expires silently.</summary>
public sealed class DeadlineTests
{
    private const string Office = "sign-off/1/PreliminaryReview/ProtectionOffice";

    private readonly Journey journey = Journey.At(Stage.PreliminaryReview).Submit();

    private ExtendDeadline Extend(DateOnly due, string key = Office) => new(due, "Illness.") { DeadlineId = journey.Deadline(key).Id };

    [Fact]
    public void it_is_set_with_the_stages_clock_in_working_days()
    {
        var deadline = journey.Deadline(Office);

        deadline.Should().Match<Deadline>(d => d.Owner == Role.ProtectionOffice && d.Level == 0 && d.SetAt == Sample.Monday && d.Due == Sample.Monday.AddDays(7));
        journey.Last.OfType<DeadlineSet>().Should().HaveCount(2).And.OnlyContain(f => f.Calendar == "monday-to-friday.1");
    }

    /// <summary>Of 5 days where nothing else is said; 4 for R3 and R4, 2 for R4 and R5.</summary>
    [Theory]
    [InlineData(RiskGrade.R2, 5)]
    [InlineData(RiskGrade.R3, 4)]
    [InlineData(RiskGrade.R4, 2)]
    [InlineData(RiskGrade.R5, 2)]
    [InlineData(null, 2)]
    public void the_shortest_clock_for_the_products_grade_counts_and_for_no_grade_any(RiskGrade? grade, int days)
    {
        var policy = Sample.Policy(p => p["stages"]![1]!["clocks"] = JsonNode.Parse("""[{"days":4,"when":{"riskGrades":["R3","R4"]}},{"days":2,"when":{"riskGrades":["R4","R5"],"categories":["cards"]}}]"""));
        var product = Journey.At(Stage.PreliminaryReview, policy).Product with { RiskGrade = grade };

        policy.Of(Stage.PreliminaryReview).ClockOf(product).Should().Be(days);
        policy.Of(Stage.PreliminaryReview).ClockOf(product with { Category = "loans" }).Should().Be(grade is RiskGrade.R3 or RiskGrade.R4 or null ? 4 : 5);
    }

    [Fact]
    public void a_signature_is_asked_for_with_the_clock_of_the_grade()
    {
        var policy = Sample.Policy(p => p["stages"]![1]!["clocks"] = JsonNode.Parse("""[{"days":1,"when":{"riskGrades":["R5"]}}]"""));
        var graded = Journey.At(Stage.PreliminaryReview, policy).Do(People.TeamMate, Sample.Graded(RiskGrade.R5)).Submit();

        graded.Deadline(Office).Due.Should().Be(Sample.Monday.AddDays(1));
    }

    [Fact]
    public void a_stage_without_a_clock_sets_none() => Journey.Declared().Product.Deadlines.Should().BeEmpty();

    [Fact]
    public void signing_in_time_meets_it()
    {
        journey.Sign(People.Officer).Last.OfType<DeadlineMet>().Should().ContainSingle().Which.Key.Should().Be(Office);

        journey.Product.DeadlineOf(Office).Should().BeNull();
    }

    [Fact]
    public void a_timer_that_goes_off_early_or_late_does_nothing_when_there_is_nothing_to_do()
    {
        var deadline = journey.Deadline(Office);
        journey.Now = deadline.Due.AddSeconds(-1);
        journey.Try(Actor.System, new CheckDeadline(deadline.Id)).Should().Be(Decision.Nothing, "it is not due");
        journey.Now = deadline.Due;
        journey.Try(Actor.System, new CheckDeadline(deadline.Id)).Facts.OfType<DeadlineMissed>().Should().ContainSingle("it is due and still open");

        journey.Sign(People.Officer).Try(Actor.System, new CheckDeadline(deadline.Id)).Should().Be(Decision.Nothing, "the matter is settled");
    }

    [Fact]
    public void only_the_timers_find_a_deadline_missed()
    {
        var check = new CheckDeadline(journey.Deadline(Office).Id);
        journey.Now = journey.Now.AddDays(10);

        foreach (var person in People.All) journey.Refuses(person, check, "role-not-allowed").Kind.Should().Be(RefusalKind.Forbidden);
        journey.Do(Actor.System, check);
    }

    [Fact]
    public void a_missed_one_climbs_from_the_office_to_its_head_to_the_committee_and_stays_there()
    {
        journey.Wait(TimeSpan.FromDays(40));

        var climbed = journey.Facts.OfType<DeadlineSet>().Where(f => f.Key == Office).ToList();
        climbed.Take(5).Select(f => (f.Level, f.Owner)).Should().Equal(
            (0, Role.ProtectionOffice), (1, Role.ProtectionOffice), (2, Role.ProtectionHead), (3, Role.Committee), (4, Role.Committee));
        var calendar = PolicyReader.Default.Calendar;
        int[] workingDaysAfterTheMiss = [1, 3, 5, 7];
        climbed.Skip(1).Take(4).Select(f => f.Due).Should().Equal(workingDaysAfterTheMiss.Select(days => calendar.AddWorkingDays(climbed[0].Due, days)));
        journey.Facts.OfType<DeadlineMissed>().Where(f => f.Key == Office).Select(f => f.Level).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public void the_teams_own_deadline_climbs_to_the_committee()
    {
        journey.Raise(People.Officer, OpinionKind.Objection);
        journey.Deadline("answer/1").Owner.Should().Be(Role.ProductTeam);

        journey.Wait(TimeSpan.FromDays(7)).Deadline("answer/1").Should().Match<Deadline>(d => d.Owner == Role.ProductTeam && d.Level == 1);
        journey.Wait(TimeSpan.FromDays(1)).Deadline("answer/1").Should().Match<Deadline>(d => d.Owner == Role.Committee && d.Level == 2);
    }

    [Fact]
    public void taking_an_opinion_to_the_committee_cancels_the_deadline_of_what_was_not_done()
    {
        var opinion = journey.Raise(People.Officer, OpinionKind.RequiredChange);
        var escalate = new EscalateOpinion("We do not agree.") { OpinionId = opinion.Id };

        journey.Do(People.Designer, escalate);
        journey.Last.OfType<DeadlineCancelled>().Should().ContainSingle().Which.Should().Match<DeadlineCancelled>(f => f.Key == "answer/1" && f.Reason == "The opinion was taken to the committee.");

        journey.Do(People.FirstMember, new RuleOnOpinion(Ruling.Uphold, "They are right.") { OpinionId = opinion.Id })
            .Do(People.Designer, new AnswerOpinion(OpinionAnswer.Adopted, "Yes.") { OpinionId = opinion.Id }).Do(People.Designer, escalate);
        journey.Last.OfType<DeadlineCancelled>().Should().ContainSingle(f => f.Key == "verify/1");
    }

    [Fact]
    public void an_answer_that_goes_to_the_committee_meets_its_deadline()
    {
        var opinion = journey.Raise(People.Officer, OpinionKind.Objection);

        journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.NotAdopted, "No.") { OpinionId = opinion.Id });

        journey.Last.OfType<DeadlineMet>().Should().ContainSingle(f => f.Key == "answer/1");
    }

    [Fact]
    public void the_head_or_the_committee_extends_it_with_a_reason()
    {
        var later = new DateOnly(2026, 3, 20);
        journey.Refuses(People.Officer, Extend(later), "role-not-allowed");
        journey.Refuses(People.TeamMate, Extend(later), "role-not-allowed");
        journey.Try(People.FirstMember, Extend(later)).Refusal.Should().BeNull();

        journey.Do(People.Head, Extend(later));

        journey.Last.Should().ContainSingle().Which.Should().BeOfType<DeadlineExtended>().Which.Reason.Should().Be("Illness.");
        journey.Deadline(Office).Should().Match<Deadline>(d => d.Due == PolicyReader.Default.Calendar.EndOf(later) && d.Level == 0);
        journey.Wait(TimeSpan.FromDays(18)).Deadline(Office).Level.Should().Be(0);
        journey.Wait(TimeSpan.FromDays(1)).Deadline(Office).Level.Should().Be(1);
    }

    [Theory]
    [InlineData("2026-03-08")]
    [InlineData("2026-03-02")]
    [InlineData("2027-03-04")]
    public void an_extension_lies_after_the_present_date_and_within_a_year(string due)
    {
        journey.Refuses(People.Head, Extend(DateOnly.Parse(due)), "date-out-of-range").Should().Match<Refusal>(r => r.Kind == RefusalKind.Invalid && r.Field == "due");
        journey.Do(People.Head, Extend(new DateOnly(2026, 3, 9)));
    }

    [Fact]
    public void an_unknown_deadline_is_not_found() =>
        journey.Refuses(People.Head, new ExtendDeadline(new DateOnly(2026, 3, 20), "x"), "unknown-deadline").Kind.Should().Be(RefusalKind.Unknown);

    [Fact]
    public void launch_windows_and_accepted_risks_are_not_extended()
    {
        var ready = Journey.At(Stage.LaunchMonitoring);
        var objection = ready.Raise(People.Officer, OpinionKind.Objection);
        ready.Do(People.Designer, new AnswerOpinion(OpinionAnswer.NotAdopted, "No.") { OpinionId = objection.Id })
            .Do(People.FirstMember, new RuleOnOpinion(Ruling.AcceptRisk, "Yes.", new DateOnly(2026, 5, 1)) { OpinionId = objection.Id });

        foreach (var deadline in ready.Product.Deadlines.Where(d => d.Key.StartsWith("launch/") || d.Key.StartsWith("risk/")).ToList())
            ready.Refuses(People.FirstMember, new ExtendDeadline(new DateOnly(2026, 8, 1), "x") { DeadlineId = deadline.Id }, "deadline-fixed", "R15");
        ready.Product.Deadlines.Should().HaveCount(2);
    }

    [Fact]
    public void withdrawing_an_opinion_cancels_its_deadline_and_answering_meets_it()
    {
        var first = journey.Raise(People.Officer, OpinionKind.Objection);
        var second = journey.Raise(People.Officer, OpinionKind.Objection);

        journey.Do(People.Officer, new WithdrawOpinion("No.") { OpinionId = first.Id }).Last.OfType<DeadlineCancelled>().Should().ContainSingle()
            .Which.Should().Match<DeadlineCancelled>(f => f.Key == "answer/1" && f.Reason == "The opinion was withdrawn.");
        journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.Adopted, "Yes.") { OpinionId = second.Id }).Last.OfType<DeadlineMet>().Should().ContainSingle(f => f.Key == "answer/2");
        journey.Deadline("verify/2").Should().Match<Deadline>(d => d.Owner == Role.ProtectionOffice && d.Due == Sample.Monday.AddDays(7));
    }

    [Fact]
    public void every_step_of_an_opinions_life_has_its_clock()
    {
        var opinion = journey.Raise(People.Officer, OpinionKind.Objection);
        journey.Deadline("answer/1").Due.Should().Be(Sample.Monday.AddDays(7));
        journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.NotAdopted, "No.") { OpinionId = opinion.Id });
        journey.Deadline("ruling/1").Should().Match<Deadline>(d => d.Owner == Role.Committee && d.Due == Sample.Monday.AddDays(14));
        var change = journey.Raise(People.Officer, OpinionKind.RequiredChange);
        journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.NotAdopted, "No.") { OpinionId = change.Id }).Deadline("settle/2").Owner.Should().Be(Role.ProtectionOffice);
    }

    [Fact]
    public void a_deadline_of_an_office_that_a_migrated_policy_no_longer_asks_is_cancelled_not_met()
    {
        var target = Sample.Policy(p =>
        {
            p["version"] = 2;
            p["stages"]![1]!["signOffs"]!.AsArray().RemoveAt(1);
        });

        journey.Do(People.Administrator, new MigratePolicy(2, "New rulebook.") { Target = target });

        journey.Last.OfType<DeadlineCancelled>().Should().ContainSingle().Which.Key.Should().Be("sign-off/1/PreliminaryReview/Compliance");
        journey.Last.OfType<DeadlineMet>().Should().BeEmpty();
    }
}
