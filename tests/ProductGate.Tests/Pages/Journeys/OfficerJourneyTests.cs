using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>The protection office's work from the queue to the signatures under an evaluation.</summary>
public sealed class OfficerJourneyTests(Browser browser, Bank bank) : IClassFixture<Bank>
{
    public static TheoryData<string> Ways => [.. Hands.Ways];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task an_officer_objects_verifies_and_evaluates_and_two_people_sign(string way)
    {
        var product = await HttpJourney.HandedIn(bank, Stage.ConsumerProtectionEvaluation);
        var name = (await product.Look()).Text("name")!;
        await using var hands = await Hands.Of(way, browser, bank, People.Officer);
        await hands.Follow(name);
        await hands.Unfold("Raise an opinion");
        await hands.Tick(hands.Page.GetByLabel("Objection"));
        await hands.Pick(hands.Labelled("Section"), "Pricing");
        await hands.Fill(hands.Labelled("Subject"), "The fee");
        await hands.Fill(hands.Labelled("What is wrong"), "It is not said when it falls due.");
        await hands.Fill(hands.Labelled("The change you want"), "Say when.");
        await hands.Press("Raise the opinion");
        await hands.Says("Raised objection O1 on pricing");

        await product.Refresh();
        await product.Do(People.TeamMate, new AnswerOpinion(OpinionAnswer.Adopted, "Said now.") { OpinionId = await product.Newest("opinions") });
        await product.Do(People.Designer, Sample.Revise(Section.Pricing, "due in May"));

        await hands.Follow("Overview");
        await hands.Tick(hands.Page.GetByLabel("Yes, it is there"));
        await hands.Press("Record what I found");
        await hands.Says("verified the change");
        await product.Refresh();
        await product.SignAll(Stage.MarketingPlanning);

        await hands.Follow("Evaluation");
        foreach (var met in await hands.Page.Locator("#evaluate input[value=Met]").AllAsync()) await hands.Tick(met);
        await hands.Press("Record the evaluation");
        await hands.Says("Recorded.", "100 per cent");

        await hands.Follow("Dossier");
        await hands.Follow("Summary");
        while (await hands.Page.Locator("a[rel=next]").CountAsync() > 0) await hands.Follow((await hands.Page.Locator("a[rel=next]").InnerTextAsync()).Trim());
        await Sign(hands, "Decide on consumer protection evaluation for the protection office");
        await product.Open(People.Head);
        await using var head = await Hands.Of(way, browser, bank, People.Head);
        await head.Follow(name);
        await Sign(head, "Decide on consumer protection evaluation for the head of the protection office");

        (await product.Look()).Text("stage").Should().Be("LaunchMonitoring");
        foreach (var window in (Window[])[hands.Window, head.Window]) window.Complaints.Should().BeEmpty();
    }

    private static async Task Sign(Hands hands, string step)
    {
        if (!hands.Page.Url.EndsWith("/decision", StringComparison.Ordinal) && await hands.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = step }).CountAsync() == 0) await hands.Follow("Overview");
        await hands.Follow(step);
        await hands.Tick(hands.Window.Choice("Approve"));
        await hands.Press("Sign");
        await hands.Says("Approve on consumer protection evaluation");
    }
}
