using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class SignOffTests(SharedBank shared) : IClassFixture<SharedBank>
{
    [Fact]
    public async Task r4_the_evaluation_is_signed_by_two_different_people()
    {
        var product = await HttpJourney.HandedIn(shared.Bank, Stage.ConsumerProtectionEvaluation);
        (await product.Refuses(People.Officer, product.Signature(), 409, "evaluation-not-passed", "R2")).Json.Items("missing").Should().ContainSingle();
        await product.Evaluate();
        await product.Sign(People.DoubleHat);

        await product.Refuses(People.DoubleHat, product.Signature(), 409, "already-signed", "R4");

        (await product.Look()).Items("signOffs").Last().Text("office").Should().Be("protection-office");
        (await product.Sign(People.Head)).Text("stage").Should().Be("LaunchMonitoring");
    }

    [Fact]
    public async Task r5_nobody_signs_what_they_contributed_to()
    {
        var product = await HttpJourney.At(shared.Bank, Stage.DevelopmentAndTesting);
        await product.Do(People.Tester, Sample.Revise(Section.Testing, "the tester's words"));
        await product.Submit();

        (await product.Refuses(People.Tester, product.Signature(), 409, "own-product", "R5")).Misses("Ask a colleague who did not contribute.", "testing");

        (await product.Sign(People.SecondTester)).Items("events").First().ToString().Should().Be("sign-off-given");
    }

    [Fact]
    public async Task r5_nobody_who_contributed_is_given_the_right_to_sign()
    {
        var product = await HttpJourney.HandedIn(shared.Bank, Stage.PreliminaryReview);
        var until = shared.Bank.Clock.GetUtcNow().AddDays(5);

        await product.Refuses(People.Compliance, new DelegateAuthority(People.Designer.Id, Role.Compliance, until, "Holidays."), 409, "own-product", "R5");
        await product.Refuses(People.Compliance, new DelegateAuthority(People.Compliance.Id, Role.Compliance, until, "Holidays."), 422, "delegate-self");
        await product.Refuses(People.Compliance, new DelegateAuthority(People.Tester.Id, Role.Compliance, until.AddDays(400), "Holidays."), 422, "date-out-of-range");
        await product.Refuses(People.Compliance, new DelegateAuthority(People.Tester.Id, Role.Administrator, until, "Holidays."), 422, "office-odd");
        await product.Refuses(People.Tester, product.Signature(), 404, "unknown-product");

        await product.Do(People.Compliance, new DelegateAuthority(People.Tester.Id, Role.Compliance, until, "Holidays."));
        await product.Sign(People.Tester);
        var signed = (await product.Look()).Items("signOffs").Single();
        (signed.Text("capacity"), signed.Text("onBehalfOf"), signed.Text("by")).Should().Be(("Delegate", People.Compliance.Id, People.Tester.Id));
    }

    [Fact]
    public async Task whoever_steps_aside_is_asked_nothing_more()
    {
        var product = await HttpJourney.HandedIn(shared.Bank, Stage.PreliminaryReview);
        await product.Sign(People.Officer, SignOffDecision.Recuse);

        await product.Refuses(People.Officer, product.Signature(), 409, "recused", "R5");

        await product.Sign(People.SecondOfficer);
    }

    [Fact]
    public async Task a_decision_that_the_policy_does_not_give_an_office_is_refused()
    {
        var product = await HttpJourney.HandedIn(shared.Bank, Stage.PreliminaryReview);

        await product.Refuses(People.Compliance, product.Signature(SignOffDecision.Reject), 409, "decision-not-allowed", "R2");

        (await product.Sign(People.Officer, SignOffDecision.Reject)).Text("disposition").Should().Be("Rejected");
    }

    [Fact]
    public async Task a_preview_says_of_every_signature_what_would_become_of_it_and_the_outcome_agrees()
    {
        var product = await HttpJourney.At(shared.Bank, Stage.ProjectEstablishment);
        var before = await Trace.Of(shared.Bank, product.Id);

        var preview = (await product.Try(People.Designer, Sample.Revise(Section.Pricing, "new"), preview: true)).Is(200).Json;
        (await Trace.Of(shared.Bank, product.Id)).Should().Be(before);
        (preview.GetProperty("preview").GetBoolean(), preview.GetProperty("version").GetInt64()).Should().Be((true, product.Version));

        var outcome = await product.Do(People.Designer, Sample.Revise(Section.Pricing, "new"));
        Fates(outcome).Should().BeEquivalentTo([("protection-office", "Invalidated"), ("compliance", "CarriedOver")]);
        Fates(preview).Should().Equal(Fates(outcome));
        preview.Texts("events").Should().Equal(outcome.Texts("events"));
        preview.GetProperty("next").GetRawText().Should().Be(outcome.GetProperty("next").GetRawText());
    }

    [Fact]
    public async Task a_preview_of_a_way_back_agrees_with_the_outcome()
    {
        var product = await HttpJourney.HandedIn(shared.Bank, Stage.ProjectEstablishment);
        var before = await Trace.Of(shared.Bank, product.Id);

        var preview = (await product.Try(People.FirstMember, product.Signature(SignOffDecision.SendBack, Stage.PreliminaryReview), preview: true)).Is(200).Json;
        (await Trace.Of(shared.Bank, product.Id)).Should().Be(before);

        var outcome = await product.Sign(People.FirstMember, SignOffDecision.SendBack, Stage.PreliminaryReview);
        Fates(outcome).Should().OnlyContain(f => f.Item2 == "Invalidated").And.HaveCount(2);
        Fates(preview).Should().Equal(Fates(outcome));
        preview.Texts("events").Should().Equal(outcome.Texts("events"));
    }

    private static List<(string?, string?)> Fates(System.Text.Json.JsonElement answer) => [.. answer.Items("signOffs").Select(s => (s.Text("office"), s.Text("fate")))];
}
