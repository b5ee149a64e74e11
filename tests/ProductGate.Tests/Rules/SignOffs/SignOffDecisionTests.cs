using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>The five decisions of a sign-off, and who may take them.</summary>
public sealed class SignOffDecisionTests
{
    private static readonly NewCondition Condition = new("Train the tellers.", Role.Operations, ConditionGate.BeforeLaunch, new DateOnly(2026, 6, 30));

    private readonly Journey journey = Journey.At(Stage.PreliminaryReview);

    [Fact]
    public void a_signature_pins_everything_it_judged()
    {
        journey.Submit().Do(People.Officer, new SignOffStage(Stage.PreliminaryReview, SignOffDecision.Approve, "Fine.", Sections: [Section.Agreement]));

        var given = journey.Last.OfType<SignOffGiven>().Single();
        given.Should().Match<SignOffGiven>(f => f.Office == Role.ProtectionOffice && f.By == People.Officer.Id && f.Capacity == Capacity.Own && f.Meaning == SignOffMeaning.Reviewed
            && f.Stage == Stage.PreliminaryReview && f.Round == 1 && f.Revision == journey.Product.Revision && f.Policy == PolicyReader.Default.Ref && f.At == journey.Now);
        given.Sections.Select(s => s.Section).Should().Equal(Section.Summary, Section.TargetMarket, Section.Distribution, Section.Pricing, Section.Agreement, Section.Risk);
        given.Sections.Should().OnlyContain(s => s.Hash == journey.Product.HashOf(s.Section) && s.Hash.Length == 64);
    }

    [Fact]
    public void nothing_is_signed_before_it_is_handed_in()
    {
        var refusal = journey.Refuses(People.Officer, journey.Signature(), "stage-not-open", "R2");

        refusal.Missing.Should().Contain(m => m.By == Role.ProductTeam);
        journey.Submit().Sign(People.Officer).Product.Valid.Should().ContainSingle();
    }

    [Fact]
    public void an_office_that_is_not_asked_cannot_sign()
    {
        journey.Submit();

        var refusal = journey.Refuses(People.Tester, journey.Signature(), "role-not-allowed");

        refusal.Kind.Should().Be(RefusalKind.Forbidden);
        refusal.Missing.Select(m => m.By).Should().Equal(Role.ProtectionOffice, Role.Compliance);
    }

    [Fact]
    public void an_office_signs_once()
    {
        journey.Submit().Sign(People.Officer);

        journey.Refuses(People.Officer, journey.Signature(), "role-not-allowed");
        journey.Sign(People.Compliance).Product.Stage.Should().Be(Stage.ProjectEstablishment);
    }

    [Fact]
    public void a_decision_that_the_policy_does_not_give_an_office_is_refused()
    {
        journey.Submit();

        journey.Refuses(People.Compliance, journey.Signature(SignOffDecision.Reject), "decision-not-allowed", "R2");
        journey.Sign(People.Officer, SignOffDecision.Reject).Product.Disposition.Should().Be(Disposition.Rejected);
    }

    [Fact]
    public void an_approval_with_conditions_attaches_them_and_counts_as_approval()
    {
        journey.Submit().Do(People.Officer, journey.Signature(SignOffDecision.ApproveWithConditions, null, Condition, Condition with { Text = "Second." })).Sign(People.Compliance);

        journey.Product.Conditions.Select(c => (c.Number, c.Office, c.Owner, c.IsOpen)).Should().Equal((1, Role.ProtectionOffice, Role.Operations, true), (2, Role.ProtectionOffice, Role.Operations, true));
        journey.Product.Conditions.Select(c => c.Id).Should().OnlyHaveUniqueItems();
        journey.Product.Stage.Should().Be(Stage.ProjectEstablishment);
    }

    public static TheoryData<SignOffDecision, NewCondition?, string> OddConditions() => new()
    {
        { SignOffDecision.Approve, Condition, "conditions" },
        { SignOffDecision.ApproveWithConditions, null, "conditions" },
        { SignOffDecision.ApproveWithConditions, Condition with { Owner = Role.ProtectionOffice }, "conditions[0].owner" },
        { SignOffDecision.ApproveWithConditions, Condition with { Due = null }, "conditions[0].due" },
        { SignOffDecision.ApproveWithConditions, Condition with { Due = new DateOnly(2026, 3, 1) }, "conditions[0].due" },
        { SignOffDecision.ApproveWithConditions, Condition with { Gate = ConditionGate.AfterLaunch, Due = null }, "conditions[0].daysAfterLaunch" },
        { SignOffDecision.ApproveWithConditions, Condition with { Gate = ConditionGate.AfterLaunch, Due = null, DaysAfterLaunch = 0 }, "conditions[0].daysAfterLaunch" },
        { SignOffDecision.ApproveWithConditions, Condition with { Gate = ConditionGate.AfterLaunch, Due = null, DaysAfterLaunch = 3651 }, "conditions[0].daysAfterLaunch" },
        { SignOffDecision.ApproveWithConditions, Condition with { Gate = ConditionGate.AfterLaunch, DaysAfterLaunch = 30 }, "conditions[0].due" },
    };

