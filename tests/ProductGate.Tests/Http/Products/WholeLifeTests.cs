using System.Text.Json;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class WholeLifeTests(SharedBank shared) : IClassFixture<SharedBank>
{
    private static readonly (string? Stage, string? Name)[] Signers =
    [
        ("PreliminaryReview", "Li Wei"), ("PreliminaryReview", "Liu Yang"), ("ProjectEstablishment", "Zhou Ping"), ("ProjectEstablishment", "Wu Xin"), ("RegulatoryFiling", "Liu Yang"),
        ("DevelopmentAndTesting", "Xu Tao"), ("DevelopmentAndTesting", "Li Wei"), ("Handover", "Ma Li"), ("MarketingPlanning", "Li Wei"),
        ("ConsumerProtectionEvaluation", "Li Wei"), ("ConsumerProtectionEvaluation", "Chen Fang"), ("LaunchMonitoring", "Ma Li"), ("LaunchMonitoring", "Li Wei"),
    ];

    [Fact]
    public async Task a_product_lives_from_its_declaration_to_its_retirement()
    {
        var product = await HttpJourney.At(shared.Bank, Stage.InternalDeclaration);
        var stages = new List<Stage> { product.Stage };
        while (product.Stage < Stage.LaunchMonitoring)
        {
            await product.CompleteStage();
            stages.Add(product.Stage);
        }
        stages.Should().Equal(Enum.GetValues<Stage>());
        await product.SignAll();
        await product.Launch();
        product.Last.Text("marketState").Should().Be("Live");

        (await product.Report("mis-selling-cases", "1")).Text("marketState").Should().Be("Suspended");
        var review = (await product.Look()).Items("reviews").Single(r => r.Text("kind") == "Signal").GetProperty("id").GetGuid();
        await product.Do(People.Officer, new CompleteReview(ReviewConclusion.Continue, "One case, put right.") { ReviewId = review });
        (await product.Do(People.Officer, new ResumeDistribution("The cause is gone."))).Text("marketState").Should().Be("Live");

        await product.Do(People.Designer, new ProposeChange("A lower late fee."));
        await product.Do(People.Designer, Sample.Revise(Section.Pricing, "second round"));
        while (product.Stage < Stage.LaunchMonitoring) await product.CompleteStage();
        await product.SignAll();
        await product.Launch();
        var seen = await product.Look();
        (seen.GetProperty("round").GetInt32(), seen.GetProperty("launched").GetProperty("revision").GetInt32()).Should().Be((2, product.Revision));

        (await product.Do(People.Officer, new RetireProduct("Replaced."))).Text("marketState").Should().Be("Retired");
        product.Last.Items("next").Should().BeEmpty("nothing is asked of anybody any more");
        await TellsEveryStep(product);
        (await product.Trail()).Where(e => e.Text("type") == "sign-off-given" && e.GetProperty("data").Text("round") == "1").Select(e => (e.GetProperty("data").Text("stage"), e.GetProperty("actor").Text("name")))
            .Should().BeEquivalentTo(Signers);
    }

    private static async Task TellsEveryStep(HttpJourney product)
    {
        var trail = await product.Trail();

        trail.Select(e => e.GetProperty("version").GetInt64()).Should().Equal(Enumerable.Range(1, (int)product.Version).Select(v => (long)v), "no step is missing and none stands twice");
        trail.Select(e => e.GetProperty("sequence").GetInt64()).Should().BeInAscendingOrder();
        trail.Select(e => e.GetProperty("time").GetDateTimeOffset()).Should().BeInAscendingOrder();
        foreach (var entry in trail) IsComplete(entry, product.WhoDid(entry.GetProperty("version").GetInt64()));
        trail.Select(e => e.Text("type")).Should().Contain(
            "product-declared", "dossier-revised", "stage-submitted", "sign-off-requested", "sign-off-given", "stage-completed", "filing-recorded", "evaluation-recorded", "evaluation-passed",
            "product-launched", "indicator-reported", "signal-raised", "review-opened", "distribution-suspended", "review-completed", "distribution-resumed", "change-proposed", "product-retired");
        var commands = trail.Where(e => e.Text("type") is "stage-submitted" or "product-launched" or "change-proposed" or "product-retired").Select(e => e.Text("correlationId"));
        commands.Should().OnlyHaveUniqueItems("each command has a correlation of its own");
    }

    /// <param name="person">Whose token, which the provider gave them for their password, came with it.</param>
    private static void IsComplete(JsonElement entry, Actor person)
    {
        var actor = entry.GetProperty("actor");
        (actor.Text("id"), actor.Text("name")).Should().Be((person.Id, person.Name), entry.Text("sentence"));
        actor.Texts("roles").Should().Equal(person.Roles.Select(Service.Door.Names.Of));
        actor.Text("kind").Should().Be(nameof(ActorKind.Person));
        entry.Text("correlationId").Should().NotBeNullOrEmpty();
        entry.Text("causationId").Should().NotBeNullOrEmpty();
        entry.Text("sentence").Should().MatchRegex("^[A-Z]", "a sentence begins with a capital");
        entry.GetProperty("data").ValueKind.Should().Be(JsonValueKind.Object);
    }
}
