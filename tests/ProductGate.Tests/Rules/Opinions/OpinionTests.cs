using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>Raising, answering, verifying and withdrawing an opinion.</summary>
public sealed class OpinionTests
{
    private readonly Journey journey = Journey.At(Stage.PreliminaryReview);

    [Fact]
    public void an_opinion_names_an_exact_section_of_an_exact_revision()
    {
        var opinion = journey.Raise(People.Officer, OpinionKind.Objection);

        opinion.Should().Match<Opinion>(o => o.Number == 1 && o.Office == Role.ProtectionOffice && o.Stage == Stage.PreliminaryReview && o.Round == 1 && o.LegalBasis == "Article 7"
            && o.Section == Section.Pricing && o.SectionHash == journey.Product.HashOf(Section.Pricing) && o.Revision == journey.Product.Revision && o.Status == OpinionStatus.Open);
        journey.Raise(People.Compliance, OpinionKind.Suggestion).Should().Match<Opinion>(o => o.Number == 2 && o.Office == Role.Compliance && o.Id != opinion.Id);
    }

    [Fact]
    public void the_head_speaks_for_the_office() => journey.Raise(People.Head, OpinionKind.Objection).Office.Should().Be(Role.ProtectionOffice);

    [Theory]
    [InlineData(Stage.InternalDeclaration)]
    [InlineData(Stage.RegulatoryFiling)]
    [InlineData(Stage.LaunchMonitoring)]
    public void an_opinion_may_be_raised_at_any_stage(Stage stage) => Journey.At(stage).Raise(People.Liaison, OpinionKind.Objection).Stage.Should().Be(stage);

    [Fact]
    public void an_opinion_may_be_raised_on_a_product_on_the_market() => Journey.Live().Raise(People.Liaison, OpinionKind.Objection).Stage.Should().Be(Stage.LaunchMonitoring);

    [Fact]
    public void an_objection_does_not_block_the_current_work()
    {
        journey.Raise(People.Officer, OpinionKind.Objection);

        journey.Submit().Do(People.Designer, Sample.Revise(Section.Disclosure, "better")).Sign(People.Officer).Sign(People.Compliance).Product.Valid.Should().HaveCount(2);
    }

    [Fact]
    public void an_unknown_opinion_is_not_found() =>
        journey.Refuses(People.Designer, new AnswerOpinion(OpinionAnswer.Adopted, "Yes.") { OpinionId = Guid.Empty }, "unknown-opinion").Kind.Should().Be(RefusalKind.Unknown);

    [Theory]
    [InlineData(OpinionAnswer.Adopted)]
    [InlineData(OpinionAnswer.PartlyAdopted)]
    public void an_adopted_opinion_is_verified_on_a_revision_that_contains_the_change(OpinionAnswer answer)
    {
        var opinion = journey.Raise(People.Officer, OpinionKind.Objection);
        journey.Do(People.Designer, new AnswerOpinion(answer, "Yes.") { OpinionId = opinion.Id });
        var verify = new VerifyOpinion(true, "Seen.") { OpinionId = opinion.Id };

        journey.Refuses(People.Officer, verify, "change-not-made", "R3").Missing.Should().ContainSingle(m => m.By == Role.ProductTeam);
        journey.Do(People.Designer, Sample.Revise(Section.Disclosure, "elsewhere")).Refuses(People.Officer, verify, "change-not-made", "R3");
        journey.Do(People.Designer, Sample.Revise(Section.Pricing, "halved")).Do(People.Officer, verify);

        journey.Current(opinion).Status.Should().Be(OpinionStatus.Verified);
        journey.Last.OfType<OpinionVerified>().Single().Revision.Should().Be(journey.Product.Revision);
    }

