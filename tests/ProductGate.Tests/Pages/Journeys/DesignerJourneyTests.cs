using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>A product team's work from beginning to end: declare, write, hand in, answer an objection, revise.</summary>
public sealed class DesignerJourneyTests(Browser browser, Bank bank) : IClassFixture<Bank>
{
    public static TheoryData<string> Ways => [.. Hands.Ways];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task a_designer_declares_revises_and_answers(string way)
    {
        var name = $"Journey of {way}";
        await using var hands = await Hands.Of(way, browser, bank, People.Designer);
        await hands.Follow("Declare a product");
        await hands.Fill(hands.Labelled("Name of the product"), name);
        await hands.Pick(hands.Labelled("Category"), "cards");
        await hands.Tick(hands.Page.GetByLabel("Own"));
        await hands.Fill(hands.Labelled("Summary"), "A card.");
        await hands.Press("Declare the product");
        await hands.Says("The product is declared.");

        await hands.Follow(hands.Page.Locator("a[href$='/dossier/Pricing/edit']"));
        await hands.Press("Add an entry (Fees)");
        await hands.Fill(hands.Page.Locator("input[name='fees[0].name']"), "Yearly fee");
        await hands.Fill(hands.Page.Locator("input[name='fees[0].type']"), "ANNUAL");
        await hands.Fill(hands.Page.Locator("input[name='fees[0].amount.amount']"), "12.50");
        await hands.Press("Save revision");
        await hands.Says("This section is now as revision 2 says.", "12.50 CNY");

        var product = HttpJourney.Of(bank, Guid.Parse(new Uri(hands.Page.Url).Segments[2].TrimEnd('/')));
        await product.Refresh();
        foreach (var section in Sections.All.Except([Section.Pricing])) await product.Do(People.TeamMate, Sample.Revise(section));
        await hands.Follow(name);
        await hands.Press("Submit internal declaration");
        await product.Refresh();
        product.Stage.Should().Be(Stage.PreliminaryReview);
        await product.Submit();
        await product.Raise(People.Officer, OpinionKind.Objection);

        await hands.Follow("ProductGate");
        await hands.Follow(name);
        await hands.Says("Answer objection O1");
        await hands.Tick(hands.Page.Locator("#o1").GetByLabel("Adopted", new() { Exact = true }));
        await hands.Fill(hands.Page.Locator("#answer-o1-reason"), "The fee is halved.");
        await hands.Press("Answer");
        await hands.Says("Answered the opinion as adopted");

        await hands.Follow("Dossier");
        await hands.Follow(hands.Page.Locator("a[href$='/dossier/Pricing/edit']"));
        await hands.Fill(hands.Page.Locator("input[name='fees[0].amount.amount']"), "6.25");
        await hands.Press("Save revision");
        await hands.Says("6.25 CNY");
        await hands.Follow(name);
        await hands.Says("Outdated");
        (await product.Look()).Items("opinions").Single().Text("status").Should().Be("Answered");
        hands.Window.Complaints.Should().BeEmpty();
    }
}
