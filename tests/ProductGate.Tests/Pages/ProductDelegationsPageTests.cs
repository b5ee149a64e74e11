using System.Globalization;
using Microsoft.Playwright;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>Powers passed on for one product, in a real browser without scripts.</summary>
public sealed class ProductDelegationsPageTests(Browser browser, SharedBank shared) : IClassFixture<SharedBank>
{
    private const string Hostile = "On leave <script>alert(1)</script> & \"away\"";

    [Fact]
    public async Task a_power_is_passed_on_for_one_product_used_there_and_taken_back()
    {
        var product = await HttpJourney.HandedIn(shared.Bank, Stage.PreliminaryReview);
        await using var window = await browser.Open(shared.Bank, People.Compliance, scripts: false);
        var page = window.Page;
        await page.GotoAsync($"/products/{product.Id}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Pass on a power" }).ClickAsync();
        page.Url.Should().EndWith($"/products/{product.Id}/delegations");
        await page.GetByLabel("To whom").FillAsync(People.Compliance.Id);
        await page.GetByLabel("Until the end of").FillAsync(shared.Bank.Clock.GetUtcNow().AddDays(9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.GetByLabel("Why").FillAsync(Hostile);
        await window.Press("Pass on");
        (await page.GetByRole(AriaRole.Alert).InnerTextAsync()).Should().Contain("A right is passed on to somebody else.");
        (await page.GetByLabel("Why").InputValueAsync()).Should().Be(Hostile);

        await page.GetByLabel("To whom").FillAsync(People.Marketer.Id);
        await window.Press("Pass on");
        (await page.Locator("tbody tr").InnerTextAsync()).Should().Contain(Hostile).And.Contain("in force");
        (await product.Look()).Items("delegations").Single().Text("to").Should().Be(People.Marketer.Id);
        await window.IsAccessible();

        await page.Locator("tbody summary").ClickAsync();
        await page.Locator("tbody textarea").FillAsync("Back again.");
        await window.Press("Take back");
        (await page.Locator("tbody tr").InnerTextAsync()).Should().Contain("taken back");
        (await product.Look()).Items("delegations").Single().Text("revoked").Should().Be("True");
    }

    [Fact]
    public async Task it_is_shown_to_those_who_see_the_product_and_offered_to_those_who_hold_an_office()
    {
        var product = await HttpJourney.HandedIn(shared.Bank, Stage.PreliminaryReview);
        using var team = new Visitor(shared.Bank.Line.BaseAddress!);
        await team.SignIn(People.Designer.Id);
        (await team.Get($"/products/{product.Id}/delegations")).Is(200).Text.Should().NotContain("pass-on-to");
        using var stranger = new Visitor(shared.Bank.Line.BaseAddress!);
        await stranger.SignIn(People.OtherTeam.Id);
        (await stranger.Get($"/products/{product.Id}/delegations")).Is(404);

        await browser.Tour(shared.Bank, People.Officer, $"/products/{product.Id}/delegations");
    }
}
