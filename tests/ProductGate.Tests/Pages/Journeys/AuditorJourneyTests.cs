using ProductGate.Domain;
using ProductGate.Tests.Http;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>A compliance reviewer's work: find a product among all facts, see it as it was, take its case file along and prove it elsewhere.</summary>
public sealed class AuditorJourneyTests(Browser browser, Bank bank) : IClassFixture<Bank>, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public static TheoryData<string> Ways => [.. Hands.Ways];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task a_reviewer_finds_a_product_goes_back_in_time_and_takes_its_case_file_along(string way)
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        await product.Sign(People.Compliance);
        await product.IsSealed();
        var name = (await product.Look()).Text("name")!;
        await using var hands = await Hands.Of(way, browser, bank, People.Compliance, "/");
        await hands.Follow("Audit");
        await hands.Fill(hands.Labelled("Product (part of its name, or its id)"), name);
        await hands.Press("Apply");
        await hands.Follow(name);
        await hands.Says("Now: step");

        for (var step = 0; step < 2; step++) await hands.Follow("One step back");
        await hands.Says("This is the past.", $"after step {product.Version - 2} of {product.Version}", "Nobody had signed yet.");
        await hands.Follow("One step on");
        await hands.Says("Liu Yang", $"Steps 1 to {product.Version} of {product.Version} are sealed");

        var file = Path.Combine(folder.FullName, "case.zip");
        await File.WriteAllBytesAsync(file, await hands.Save("Download the case file"));
        var proof = await Ran.Gate(["audit", "verify", file, "--key", (await bank.LogKey()).Text]);
        proof.Code.Should().Be(0, proof.Said);
        hands.Window.Complaints.Should().BeEmpty();
    }

    public void Dispose() => folder.Delete(recursive: true);
}