    [Fact]
    public void nothing_is_verified_before_it_is_answered()
    {
        var opinion = journey.Raise(People.Officer, OpinionKind.Objection);
        journey.Do(People.Designer, Sample.Revise(Section.Pricing, "halved"));
        var verify = new VerifyOpinion(true, "Seen.") { OpinionId = opinion.Id };

        journey.Refuses(People.Officer, verify, "opinion-not-open", "R6");
        journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.Adopted, "Yes.") { OpinionId = opinion.Id }).Do(People.Officer, verify);
        journey.Refuses(People.Officer, verify, "opinion-not-open", "R6");
    }

    [Fact]
    public void only_the_raising_office_verifies_and_any_colleague_of_it_may()
    {
        var opinion = journey.Raise(People.Officer, OpinionKind.Objection);
        journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.Adopted, "Yes.") { OpinionId = opinion.Id }).Do(People.Designer, Sample.Revise(Section.Pricing, "halved"));
        var verify = new VerifyOpinion(true, "Seen.") { OpinionId = opinion.Id };

        foreach (var other in new[] { People.Compliance, People.Designer, People.FirstMember })
            journey.Refuses(other, verify, "role-not-allowed", "R6").Kind.Should().Be(RefusalKind.Forbidden);
        journey.Do(People.SecondOfficer, verify).Current(opinion).Status.Should().Be(OpinionStatus.Verified);
    }

    [Fact]
    public void a_contributor_to_the_section_does_not_verify()
    {
        var testing = Journey.At(Stage.DevelopmentAndTesting);
        var opinion = testing.Raise(People.Tester, OpinionKind.Objection, Section.Testing);
        testing.Do(People.Designer, new AnswerOpinion(OpinionAnswer.Adopted, "Yes.") { OpinionId = opinion.Id }).Do(People.Tester, Sample.Revise(Section.Testing, "mine"));
        var verify = new VerifyOpinion(true, "Seen.") { OpinionId = opinion.Id };

        testing.Refuses(People.Tester, verify, "own-product", "R5");
        testing.Do(People.Tester with { Id = "xu.two" }, verify).Current(opinion).Status.Should().Be(OpinionStatus.Verified);
    }

    [Fact]
    public void a_change_that_is_not_found_opens_the_opinion_again()
    {
        var opinion = journey.Raise(People.Officer, OpinionKind.Objection);
        journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.Adopted, "Yes.") { OpinionId = opinion.Id }).Do(People.Officer, new VerifyOpinion(false, "Not there.") { OpinionId = opinion.Id });

        journey.Last.OfType<OpinionVerificationFailed>().Single().Reason.Should().Be("Not there.");
        journey.Current(opinion).Should().Match<Opinion>(o => o.Status == OpinionStatus.Open && o.Blocks(journey.Now));
        journey.Settle(opinion, People.Officer).Current(opinion).Status.Should().Be(OpinionStatus.Verified);
    }

    [Fact]
    public void only_the_owning_team_answers_and_only_once()
    {
        var opinion = journey.Raise(People.Officer, OpinionKind.RequiredChange);
        var answer = new AnswerOpinion(OpinionAnswer.PartlyAdopted, "Half of it.") { OpinionId = opinion.Id };

        journey.Refuses(People.Officer, answer, "role-not-allowed");
        journey.Refuses(People.OtherTeam, answer, "not-your-product");
        journey.Do(People.TeamMate, answer).Refuses(People.TeamMate, answer, "opinion-not-open", "R6");
    }

    [Theory]
    [InlineData(OpinionKind.Objection)]
    [InlineData(OpinionKind.RequiredChange)]
    [InlineData(OpinionKind.Suggestion)]
    public void the_raising_office_may_withdraw_and_nobody_else(OpinionKind kind)
    {
        var opinion = journey.Raise(People.Officer, kind);
        var withdraw = new WithdrawOpinion("It was a misunderstanding.") { OpinionId = opinion.Id };

        journey.Refuses(People.Designer, withdraw, "role-not-allowed", "R6");
        journey.Refuses(People.Compliance, withdraw, "role-not-allowed", "R6");
        journey.Refuses(People.FirstMember, withdraw, "role-not-allowed", "R6");
        journey.Do(People.SecondOfficer, withdraw).Current(opinion).Status.Should().Be(OpinionStatus.Withdrawn);
        journey.Refuses(People.Officer, withdraw, "opinion-not-open", "R6");
    }

    [Fact]
    public void a_verified_opinion_is_not_withdrawn()
    {
        var opinion = journey.Raise(People.Officer, OpinionKind.Objection);

        journey.Settle(opinion, People.Officer).Refuses(People.Officer, new WithdrawOpinion("Late.") { OpinionId = opinion.Id }, "opinion-not-open", "R6");
    }

    [Fact]
    public void dissent_is_kept()
    {
        var opinion = journey.Raise(People.Officer, OpinionKind.RequiredChange);
        journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.NotAdopted, "It is the market's price.") { OpinionId = opinion.Id })
            .Do(People.Officer, new WithdrawOpinion("Accepted.") { OpinionId = opinion.Id });

        journey.Current(opinion).Should().Match<Opinion>(o => o.Answer == OpinionAnswer.NotAdopted && o.AnswerReason == "It is the market's price." && o.Text == "The late fee is too high.");
    }

    [Fact]
    public void a_required_change_that_is_not_adopted_waits_for_its_office_to_withdraw_or_escalate()
    {
        var opinion = journey.Raise(People.Officer, OpinionKind.RequiredChange);
        journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.NotAdopted, "No.") { OpinionId = opinion.Id });

        journey.Last.OfType<OpinionEscalated>().Should().BeEmpty();
        journey.Asked.Should().ContainSingle(a => a.Kind == AskKind.SettleOpinion && a.By == Role.ProtectionOffice);
        journey.Refuses(People.Officer, new VerifyOpinion(true, "Seen.") { OpinionId = opinion.Id }, "opinion-not-open", "R6");
        journey.Do(People.Officer, new EscalateOpinion("We insist.") { OpinionId = opinion.Id }).Product.Disposition.Should().Be(Disposition.Escalated);
    }
}
