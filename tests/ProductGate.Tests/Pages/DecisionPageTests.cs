using System.Text.Json;
using Microsoft.Playwright;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>The page on which a stage is signed, in a real browser without scripts.</summary>
public sealed class DecisionPageTests(Browser browser, SharedBank shared) : IClassFixture<SharedBank>
{
    private Bank Bank => shared.Bank;

    [Fact]
    public async Task sending_back_is_shown_first_and_then_happens_exactly_so()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.DevelopmentAndTesting);
        await using var window = await Open(product, People.Tester);
        await window.Choice("SendBack").CheckAsync();
        await window.Page.Locator("#sign-sendBackTo").SelectOptionAsync("ProjectEstablishment");
        await window.Page.Locator("#sign-reason").FillAsync("Answer the opinions anew.");
        await window.Press("Sign");

        (await window.Page.Locator("#preview-h").TextContentAsync()).Should().Be("What would happen", "nobody sends back without having seen what survives");
        (await product.Look()).Text("version").Should().Be($"{product.Version}");
        var foreseen = await window.Page.Locator("#fates li").AllInnerTextsAsync();
        await window.IsAccessible();

        await window.Press("Send back");
        (await window.Page.GetByRole(AriaRole.Status).First.TextContentAsync())!.Should().Contain("Sent back from development and testing to project establishment");
        var after = await product.Look();
        (after.Text("stage"), after.Text("disposition")).Should().Be(("ProjectEstablishment", "Returned"));
        var happened = after.Items("signOffs").Where(s => s.Text("decision") != "SendBack").Select(s => $"{(s.Text("invalidated") == "True" ? "No longer valid" : "Stands")} {Said(s)}, {People.All.Single(p => p.Id == s.Text("by")).Name}").ToList();
        foreseen.Select(f => f.Split(". ")[0].Trim()).Should().BeEquivalentTo(happened);
        happened.Should().Contain(h => h.StartsWith("Stands")).And.Contain(h => h.StartsWith("No longer valid"));
    }

    private static string Said(JsonElement signOff) => $"{Words.Of(Enum.Parse<Stage>(signOff.Text("stage")!))}: {Words.Of(signOff.GetProperty("office").Deserialize<Role>(Json.Options))}";

    [Fact]
    public async Task what_was_not_opened_is_marked_and_an_approval_of_it_refused_in_words()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        await using var window = await Open(product, People.SecondOfficer);
        (await window.Page.GetByText("Not opened as it is").CountAsync()).Should().Be(5);
        await window.Choice("Approve").CheckAsync();
        await window.Press("Sign");
        (await window.Page.GetByRole(AriaRole.Alert).TextContentAsync())!.Should().Contain("You have not opened everything that you would sign.").And.Contain("section-unread");
        (await window.Page.Locator(".note.warn a").First.GetAttributeAsync("href")).Should().Be($"/products/{product.Id}/dossier/Summary");
        (await window.Choice("Approve").IsCheckedAsync()).Should().BeTrue();

        await product.Open(People.SecondOfficer);
        var shown = await window.Page.Locator("input[name=view]").GetAttributeAsync("value");
        await window.Press("Sign");
        (await window.Page.GetByRole(AriaRole.Status).First.TextContentAsync())!.Should().Contain("Recorded.");
        (await product.Trail("?type=sign-off-given")).Single().GetProperty("data").Text("view").Should().Be(shown, "the signature keeps what was shown");
    }

    [Fact]
    public async Task conditions_come_and_go_by_the_row_and_each_knows_what_is_wrong_with_it()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        await product.Open(People.Compliance);
        await using var window = await Open(product, People.Compliance);
        await window.Choice("ApproveWithConditions").CheckAsync();
        await window.Page.Locator("#sign-reason").FillAsync("With care.");
        await window.Press("Sign");
        (await window.Page.GetByRole(AriaRole.Alert).TextContentAsync())!.Should().Contain("Say at least one condition.");
        foreach (var (row, text) in (string[])["Train the branches.", "To be removed.", "Publish <b>fees</b>."] is var texts ? texts.Index() : [])
        {
            await window.Press("Add a condition");
            await window.Page.Locator($"#sign-conditions-{row}--text").FillAsync(text);
            await window.Page.Locator($"#sign-conditions-{row}--owner").SelectOptionAsync("operations");
            await window.Page.Locator($"#sign-conditions-{row}--gate").SelectOptionAsync("AfterLaunch");
        }
        await window.Page.Locator("#sign-conditions-0--daysAfterLaunch").FillAsync("30");
        await window.Press("Remove condition 2");
        (await window.Page.Locator("#sign-conditions-1--text").InputValueAsync()).Should().Be("Publish <b>fees</b>.");
        await window.Press("Sign");
        (await window.Page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).GetAttributeAsync("href")).Should().Be("#sign-conditions-1--daysAfterLaunch");
        await window.IsAccessible();

        await window.Page.Locator("#sign-conditions-1--daysAfterLaunch").FillAsync("10");
        await window.Press("Sign");
        (await product.Look()).Items("conditions").Select(c => (c.Text("text"), c.Text("daysAfterLaunch"))).Should().Equal(("Train the branches.", "30"), ("Publish <b>fees</b>.", "10"));
        (await window.Page.Locator("#c2").TextContentAsync())!.Should().Contain("Publish <b>fees</b>.");
    }

    [Fact]
    public async Task whoever_made_the_product_is_told_why_they_cannot_sign_and_other_offices_see_no_form()
    {
        var product = await HttpJourney.Declared(Bank, by: People.TwoHats[Role.ProtectionOffice]);
        foreach (var section in Sections.All) await product.Do(People.Designer, Sample.Revise(section));
        await product.CompleteStage();
        await product.Submit();

        await using var maker = await Open(product, People.TwoHats[Role.ProtectionOffice]);
        (await maker.Page.Locator(".note.bad").Or(maker.Page.Locator("#decide-h ~ form p")).First.TextContentAsync())!.Should().Contain("Somebody who contributed to the product cannot sign it off.");
        await maker.Page.GotoAsync($"/products/{product.Id}");
        (await maker.Page.GetByRole(AriaRole.Button, new() { Name = "Decide on preliminary review for the protection office" }).IsDisabledAsync()).Should().BeTrue();
        await using var tester = await browser.Open(Bank, People.Administrator, scripts: false);
        await tester.Page.GotoAsync($"/products/{product.Id}/decision?stage=PreliminaryReview&office=protection-office");
        (await tester.Page.Locator("main form").CountAsync()).Should().Be(0);
    }

    private async Task<Window> Open(HttpJourney product, Actor person)
    {
        var window = await browser.Open(Bank, person, scripts: false);
        await window.Page.GotoAsync($"/products/{product.Id}/decision");
        return window;
    }
}
