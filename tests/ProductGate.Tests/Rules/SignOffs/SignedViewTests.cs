using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>A signature is for what was opened and shown, and says what that was.</summary>
public sealed class SignedViewTests
{
    private static readonly Section[] Covered = [Section.Summary, Section.TargetMarket, Section.Distribution, Section.Pricing, Section.Risk];

    private readonly Journey journey = Journey.At(Stage.PreliminaryReview).Submit();

    private Situation Officer => new(journey.Product, People.Officer, journey.Now, journey.Policy);

    private string Shown(Stage stage = Stage.PreliminaryReview, Role office = Role.ProtectionOffice, params Section[] extra) =>
        SignedView.Of(journey.Product, stage, office, Covered.Union(extra).Order()).Hash;

    [Fact]
    public void r2_nobody_approves_a_section_that_they_never_opened()
    {
        foreach (var decision in new[] { journey.Signature(), journey.Signature(SignOffDecision.ApproveWithConditions, null, new NewCondition("Train.", Role.Operations, ConditionGate.BeforeLaunch, new DateOnly(2026, 6, 30))) })
        {
            var refusal = ProductRules.Decide(Officer, decision).Refusal!;

            (refusal.Code, refusal.Rule).Should().Be(("section-unread", "R2"));
            refusal.Missing.Select(m => (m.What.ToString(), m.By)).Should().Equal(
                new[] { "summary", "target market", "distribution", "pricing", "risk" }.Select(s => ($"Open section {s}.", Role.ProtectionOffice)));
        }
        ProductRules.Decide(Officer.HavingOpenedAll(), journey.Signature()).Refusal.Should().BeNull();
    }

    [Fact]
    public void a_section_has_to_be_opened_as_it_is_now()
    {
        var before = Officer.HavingOpenedAll().Opened;
        journey.Do(People.Designer, Sample.Revise(Section.Pricing, "another"));

        var refusal = ProductRules.Decide(Officer with { Opened = before }, journey.Signature()).Refusal!;

        refusal.Code.Should().Be("section-unread");
        refusal.Missing.Should().ContainSingle().Which.What.ToString().Should().Be("Open section pricing.");
    }

    [Fact]
    public void a_section_that_the_signer_adds_counts_and_one_that_is_not_there_yet_cannot_be_opened()
    {
        var opened = Officer.HavingOpenedAll().Opened;
        var more = journey.Signature() with { Sections = [Section.Agreement] };

        ProductRules.Decide(Officer with { Opened = opened.RemoveAll(x => x.Section == Section.Agreement) }, more).Refusal!.Missing.Select(m => m.What).Should().Equal("Open section agreement.");

        var thin = Officer.HavingOpenedAll() with { Product = journey.Product with { Sections = journey.Product.Sections.RemoveAll(x => x.Section == Section.Agreement) } };
        ProductRules.Decide(thin, more).Refusal.Should().BeNull();
    }

    [Theory]
    [InlineData(SignOffDecision.SendBack)]
    [InlineData(SignOffDecision.Reject)]
    [InlineData(SignOffDecision.Recuse)]
    public void who_says_no_or_steps_aside_need_not_have_read_to_the_end(SignOffDecision decision)
    {
        Stage? to = decision == SignOffDecision.SendBack ? Stage.InternalDeclaration : null;

        ProductRules.Decide(Officer, journey.Signature(decision, to)).Refusal.Should().BeNull();
    }

    [Fact]
    public void every_decision_but_stepping_aside_keeps_the_hash_of_what_stood()
    {
        var shown = Shown();
        journey.Sign(People.Officer, SignOffDecision.SendBack, Stage.InternalDeclaration).Last.OfType<SignOffGiven>().Single().View.Should().Be(shown);

        journey.Submit().Submit();
        shown = Shown();
        journey.Sign(People.Officer).Last.OfType<SignOffGiven>().Single().View.Should().Be(shown);
    }

    [Fact]
    public void r12_what_was_shown_must_be_what_would_be_signed()
    {
        var shown = Shown();
        journey.Raise(People.Compliance, OpinionKind.Suggestion);

        foreach (var decision in new[] { SignOffDecision.Approve, SignOffDecision.Reject })
            journey.Refuses(People.Officer, journey.Signature(decision) with { View = shown }, "view-changed", "R12");

        journey.Do(People.Officer, journey.Signature() with { View = Shown() });
    }

    [Fact]
    public void the_view_changes_with_everything_it_shows_and_with_nothing_else()
    {
        var seen = new HashSet<string> { Shown(), Shown(Stage.Handover), Shown(office: Role.Compliance), Shown(extra: Section.Agreement) };
        var opinion = New(() => journey.Raise(People.Compliance, OpinionKind.RequiredChange));
        New(() => journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.Adopted, "Yes.") { OpinionId = opinion.Id }));
        New(() => journey.Do(People.Designer, Sample.Revise(Section.Pricing, "another")));
        New(() => journey.Do(People.Compliance, new VerifyOpinion(true, "Seen.") { OpinionId = opinion.Id }));
        var settled = Shown();
        New(() => journey.Sign(People.Compliance, SignOffDecision.ApproveWithConditions, null, new NewCondition("Train.", Role.Operations, ConditionGate.BeforeLaunch, new DateOnly(2026, 6, 30))));
        seen.Should().HaveCount(9);

        journey.Do(People.Compliance, new CloseCondition("Seen.") { ConditionId = journey.Product.Conditions[0].Id });
        Shown().Should().Be(settled);
        journey.Do(People.Officer, new DelegateAuthority(People.Operator.Id, Role.ProtectionOffice, journey.Now.AddDays(3), "Away."));
        Shown().Should().Be(settled);

        T New<T>(Func<T> act)
        {
            var done = act();
            seen.Add(Shown()).Should().BeTrue();
            return done;
        }
    }

    [Fact]
    public void who_could_sign_for_one_of_two_offices_is_told_what_to_open_for_that_one()
    {
        var evaluated = Journey.At(Stage.ConsumerProtectionEvaluation).Submit();
        evaluated.Do(People.Officer, new RecordEvaluation(Sample.AllMet(evaluated.Policy, evaluated.Product)));
        var both = new Situation(evaluated.Product, People.DoubleHat, evaluated.Now, evaluated.Policy);
        var head = SignedView.Of(evaluated.Product, Stage.ConsumerProtectionEvaluation, Role.ProtectionHead, SignOffs.AskedFor(evaluated.Product, evaluated.Policy, Stage.ConsumerProtectionEvaluation).Single(a => a.Office == Role.ProtectionHead).Sections.Order());

        var shown = ProductRules.Decide(both.HavingOpenedAll(), evaluated.Signature() with { View = head.Hash });

        shown.Facts.OfType<SignOffGiven>().Single().Should().Match<SignOffGiven>(f => f.Office == Role.ProtectionHead && f.View == head.Hash);
        head.Evaluation.Should().Be(evaluated.Product.Revision);
    }
}