    [Theory]
    [MemberData(nameof(OddConditions))]
    public void a_condition_that_cannot_be_kept_is_refused(SignOffDecision decision, NewCondition? condition, string field)
    {
        journey.Submit();

        var refusal = journey.Refuses(People.Officer, journey.Signature(decision, null, condition is null ? [] : [condition]), "invalid-condition");

        (refusal.Kind, refusal.Field).Should().Be((RefusalKind.Invalid, field));
        journey.Do(People.Officer, journey.Signature(SignOffDecision.ApproveWithConditions, null, Condition)).Product.Conditions.Should().ContainSingle();
    }

    [Fact]
    public void a_rejection_is_final()
    {
        journey.Submit().Sign(People.Officer, SignOffDecision.Reject);

        journey.Product.Should().Match<Product>(p => p.Disposition == Disposition.Rejected && p.IsOver && !p.RoundOpen && p.Requests.IsEmpty && p.Deadlines.IsEmpty);
        journey.Last.OfType<SignOffGiven>().Single().Decision.Should().Be(SignOffDecision.Reject);
        journey.Last.OfType<ProductRejected>().Single().Should().Match<ProductRejected>(f => f.Office == Role.ProtectionOffice && f.Reason == "Looked at.");
        journey.Last.OfType<DeadlineCancelled>().Should().HaveCount(2);
    }

    [Fact]
    public void who_steps_aside_signs_no_more_and_a_colleague_does()
    {
        journey.Submit().Sign(People.Officer, SignOffDecision.Recuse);

        journey.Last.Should().ContainSingle().Which.Should().BeOfType<ReviewerRecused>();
        journey.Refuses(People.Officer, journey.Signature(), "recused", "R5");
        journey.Refuses(People.Officer, journey.Signature(SignOffDecision.Recuse), "recused", "R5");
        journey.Sign(People.SecondOfficer).Product.Valid.Should().ContainSingle();
    }

    [Fact]
    public void a_contributor_may_step_aside()
    {
        var policy = Sample.Policy(p => p["sections"]![7]!["editors"]!.AsArray().Add("protection-office"));
        var own = Journey.At(Stage.PreliminaryReview, policy).Do(People.Officer, Sample.Revise(Section.Risk, "mine")).Submit();

        own.Refuses(People.Officer, own.Signature(), "own-product", "R5");
        own.Sign(People.Officer, SignOffDecision.Recuse).Product.Recused.Should().Equal(People.Officer.Id);
    }

    [Fact]
    public void who_steps_aside_judges_nothing_of_the_product_any_more()
    {
        var objection = journey.Raise(People.Officer, OpinionKind.Objection);
        journey.Submit().Do(People.SecondOfficer, journey.Signature(SignOffDecision.ApproveWithConditions, null, Condition))
            .Do(People.Designer, new AnswerOpinion(OpinionAnswer.Adopted, "Yes.") { OpinionId = objection.Id }).Do(People.Designer, Sample.Revise(Section.Pricing, "cheaper"))
            .Sign(People.Officer, SignOffDecision.Recuse);
        var close = new CloseCondition("Done.") { ConditionId = journey.Product.Conditions[0].Id };
        var verify = new VerifyOpinion(true, "Seen.") { OpinionId = objection.Id };

        journey.Refuses(People.Officer, verify, "recused", "R5");
        journey.Refuses(People.Officer, close, "recused", "R5");
        journey.Do(People.SecondOfficer, verify).Do(People.SecondOfficer, close);
    }

    [Fact]
    public void a_person_of_two_offices_says_for_which_one_or_signs_for_the_first_asked()
    {
        var both = People.Officer with { Roles = [Role.ProtectionOffice, Role.Compliance] };
        journey.Submit();
        var named = journey.Try(both, journey.Signature() with { Office = Role.Compliance });
        var unnamed = journey.Try(both, journey.Signature());

        named.Facts.OfType<SignOffGiven>().Single().Office.Should().Be(Role.Compliance);
        unnamed.Facts.OfType<SignOffGiven>().Single().Office.Should().Be(Role.ProtectionOffice);
        journey.Do(both, journey.Signature()).Refuses(both, journey.Signature(), "already-signed", "R4");
    }
}
