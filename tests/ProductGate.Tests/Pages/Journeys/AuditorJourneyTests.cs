using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>A compliance reviewer's work: find a product, see it as it was, take its trail along.</summary>
public sealed class AuditorJourneyTests(Browser browser, SharedBank shared) : IClassFixture<Browser>, IClassFixture<SharedBank>
{
    public static TheoryData<string> Ways => [.. Hands.Ways];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task a_reviewer_finds_a_product_and_goes_back_in_time(string way)
    {
        var product = await HttpJourney.HandedIn(shared.Bank, Stage.PreliminaryReview);
        await product.Sign(People.Compliance);
        var name = (await product.Look()).Text("name")!;
        await using var hands = await Hands.Of(way, browser, shared.Bank, People.Compliance, "/products");
        await hands.Fill(hands.Labelled("Product"), name);
        await hands.Press("Apply");
        await hands.Follow(name);
        await hands.Follow("Trail");
        await hands.Says("Now: step");

        for (var step = 0; step < 2; step++) await hands.Follow("One step back");
        await hands.Says("This is the past.", $"after step {product.Version - 2} of {product.Version}", "Nobody had signed yet.");
        await hands.Follow("One step on");
        await hands.Says("Liu Yang");
        hands.Window.Complaints.Should().BeEmpty();
    }
}
