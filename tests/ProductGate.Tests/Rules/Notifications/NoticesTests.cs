using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>Who is told what: each line of the last section of domain.md.</summary>
public sealed class NoticesTests
{
    private const string Cpo = "protection-office";
    private const string Team = "product-team:cards";
    private const string Committee = "committee";

    private static string[] Told(Journey journey, string template) =>
        [.. journey.Last.SelectMany(f => Notices.Of(journey.Product, f)).Where(n => n.Template == template).Select(n => n.To.Key)];

    private static Journey Reviewed() => Journey.At(Stage.PreliminaryReview).Submit();

    [Fact]
    public void the_office_is_told_when_a_product_is_declared() => Told(Journey.Declared(), "product-declared").Should().Equal(Cpo);

    [Fact]
    public void each_office_is_told_when_its_sign_off_is_asked_for() => Told(Reviewed(), "sign-off-requested").Should().Equal(Cpo, "compliance");

    [Fact]
    public void whoever_was_lent_the_signature_is_told_beside_the_office_that_it_is_asked_for()
    {
        var journey = Journey.At(Stage.PreliminaryReview);
        journey.Do(People.Compliance, new DelegateAuthority(People.SecondMember.Id, Role.Compliance, journey.Now.AddDays(9), "Away."));

        Told(journey.Submit(), "sign-off-requested").Should().Equal(Cpo, "compliance", "person:wu.xin");
    }

    [Fact]
    public void whose_deadline_stands_still_or_runs_again_is_told()
    {
        var journey = Reviewed();
        var deadline = journey.Product.Deadlines[0].Id;

        Told(journey.Do(People.Head, new PauseDeadline("The regulator is asked.") { DeadlineId = deadline }), "deadline-paused").Should().Equal(Cpo);
        Told(journey.Do(People.Head, new ResumeDeadline("It has answered.") { DeadlineId = deadline }), "deadline-resumed").Should().Equal(Cpo);
    }

