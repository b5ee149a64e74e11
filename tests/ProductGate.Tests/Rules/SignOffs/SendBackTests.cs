using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>R1: the only way back, and what survives it.</summary>
public sealed class SendBackTests
{
    [Fact]
    public void a_stage_is_sent_back_to_an_earlier_one_that_the_policy_allows()
    {
        var journey = Journey.At(Stage.MarketingPlanning).Submit().Sign(People.Officer, SignOffDecision.SendBack, Stage.DevelopmentAndTesting);

        journey.Product.Should().Match<Product>(p => p.Stage == Stage.DevelopmentAndTesting && p.Disposition == Disposition.Returned && !p.Submitted);
        journey.Last.OfType<StageSentBack>().Single().Should().Match<StageSentBack>(f => f.From == Stage.MarketingPlanning && f.Office == Role.ProtectionOffice);
        journey.Last.OfType<SignOffGiven>().Single().Decision.Should().Be(SignOffDecision.SendBack);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Stage.PreliminaryReview)]
    [InlineData(Stage.MarketingPlanning)]
    [InlineData(Stage.ConsumerProtectionEvaluation)]
    public void every_other_way_back_is_refused(Stage? to)
    {
        var journey = Journey.At(Stage.MarketingPlanning).Submit();

        journey.Refuses(People.Officer, journey.Signature(SignOffDecision.SendBack, to), "send-back-not-allowed", "R1");
        journey.Sign(People.Officer, SignOffDecision.SendBack, Stage.Handover).Product.Stage.Should().Be(Stage.Handover);
    }

    [Fact]
    public void only_the_open_stage_is_sent_back()
    {
        var journey = Journey.At(Stage.ProjectEstablishment).Do(People.Designer, Sample.Revise(Section.Risk, "new")).Submit();
        SignOffStage Back(Stage stage, Stage to) => new(stage, SignOffDecision.SendBack, "Again.", SendBackTo: to);

        journey.Refuses(People.Officer, Back(Stage.PreliminaryReview, Stage.InternalDeclaration), "send-back-not-allowed", "R1");
        journey.Do(People.FirstMember, Back(Stage.ProjectEstablishment, Stage.InternalDeclaration)).Product.Stage.Should().Be(Stage.InternalDeclaration);
    }

    [Fact]
    public void the_reopened_stage_is_signed_anew_and_the_others_stand()
    {
        var journey = Journey.At(Stage.DevelopmentAndTesting).Submit().Sign(People.Tester);
        var before = journey.Product.Valid.Select(v => (v.Stage, v.Office, v.By)).ToList();

        journey.Sign(People.Officer, SignOffDecision.SendBack, Stage.PreliminaryReview);

        journey.Last.OfType<SignOffInvalidated>().Select(f => (f.Stage, f.Office)).Should()
            .Equal((Stage.PreliminaryReview, Role.ProtectionOffice), (Stage.PreliminaryReview, Role.Compliance));
        journey.Product.Valid.Select(v => (v.Stage, v.Office, v.By)).Should().Equal(before.Where(v => v.Stage != Stage.PreliminaryReview));
    }

    [Fact]
    public void standing_signatures_carry_the_product_forward_again_without_being_asked_twice()
    {
        var journey = Journey.At(Stage.DevelopmentAndTesting).Submit().Sign(People.Tester).Sign(People.Officer, SignOffDecision.SendBack, Stage.PreliminaryReview);

        journey.Submit().Product.Disposition.Should().Be(Disposition.Active);
        journey.Sign(People.Officer).Sign(People.Compliance).Product.Stage.Should().Be(Stage.ProjectEstablishment);
        journey.Submit().Product.Stage.Should().Be(Stage.RegulatoryFiling, "the committee's signatures stand");
        journey.Submit().Product.Stage.Should().Be(Stage.DevelopmentAndTesting, "so does compliance's");
        journey.Submit().Asked.Where(a => a.Kind == AskKind.SignOff).Should().ContainSingle().Which.By.Should().Be(Role.ProtectionOffice);
    }

    [Fact]
    public void what_a_revision_touches_on_the_way_does_not_survive()
    {
        var journey = Journey.At(Stage.DevelopmentAndTesting).Submit().Sign(People.Tester).Sign(People.Officer, SignOffDecision.SendBack, Stage.PreliminaryReview);

        journey.Do(People.Designer, Sample.Revise(Section.Testing, "again"));

        journey.Last.OfType<SignOffInvalidated>().Should().ContainSingle().Which.Office.Should().Be(Role.Testing);
    }

    [Fact]
    public void deadlines_of_questions_that_are_no_longer_asked_are_cancelled_with_a_reason()
    {
        var journey = Journey.At(Stage.DevelopmentAndTesting).Submit();
        var waiting = journey.Product.Deadlines.Where(d => d.Key.StartsWith("sign-off/")).Select(d => d.Key).ToList();

        journey.Sign(People.Officer, SignOffDecision.SendBack, Stage.PreliminaryReview);

        waiting.Should().HaveCount(2);
        journey.Last.OfType<DeadlineCancelled>().Select(f => f.Key).Should().Equal(waiting);
        journey.Last.OfType<DeadlineCancelled>().Should().OnlyContain(f => f.Reason == "The signature is no longer asked for.");
    }
}
