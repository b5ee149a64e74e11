using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class StageTests(SharedBank shared) : IClassFixture<SharedBank>
{
    [Fact]
    public async Task r1_stages_are_handed_in_one_at_a_time()
    {
        var product = await HttpJourney.At(shared.Bank, Stage.InternalDeclaration);

        await product.Refuses(People.TeamMate, new SubmitStage(Stage.Handover), 409, "stage-not-open", "R1");

        (await product.Do(People.TeamMate, new SubmitStage(Stage.InternalDeclaration))).Text("stage").Should().Be("PreliminaryReview");
    }

    [Fact]
    public async Task r1_the_way_back_leads_only_where_the_policy_allows()
    {
        var product = await HttpJourney.HandedIn(shared.Bank, Stage.PreliminaryReview);

        (await product.Refuses(People.Officer, product.Signature(SignOffDecision.SendBack, Stage.PreliminaryReview), 409, "send-back-not-allowed", "R1"))
            .IsProblem(409, "send-back-not-allowed", "R1", "sendBackTo");

        var answer = await product.Sign(People.Officer, SignOffDecision.SendBack, Stage.InternalDeclaration);
        (answer.Text("stage"), answer.Text("disposition")).Should().Be(("InternalDeclaration", "Returned"));
    }

    [Fact]
    public async Task r2_a_stage_is_handed_in_only_when_its_sections_are_filled()
    {
        var product = await HttpJourney.Declared(shared.Bank);

        (await product.Refuses(People.TeamMate, new SubmitStage(), 409, "stage-incomplete", "R2")).Misses("Fill in target market: negative target.", "product-team");

        foreach (var section in (Section[])[Section.Summary, Section.TargetMarket, Section.Distribution, Section.Pricing]) await product.Do(People.Designer, Sample.Revise(section));
        (await product.Submit()).Text("stage").Should().Be("PreliminaryReview");
    }

    [Fact]
    public async Task r2_a_stage_completes_with_its_last_signature()
    {
        var product = await HttpJourney.HandedIn(shared.Bank, Stage.PreliminaryReview);
        (await product.Refuses(People.TeamMate, new SubmitStage(), 409, "already-submitted", "R1")).Misses("Sign-off of compliance on preliminary review.", "compliance");

        (await product.Sign(People.Officer)).Text("stage").Should().Be("PreliminaryReview");
        await product.Refuses(People.SecondOfficer, product.Signature(), 403, "role-not-allowed");
        await product.Refuses(People.Officer, new SignOffStage(Stage.Handover, SignOffDecision.Approve, ""), 409, "stage-not-open", "R2");

        (await product.Sign(People.Compliance)).Text("stage").Should().Be("ProjectEstablishment");
    }

    [Fact]
    public async Task the_gate_names_what_is_missing_and_who_can_supply_it_until_all_of_it_is_there()
    {
        var product = await HttpJourney.HandedIn(shared.Bank, Stage.PreliminaryReview);

        var gate = (await shared.Bank.Get(People.Designer, $"{product.Path}/gate")).Is(200);
        gate.Version.Should().Be(product.Version);
        gate.Json.GetProperty("met").GetBoolean().Should().BeFalse();
        var signatures = gate.Json.Items("parts").Single(p => p.Text("code") == "sign-offs");
        signatures.Items("parts").Select(p => (p.Text("by"), p.GetProperty("met").GetBoolean())).Should().BeEquivalentTo([("protection-office", false), ("compliance", false)]);
        signatures.Items("parts").Should().OnlyContain(p => p.GetProperty("due").GetDateTimeOffset() > shared.Bank.Clock.GetUtcNow());

        await product.SignAll();
        gate = (await shared.Bank.Get(People.Designer, $"{product.Path}/gate")).Is(200);
        gate.Json.Items("parts").Single(p => p.Text("code") == "sign-offs").Items("parts").Take(2).Should().OnlyContain(p => p.GetProperty("met").GetBoolean());
    }
}