    [Fact]
    public void the_office_is_told_when_its_opinion_is_answered()
    {
        var journey = Reviewed();
        var opinion = journey.Raise(People.Officer, OpinionKind.Objection);
        Told(journey, "opinion-raised").Should().Equal(Team);

        Told(journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.Adopted, "Yes.") { OpinionId = opinion.Id }), "opinion-answered").Should().Equal(Cpo);
        Told(journey.Do(People.Designer, Sample.Revise(Section.Pricing, "halved")), "dossier-revised").Should().Equal([Cpo], "a revision changes a section it has objected to");
        Told(journey.Do(People.Officer, new VerifyOpinion(false, "No.") { OpinionId = opinion.Id }), "opinion-verification-failed").Should().Equal(Team);
        Told(journey.Settle(opinion, People.Officer), "opinion-verified").Should().Equal(Team);
        Told(journey.Do(People.Designer, Sample.Revise(Section.Pricing, "as before")), "dossier-revised").Should().Equal([Cpo], "the change that it saw may have been taken back");
        Told(journey.Do(People.Designer, Sample.Revise(Section.Marketing, "new")), "dossier-revised").Should().BeEmpty("it has said nothing about this section");
    }

    [Theory]
    [InlineData(ItemResult.Met, Urgency.Information)]
    [InlineData(ItemResult.NotMet, Urgency.Action)]
    public void the_team_is_told_of_an_evaluation_and_has_to_act_where_something_is_not_met(ItemResult result, Urgency urgency)
    {
        var journey = Journey.At(Stage.ConsumerProtectionEvaluation).Submit();
        ItemAnswer[] answers = [.. Sample.AllMet(journey.Policy, journey.Product).Select(a => a with { Result = result, Note = "Looked at." })];

        var notice = journey.Do(People.Officer, new RecordEvaluation(answers)).Last.OfType<EvaluationRecorded>().SelectMany(f => Notices.Of(journey.Product, f)).Should().ContainSingle().Which;

        (notice.To.Key, notice.Urgency).Should().Be((Team, urgency));
        notice.Text.ToString().EndsWith("11 items are not met.", StringComparison.Ordinal).Should().Be(result == ItemResult.NotMet);
    }

    [Fact]
    public void the_office_is_told_when_a_revision_changes_a_section_it_has_signed()
    {
        var journey = Reviewed().Sign(People.Officer);

        Told(journey.Do(People.Designer, Sample.Revise(Section.Pricing, "dearer")), "sign-off-invalidated").Should().Equal(Cpo);
        Told(journey.Do(People.Designer, Sample.Revise(Section.Marketing, "new")), "sign-off-invalidated").Should().BeEmpty();
    }

    [Fact]
    public void office_and_team_are_told_of_a_signal_and_of_a_suspension_with_operations()
    {
        var journey = Journey.Live().Do(People.Operator, new ReportIndicator("mis-selling-cases", new Number(1), new DateOnly(2026, 3, 1)));

        Told(journey, "signal-raised").Should().Equal(Cpo, Team);
        Told(journey, "distribution-suspended").Should().Equal(Team, Cpo, "operations");
        Told(journey, "review-opened").Should().Equal(Cpo);
        journey.Last.SelectMany(f => Notices.Of(journey.Product, f)).Where(n => n.Template is "signal-raised" or "distribution-suspended").Should().OnlyContain(n => n.Urgency == Urgency.Urgent);
    }

    [Fact]
    public void the_owner_is_told_once_when_a_deadline_is_missed_and_the_next_when_it_climbs()
    {
        var journey = Reviewed();
        journey.Sign(People.Compliance).Wait(TimeSpan.FromDays(7));

        Told(journey, "deadline-missed").Should().Equal(Cpo);
        Told(journey, "deadline-set").Should().BeEmpty();
        Told(journey.Wait(TimeSpan.FromDays(1)), "deadline-set").Should().Equal("protection-head");
        Told(journey.Wait(TimeSpan.FromDays(2)), "deadline-set").Should().Equal(Committee);
        Told(journey.Wait(TimeSpan.FromDays(4)), "deadline-set").Should().BeEmpty();
        Told(journey, "deadline-missed").Should().Equal(Committee);
    }

    [Theory]
    [InlineData(50, Urgency.Action)]
    [InlineData(80, Urgency.Urgent)]
    public void the_owner_is_reminded_when_a_deadline_is_near(int percent, Urgency urgency)
    {
        var journey = Reviewed();

        var notice = Notices.Reminder(journey.Product, journey.Product.Deadlines[0], percent).Single();

        (notice.To.Key, notice.Template, notice.Urgency).Should().Be((Cpo, "deadline-near", urgency));
        notice.Text.ToString().Should().Contain($"{percent} per cent");
    }

    [Fact]
    public void the_team_is_reminded_of_its_own_deadlines()
    {
        var journey = Reviewed();
        journey.Raise(People.Officer, OpinionKind.Suggestion);

        Notices.Reminder(journey.Product, journey.Deadline("answer/1"), 50).Single().To.Key.Should().Be(Team);
    }

    [Theory]
    [InlineData(SignOffDecision.Approve)]
    [InlineData(SignOffDecision.SendBack)]
    [InlineData(SignOffDecision.Reject)]
    public void the_team_is_told_of_every_decision(SignOffDecision decision) =>
        Told(Reviewed().Sign(People.Officer, decision, decision == SignOffDecision.SendBack ? Stage.InternalDeclaration : null), "sign-off-given").Should().Equal(Team);

    [Fact]
    public void the_team_is_told_that_a_reviewer_stepped_aside() => Told(Reviewed().Sign(People.Officer, SignOffDecision.Recuse), "reviewer-recused").Should().Equal(Team);

    [Fact]
    public void the_team_is_told_of_a_send_back_and_of_a_rejection_urgently()
    {
        Told(Reviewed().Sign(People.Compliance, SignOffDecision.SendBack, Stage.InternalDeclaration), "stage-sent-back").Should().Equal(Team);
        Told(Reviewed().Sign(People.Officer, SignOffDecision.Reject), "product-rejected").Should().Equal(Team, Cpo);
    }

    [Fact]
    public void owner_and_team_are_told_of_a_condition()
    {
        var journey = Reviewed();
        journey.Do(People.Officer, journey.Signature(SignOffDecision.ApproveWithConditions, null, new NewCondition("Train.", Role.Operations, ConditionGate.BeforeLaunch, new DateOnly(2026, 6, 1))));
        Told(journey, "condition-attached").Should().Equal("operations", Team);

        Told(journey.Do(People.Officer, new CloseCondition("Done.") { ConditionId = journey.Product.Conditions[0].Id }), "condition-closed").Should().Equal(Team);
    }

    [Fact]
    public void the_team_is_told_once_of_a_condition_of_its_own()
    {
        var journey = Reviewed();
        journey.Do(People.Officer, journey.Signature(SignOffDecision.ApproveWithConditions, null, new NewCondition("Rewrite.", Role.ProductTeam, ConditionGate.BeforeLaunch, new DateOnly(2026, 6, 1))));

        Told(journey, "condition-attached").Should().Equal(Team);
    }

    [Fact]
    public void the_committee_is_told_of_an_escalation_and_everybody_concerned_of_its_ruling()
    {
        var journey = Reviewed();
        var opinion = journey.Raise(People.Compliance, OpinionKind.Objection);

        Told(journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.NotAdopted, "No.") { OpinionId = opinion.Id }), "opinion-escalated").Should().Equal(Committee, Team, Cpo);
        Told(journey.Do(People.FirstMember, new RuleOnOpinion(Ruling.AcceptRisk, "Yes.", new DateOnly(2026, 9, 1)) { OpinionId = opinion.Id }), "risk-accepted").Should().Equal(Team, "compliance");
        Told(journey.Do(People.FirstMember, new RuleOnOpinion(Ruling.Uphold, "No.") { OpinionId = opinion.Id }), "opinion-upheld").Should().Equal(Team, "compliance");
        Told(journey.Do(People.Compliance, new WithdrawOpinion("Fine.") { OpinionId = opinion.Id }), "opinion-withdrawn").Should().Equal(Team);
    }

    [Fact]
    public void the_market_life_is_told()
    {
        var journey = Journey.Live();
        Told(journey, "product-launched").Should().Equal(Cpo);
        Told(journey, "review-opened").Should().BeEmpty("the calendar's reviews are no news");
        Told(journey.Do(People.Officer, new SuspendDistribution("Stop.")), "distribution-suspended").Should().Equal(Team, Cpo, "operations");
        var remedy = new RemedialAction("Retrain.", Role.Operations, new DateOnly(2026, 4, 1));
        Told(journey.Do(People.Officer, new CompleteReview(ReviewConclusion.RemedialAction, "So.", remedy) { ReviewId = journey.Product.Reviews.Last().Id }), "remedial-action-ordered").Should().Equal("operations", Team);
        Told(journey, "review-completed").Should().Equal(Team);
        Told(journey.Do(People.Officer, new ResumeDistribution("Go.")), "distribution-resumed").Should().Equal(Team, "operations");
        Told(journey.Do(People.TeamMate, new ProposeChange("New.")), "change-proposed").Should().Equal(Cpo);
        Told(journey.Do(People.TeamMate, new WithdrawProduct("No.")), "change-closed").Should().Equal(Team, Cpo);
        Told(journey.Do(People.TeamMate, new RetireProduct("Old.")), "product-retired").Should().Equal(Cpo, Team);
    }

    [Fact]
    public void the_owner_is_told_of_more_time()
    {
        var journey = Reviewed();

        Told(journey.Do(People.Head, new ExtendDeadline(new DateOnly(2026, 3, 20), "Ill.") { DeadlineId = journey.Product.Deadlines[0].Id }), "deadline-extended").Should().Equal(Cpo);
    }

    [Fact]
    public void a_withdrawal_is_told_to_the_office() => Told(Reviewed().Do(People.TeamMate, new WithdrawProduct("No.")), "product-withdrawn").Should().Equal(Cpo);

    [Fact]
    public void passing_the_evaluation_is_told_to_the_team()
    {
        var journey = Journey.At(Stage.ConsumerProtectionEvaluation).Submit();
        journey.Do(People.Officer, new RecordEvaluation(Sample.AllMet(journey.Policy, journey.Product))).Sign(People.Officer).Sign(People.Head);

        Told(journey, "evaluation-passed").Should().Equal(Team);
    }

    [Fact]
    public void whoever_is_given_a_power_or_loses_it_is_told_and_its_giver_where_somebody_else_takes_it_back()
    {
        var journey = Reviewed();
        journey.Do(People.Head, new DelegateAuthority(People.SecondOfficer.Id, Role.ProtectionHead, journey.Now.AddDays(9), "On leave."));
        Told(journey, "authority-delegated").Should().Equal("person:he.jing");
        var delegation = journey.Product.Delegations[0];

        Told(journey.Do(People.Head, new RevokeDelegation("Back again.") { DelegationId = delegation.Id }), "delegation-revoked").Should().Equal("person:he.jing");

        var byAnother = new DelegationRevoked(delegation.Id, delegation.From, delegation.To, delegation.Office, "Left.", People.Administrator.Id, journey.Now);
        Notices.OfStanding(byAnother).Select(n => (n.To.Key, n.Urgency)).Should().Equal(("person:he.jing", Urgency.Action), ("person:chen.fang", Urgency.Action));
        Audience.InboxOf(People.SecondOfficer).Should().Equal(Cpo, "person:he.jing");
    }

    [Fact]
    public void one_fact_tells_one_audience_once()
    {
        var journey = Journey.Live();
        var product = journey.Product;

        foreach (var fact in journey.Facts) Notices.Of(product, fact).Select(n => n.To.Key).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void a_persons_audiences_are_their_roles_and_their_teams()
    {
        Audience.KeysOf(People.Officer).Should().Equal(Cpo);
        Audience.KeysOf(People.Designer).Should().Equal(Team);
        Audience.KeysOf(People.Designer with { Roles = [Role.ProductTeam, Role.Compliance], Teams = ["cards", "loans"] }).Should().BeEquivalentTo("compliance", Team, "product-team:loans");
    }
}
