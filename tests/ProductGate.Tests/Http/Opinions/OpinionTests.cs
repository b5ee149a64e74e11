using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class OpinionTests(SharedBank shared) : IClassFixture<SharedBank>
{
    [Fact]
    public async Task r3_an_open_objection_holds_its_stage_until_the_change_is_verified()
    {
        var product = await HttpJourney.HandedIn(shared.Bank, Stage.PreliminaryReview);
        var objection = await product.Raise(People.Officer, OpinionKind.Objection, Section.Agreement);
        await product.SignAll();
        product.Stage.Should().Be(Stage.PreliminaryReview);
        await product.Do(People.Designer, new AnswerOpinion(OpinionAnswer.Adopted, "We change it.") { OpinionId = objection });

        (await product.Refuses(People.Officer, new VerifyOpinion(true, "Seen.") { OpinionId = objection }, 409, "change-not-made", "R3")).Misses("Revise agreement.", "product-team");

        await product.Do(People.Designer, Sample.Revise(Section.Agreement, "as asked"));
        (await product.Do(People.Officer, new VerifyOpinion(true, "Seen.") { OpinionId = objection })).Text("stage").Should().Be("ProjectEstablishment");
    }

    [Fact]
    public async Task r3_an_unverified_required_change_holds_the_evaluation()
    {
        var product = await HttpJourney.HandedIn(shared.Bank, Stage.ConsumerProtectionEvaluation);
        var wanted = await product.Raise(People.Officer, OpinionKind.RequiredChange);
        await product.Evaluate();
        await product.SignAll();
        product.Stage.Should().Be(Stage.ConsumerProtectionEvaluation);
        var gate = (await shared.Bank.Get(People.Officer, $"{product.Path}/gate")).Json;
        gate.Items("parts").Single(p => p.Text("code") == "opinions").Items("parts").Single().Text("code").Should().Be("required-change-open");

        (await product.Do(People.Officer, new WithdrawOpinion("Settled otherwise.") { OpinionId = wanted })).Text("stage").Should().Be("LaunchMonitoring");
    }

    [Fact]
    public async Task r6_a_refused_objection_goes_to_the_committee_and_neither_side_can_close_it_alone()
    {
        var product = await HttpJourney.At(shared.Bank, Stage.PreliminaryReview);
        var objection = await product.Raise(People.Officer, OpinionKind.Objection);
        var answer = await product.Do(People.Designer, new AnswerOpinion(OpinionAnswer.NotAdopted, "It is the market's fee.") { OpinionId = objection });
        answer.Text("disposition").Should().Be("Escalated");

        await product.Refuses(People.Officer, new VerifyOpinion(true, "Well then.") { OpinionId = objection }, 409, "opinion-not-open", "R6");
        await product.Refuses(People.Designer, new AnswerOpinion(OpinionAnswer.Adopted, "Well then.") { OpinionId = objection }, 409, "opinion-not-open", "R6");
        (await product.Refuses(People.Compliance, new WithdrawOpinion("Not ours.") { OpinionId = objection }, 403, "role-not-allowed", "R6")).Misses("Ask the protection office.", "protection-office");

        await product.Do(People.FirstMember, new RuleOnOpinion(Ruling.Uphold, "The fee is too high.") { OpinionId = objection });
        await product.Refuses(People.Designer, new AnswerOpinion(OpinionAnswer.NotAdopted, "Still no.") { OpinionId = objection }, 409, "opinion-upheld", "R6");
        await product.Do(People.Designer, new AnswerOpinion(OpinionAnswer.Adopted, "We halve it.") { OpinionId = objection });
        await product.Do(People.Designer, Sample.Revise(Section.Pricing, "half"));
        (await product.Do(People.Officer, new VerifyOpinion(true, "Seen.") { OpinionId = objection })).Text("disposition").Should().Be("Active");
    }

    [Fact]
    public async Task r7_a_risk_is_accepted_above_the_office_and_for_a_time()
    {
        var product = await HttpJourney.At(shared.Bank, Stage.PreliminaryReview);
        var objection = await product.Raise(People.Officer, OpinionKind.Objection);
        await product.Do(People.Designer, new AnswerOpinion(OpinionAnswer.NotAdopted, "It is the market's fee.") { OpinionId = objection });
        var accepted = new RuleOnOpinion(Ruling.AcceptRisk, "Small and rare.", product.Today.AddDays(90)) { OpinionId = objection };

        await product.Refuses(People.Officer, accepted, 403, "role-not-allowed");
        (await product.Refuses(People.FirstMember, accepted with { Expires = null }, 422, "expiry-needed")).IsProblem(422, "expiry-needed", null, "expires");
        foreach (var day in (DateOnly[])[product.Today, product.Today.AddYears(4)])
            await product.Refuses(People.FirstMember, accepted with { Expires = day }, 422, "expiry-out-of-range");

        (await product.Do(People.FirstMember, accepted)).Text("disposition").Should().Be("Active");
        (await product.Look()).Items("opinions").Single().Text("status").Should().Be("RiskAccepted");
    }

    [Fact]
    public async Task r7_nobody_decides_about_an_opinion_of_their_own()
    {
        var product = await HttpJourney.At(shared.Bank, Stage.PreliminaryReview);
        var opinion = await product.Raise(People.FirstMember, OpinionKind.Objection);
        await product.Do(People.Designer, new EscalateOpinion("Somebody else may decide.") { OpinionId = opinion });

        await product.Refuses(People.FirstMember, new RuleOnOpinion(Ruling.Uphold, "I was right.") { OpinionId = opinion }, 409, "own-opinion", "R7");
        var accepted = new RuleOnOpinion(Ruling.AcceptRisk, "Nobody is above us.", product.Today.AddDays(9)) { OpinionId = opinion };
        await product.Refuses(People.SecondMember, accepted, 409, "no-higher-office", "R7");

        await product.Do(People.SecondMember, new RuleOnOpinion(Ruling.Uphold, "She was right.") { OpinionId = opinion });
    }

    [Fact]
    public async Task a_promised_change_that_was_not_made_opens_the_opinion_again()
    {
        var product = await HttpJourney.At(shared.Bank, Stage.PreliminaryReview);
        var opinion = await product.Raise(People.Compliance, OpinionKind.RequiredChange);
        await product.Do(People.Designer, new AnswerOpinion(OpinionAnswer.PartlyAdopted, "A little.") { OpinionId = opinion });

        await product.Refuses(People.Compliance, new VerifyOpinion(false, "") { OpinionId = opinion }, 422, "invalid-value");
        await product.Do(People.Compliance, new VerifyOpinion(false, "Nothing has changed.") { OpinionId = opinion });

        (await product.Look()).Items("opinions").Single().Text("status").Should().Be("Open");
    }
}
