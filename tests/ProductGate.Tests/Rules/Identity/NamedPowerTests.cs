using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>Powers by name: what a delegate may do with each, that it is passed on once, and that it is taken back.</summary>
public sealed class NamedPowerTests
{
    private static DelegateAuthority To(Actor person, Role office, params Power[] powers) => new(person.Id, office, Sample.Monday.AddDays(60), "On leave.", powers);

    private static RevokeDelegation Last(Journey j) => new("Back early.") { DelegationId = j.Product.Delegations[^1].Id };

    private static (Journey Journey, Opinion Opinion) Answered()
    {
        var journey = Journey.At(Stage.PreliminaryReview);
        var opinion = journey.Raise(People.Compliance, OpinionKind.RequiredChange);
        journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.Adopted, "Yes.") { OpinionId = opinion.Id }).Do(People.Designer, Sample.Revise(opinion.Section, "changed"));
        return (journey, opinion);
    }

    [Fact]
    public void a_change_is_verified_on_behalf_of_somebody_else()
    {
        var (journey, opinion) = Answered();
        var verify = new VerifyOpinion(true, "Seen.") { OpinionId = opinion.Id };
        journey.Do(People.Compliance, To(People.Liaison, Role.Compliance, Power.SignOff)).Refuses(People.Liaison, verify, "role-not-allowed", "R6");

        journey.Do(People.Compliance, To(People.Liaison, Role.Compliance, Power.VerifyOpinions)).Do(People.Liaison, verify);

        var fact = journey.Last.OfType<OpinionVerified>().Single();
        (fact.By, fact.OnBehalfOf).Should().Be((People.Liaison.Id, People.Compliance.Id));
        History.Sentence(fact).ToString().Should().Contain($"on behalf of {People.Compliance.Id}");
    }

    [Fact]
    public void a_condition_is_closed_on_behalf_of_somebody_else()
    {
        var journey = Journey.At(Stage.PreliminaryReview).Submit();
        journey.Do(People.Compliance, journey.Signature(SignOffDecision.ApproveWithConditions, null, new NewCondition("Train.", Role.Operations, ConditionGate.BeforeLaunch, new DateOnly(2026, 6, 30))));
        var close = new CloseCondition("Done.") { ConditionId = journey.Product.Conditions[0].Id };
        journey.Refuses(People.Liaison, close, "role-not-allowed");

        journey.Do(People.Compliance, To(People.Liaison, Role.Compliance, Power.CloseConditions)).Do(People.Liaison, close);

        journey.Last.OfType<ConditionClosed>().Single().OnBehalfOf.Should().Be(People.Compliance.Id);
    }

    [Fact]
    public void a_review_is_completed_on_behalf_of_somebody_else()
    {
        var journey = Journey.Live().Do(People.Head, new OpenReview("A newspaper asks."));
        var complete = new CompleteReview(ReviewConclusion.Continue, "Fine.") { ReviewId = journey.Product.Reviews[^1].Id };
        journey.Refuses(People.Liaison, complete, "role-not-allowed");

        journey.Do(People.Compliance, To(People.Liaison, Role.Compliance, Power.CompleteReviews)).Do(People.Liaison, complete);

        journey.Last.OfType<ReviewCompleted>().Single().OnBehalfOf.Should().Be(People.Compliance.Id);
    }

    [Fact]
    public void a_delegate_is_bound_by_the_principal_in_everything()
    {
        var (journey, opinion) = Answered();
        var hats = People.Compliance with { Id = "hats", Roles = [Role.Compliance, Role.ProductTeam], Teams = ["cards"] };
        journey.Do(hats, To(People.Liaison, Role.Compliance, Power.VerifyOpinions));
        var verify = new VerifyOpinion(true, "Seen.") { OpinionId = opinion.Id };
        journey.Try(People.Liaison, verify).Refusal.Should().BeNull();

        journey.Do(hats, Sample.Revise(opinion.Section, "by hats")).Refuses(People.Liaison, verify, "own-product", "R5");
    }

    [Fact]
    public void a_delegate_of_two_acts_for_the_one_who_is_free_to_judge()
    {
        var (journey, opinion) = Answered();
        var hats = People.Compliance with { Id = "hats", Roles = [Role.Compliance, Role.ProductTeam], Teams = ["cards"] };
        journey.Do(hats, To(People.Liaison, Role.Compliance, Power.VerifyOpinions)).Do(hats, Sample.Revise(opinion.Section, "by hats"))
            .Do(People.Compliance, To(People.Liaison, Role.Compliance, Power.VerifyOpinions));

        journey.Do(People.Liaison, new VerifyOpinion(true, "Seen.") { OpinionId = opinion.Id });

        journey.Last.OfType<OpinionVerified>().Single().OnBehalfOf.Should().Be(People.Compliance.Id);
    }

    [Fact]
    public void a_power_is_passed_on_once()
    {
        var second = People.Compliance with { Id = "second" };
        var third = People.Compliance with { Id = "third" };
        var journey = Journey.At(Stage.PreliminaryReview).Do(People.Compliance, To(second, Role.Compliance, Power.SignOff));

        journey.Refuses(second, To(third, Role.Compliance, Power.SignOff), "delegation-chain", "R5");
        journey.Refuses(third, To(People.Compliance, Role.Compliance, Power.SignOff), "delegation-chain", "R5");
        journey.Try(second, To(third, Role.Compliance, Power.CloseConditions)).Refusal.Should().BeNull("that power is their own");

        journey.Do(People.Compliance, Last(journey)).Do(second, To(third, Role.Compliance, Power.SignOff));
    }

    [Fact]
    public void the_right_to_sign_is_not_passed_to_whoever_signed_beside_the_office()
    {
        var journey = Journey.At(Stage.PreliminaryReview).Submit();
        journey.Do(People.Compliance, To(People.Officer, Role.Compliance, Power.SignOff)).Do(People.Compliance, Last(journey));

        journey.Sign(People.Officer).Refuses(People.Compliance, To(People.Officer, Role.Compliance, Power.SignOff), "opposite-signer", "R4");
        journey.Do(People.Compliance, To(People.Officer, Role.Compliance, Power.CloseConditions));
    }

    [Fact]
    public void one_person_does_not_sign_a_stage_for_two_offices_with_a_borrowed_right()
    {
        var journey = Journey.At(Stage.PreliminaryReview).Do(People.Compliance, To(People.Officer, Role.Compliance, Power.SignOff)).Submit();

        journey.Do(People.Officer, journey.Signature() with { Office = Role.ProtectionOffice }).Refuses(People.Officer, journey.Signature(), "already-signed", "R4");
        journey.Sign(People.Compliance);
    }

    [Fact]
    public void whoever_recorded_the_filing_binds_their_delegate_too()
    {
        var journey = Journey.At(Stage.RegulatoryFiling).Do(People.Compliance, To(People.Liaison, Role.Compliance, Power.SignOff)).Do(People.Compliance, Sample.Filing()).Submit();

        journey.Refuses(People.Liaison, journey.Signature(), "own-product", "R5");
        journey.Sign(People.Compliance with { Id = "second" });
    }

    [Fact]
    public void it_is_taken_back_by_whoever_gave_it_or_by_an_administrator()
    {
        var journey = Journey.At(Stage.DevelopmentAndTesting).Do(People.Tester, To(People.Operator, Role.Testing)).Submit();
        journey.Refuses(People.Operator, Last(journey), "not-your-delegation").Kind.Should().Be(RefusalKind.Forbidden);
        journey.Refuses(People.SecondTester, Last(journey), "not-your-delegation");
        journey.Refuses(People.Tester, Last(journey) with { Reason = " " }, "reason-needed", "R13");
        journey.Refuses(People.Tester, Last(journey) with { DelegationId = Guid.Empty }, "unknown-delegation").Kind.Should().Be(RefusalKind.Unknown);
        journey.Try(People.Tester, Last(journey)).Refusal.Should().BeNull();
        journey.Try(People.Operator, journey.Signature()).Refusal.Should().BeNull();

        journey.Do(People.Administrator, Last(journey));

        journey.Refuses(People.Operator, journey.Signature(), "role-not-allowed");
        journey.Refuses(People.Tester, Last(journey), "delegation-over");
    }

    [Fact]
    public void what_was_signed_under_it_stands_after_it_was_taken_back()
    {
        var journey = Journey.At(Stage.DevelopmentAndTesting).Do(People.Tester, To(People.Operator, Role.Testing)).Submit().Sign(People.Operator);

        journey.Do(People.Tester, Last(journey)).Product.ValidFor(Stage.DevelopmentAndTesting, Role.Testing).Should().ContainSingle();
    }

    [Fact]
    public void a_delegation_from_before_powers_had_names_is_the_right_to_sign()
    {
        var journey = Journey.At(Stage.DevelopmentAndTesting).Submit();
        var old = Product.Evolve(journey.Product, Journey.Id, new AuthorityDelegated(People.Tester.Id, People.Operator.Id, Role.Testing, Sample.Monday.AddDays(9), "On leave.", Sample.Monday))!;

        old.Delegations.Single().Should().Match<Delegation>(d => d.Powers.Single() == Power.SignOff && d.Id != Guid.Empty);
        ProductRules.Decide(new Situation(old, People.Operator, journey.Now, journey.Policy).HavingOpenedAll(), journey.Signature()).Refusal.Should().BeNull();
    }

    [Fact]
    public void a_machine_uses_no_power()
    {
        var journey = Journey.At(Stage.DevelopmentAndTesting).Do(People.Tester, To(People.Operator, Role.Testing)).Submit();

        journey.Refuses(People.Operator with { Kind = ActorKind.Machine }, journey.Signature(), "person-needed").Kind.Should().Be(RefusalKind.Forbidden);
        journey.Sign(People.Operator);
    }
}
