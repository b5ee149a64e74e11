using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>R6 and R7: what only the committee decides, and risks that are accepted for a time.</summary>
public sealed class RulingTests
{
    private static readonly DateOnly LastDay = new(2026, 9, 30);

    private readonly Journey journey = Journey.At(Stage.PreliminaryReview);

    private Opinion Escalated(Actor? by = null, OpinionKind kind = OpinionKind.Objection)
    {
        var opinion = journey.Raise(by ?? People.Officer, kind);
        journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.NotAdopted, "No.") { OpinionId = opinion.Id });
        if (kind != OpinionKind.Objection) journey.Do(People.Officer, new EscalateOpinion("We insist.") { OpinionId = opinion.Id });
        return journey.Current(opinion);
    }

    private static RuleOnOpinion Uphold(Opinion o) => new(Ruling.Uphold, "The office is right.") { OpinionId = o.Id };

    private static RuleOnOpinion Accept(Opinion o, DateOnly? expires) => new(Ruling.AcceptRisk, "For a time.", expires) { OpinionId = o.Id };

    [Fact]
    public void an_objection_that_is_not_adopted_goes_to_the_committee_at_once()
    {
        var opinion = Escalated();

        opinion.Status.Should().Be(OpinionStatus.Escalated);
        journey.Product.Disposition.Should().Be(Disposition.Escalated);
        journey.Last.Select(f => f.GetType()).Should().ContainInOrder(typeof(OpinionAnswered), typeof(OpinionEscalated));
        journey.Asked.Should().ContainSingle(a => a.Kind == AskKind.RuleOnOpinion && a.By == Role.Committee);
    }

    [Fact]
    public void neither_office_nor_team_closes_it_alone()
    {
        var opinion = Escalated();

        journey.Refuses(People.Officer, new VerifyOpinion(true, "Fine.") { OpinionId = opinion.Id }, "opinion-not-open", "R6");
        journey.Refuses(People.Designer, new AnswerOpinion(OpinionAnswer.Adopted, "Well then.") { OpinionId = opinion.Id }, "opinion-not-open", "R6");
        journey.Refuses(People.Officer, Accept(opinion, LastDay), "role-not-allowed");
        journey.Refuses(People.Designer, Accept(opinion, LastDay), "role-not-allowed");
        journey.Do(People.Officer, new WithdrawOpinion("The raiser may.") { OpinionId = opinion.Id }).Product.Disposition.Should().Be(Disposition.Active);
    }

    [Fact]
    public void an_upheld_opinion_must_be_adopted_and_verified()
    {
        var opinion = Escalated();
        journey.Do(People.FirstMember, Uphold(opinion));

        journey.Current(opinion).Should().Match<Opinion>(o => o.Status == OpinionStatus.Upheld && o.MustBeAdopted);
        journey.Product.Disposition.Should().Be(Disposition.Active);
        journey.Refuses(People.Designer, new AnswerOpinion(OpinionAnswer.NotAdopted, "Still no.") { OpinionId = opinion.Id }, "opinion-upheld", "R6");
        journey.Settle(opinion, People.Officer).Current(opinion).Status.Should().Be(OpinionStatus.Verified);
    }

    [Fact]
    public void an_upheld_opinion_stays_upheld_when_its_change_is_not_found()
    {
        var opinion = Escalated();
        journey.Do(People.FirstMember, Uphold(opinion)).Do(People.Designer, new AnswerOpinion(OpinionAnswer.Adopted, "Yes.") { OpinionId = opinion.Id })
            .Do(People.Officer, new VerifyOpinion(false, "No.") { OpinionId = opinion.Id });

        journey.Current(opinion).Status.Should().Be(OpinionStatus.Upheld);
        journey.Refuses(People.Designer, new AnswerOpinion(OpinionAnswer.NotAdopted, "No.") { OpinionId = opinion.Id }, "opinion-upheld", "R6");
    }

    [Fact]
    public void an_accepted_risk_stops_blocking_until_its_last_day()
    {
        var opinion = Escalated();
        journey.Do(People.FirstMember, Accept(opinion, LastDay));

        var accepted = journey.Current(opinion);
        accepted.Should().Match<Opinion>(o => o.Status == OpinionStatus.RiskAccepted && !o.Blocks(journey.Now));
        accepted.RiskExpires.Should().Be(new DateTimeOffset(2026, 9, 30, 15, 59, 59, TimeSpan.Zero), "the day ends at the bank, in UTC+8");
        accepted.Blocks(accepted.RiskExpires!.Value).Should().BeTrue();
        journey.CompleteStage().Product.Stage.Should().Be(Stage.ProjectEstablishment);
    }

    [Theory]
    [InlineData(null, "expiry-needed")]
    [InlineData("2026-03-02", "expiry-out-of-range")]
    [InlineData("2026-03-01", "expiry-out-of-range")]
    [InlineData("2029-03-03", "expiry-out-of-range")]
    public void an_accepted_risk_has_a_sensible_last_day(string? day, string code)
    {
        var opinion = Escalated();

        journey.Refuses(People.FirstMember, Accept(opinion, day is null ? null : DateOnly.Parse(day)), code).Should().Match<Refusal>(r => r.Kind == RefusalKind.Invalid && r.Field == "expires");
        journey.Do(People.FirstMember, Accept(opinion, new DateOnly(2029, 3, 2)));
    }

    [Fact]
    public void the_committee_decides_only_what_was_escalated()
    {
        var opinion = journey.Raise(People.Officer, OpinionKind.RequiredChange);

        journey.Refuses(People.FirstMember, Uphold(opinion), "opinion-not-open", "R6");
        journey.Do(People.Designer, new EscalateOpinion("We cannot agree.") { OpinionId = opinion.Id }).Do(People.FirstMember, Uphold(opinion));
        journey.Refuses(People.FirstMember, Uphold(opinion), "opinion-not-open", "R6");
    }

    [Fact]
    public void only_the_team_and_the_raising_office_take_it_to_the_committee()
    {
        var opinion = journey.Raise(People.Officer, OpinionKind.Objection);
        var escalate = new EscalateOpinion("We cannot agree.") { OpinionId = opinion.Id };

        journey.Refuses(People.Compliance, escalate, "role-not-allowed", "R6");
        journey.Refuses(People.OtherTeam, escalate, "role-not-allowed", "R6");
        journey.Try(People.Designer, escalate).Refusal.Should().BeNull();
        journey.Do(People.Officer, escalate).Refuses(People.Officer, escalate, "opinion-not-open", "R6");
    }

    [Fact]
    public void whoever_raised_the_opinion_does_not_decide_about_it()
    {
        var both = People.FirstMember with { Roles = [Role.Committee, Role.ProtectionOffice] };
        var opinion = Escalated(both with { Roles = [Role.ProtectionOffice] });

        journey.Refuses(both, Uphold(opinion), "own-opinion", "R7");
        journey.Do(People.SecondMember, Uphold(opinion));
    }

    [Fact]
    public void nobody_stands_above_the_committee()
    {
        var opinion = Escalated(People.FirstMember);

        journey.Refuses(People.SecondMember, Accept(opinion, LastDay), "no-higher-office", "R7");
        journey.Do(People.SecondMember, Uphold(opinion));
    }

    [Fact]
    public void a_contributor_does_not_accept_the_risk()
    {
        var policy = Sample.Policy(p => p["sections"]![3]!["editors"]!.AsArray().Add("committee"));
        var own = Journey.At(Stage.PreliminaryReview, policy).Do(People.FirstMember, Sample.Revise(Section.Pricing, "the committee's idea"));
        var opinion = own.Raise(People.Officer, OpinionKind.Objection);
        own.Do(People.Designer, new AnswerOpinion(OpinionAnswer.NotAdopted, "No.") { OpinionId = opinion.Id });

        own.Refuses(People.FirstMember, Accept(opinion, LastDay), "own-product", "R7");
        own.Do(People.SecondMember, Accept(opinion, LastDay));
    }

    [Fact]
    public void an_accepted_risk_may_be_taken_back()
    {
        var opinion = Escalated();
        journey.Do(People.FirstMember, Accept(opinion, LastDay)).Do(People.SecondMember, Uphold(opinion));

        journey.Current(opinion).Should().Match<Opinion>(o => o.Status == OpinionStatus.Upheld && o.RiskExpires == null && o.Blocks(journey.Now));
    }

    [Fact]
    public void a_risk_that_expires_before_launch_climbs_and_opens_no_review()
    {
        var opinion = Escalated();
        journey.Do(People.FirstMember, Accept(opinion, new DateOnly(2026, 3, 10))).Wait(TimeSpan.FromDays(9));

        journey.Facts.OfType<DeadlineMissed>().Should().Contain(f => f.Key.StartsWith("risk/1") && f.Owner == Role.Committee);
        journey.Product.Reviews.Should().BeEmpty();
        journey.Deadline(Asks.RiskKey(journey.Current(opinion))).Level.Should().Be(1);
    }
}
