using Microsoft.Playwright;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>Pages that say how something ended, as everybody may have them.</summary>
public sealed class NoticeTourTests(Browser browser, SharedBank shared) : IClassFixture<SharedBank>
{
    private static readonly int[] Troubles = [401, 405, 429, 500, 503];

    [Fact]
    public async Task whatever_goes_wrong_is_said_in_a_page_that_is_in_order()
    {
        await browser.Tour(shared.Bank, People.Officer, [.. Troubles.Select(status => new Sight($"/trouble/{status}", status)), new("/nowhere", 404), new("/administration", 403), new("/insights?from=never", 400), "/signed-in"]);
        await browser.Tour(shared.Bank, null, "/signed-out");
    }

    [Fact]
    public async Task so_are_an_unknown_product_and_an_address_that_asks_for_nonsense()
    {
        await browser.Tour(
            shared.Bank, People.Compliance, new($"/products/{Guid.Empty}", 404), new("/?stage=Nowhere", 400), new("/products?sort=colour", 400), "/audit?product=nothing", "/audit/access?person=nobody-at-all",
            "/insights?from=2020-01-01&to=2020-01-02", "/inbox?unread=true");
    }

    [Fact]
    public async Task an_unknown_product_is_said_in_words_with_a_way_on()
    {
        await using var window = await browser.Open(shared.Bank, People.Officer, scripts: false);
        (await window.Page.GotoAsync($"/products/{Guid.NewGuid()}"))!.Status.Should().Be(404);
        (await window.Heading()).Should().Be("There is nothing here");
        (await window.Page.Locator("main").InnerTextAsync()).Should().Contain("There is no such product, or you may not see it.").And.Contain("unknown-product");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "To my work" }).ClickAsync();
        (await window.Heading()).Should().Be("Work queue");
    }

    [Fact]
    public async Task a_form_that_is_kept_because_its_writer_was_signed_out_is_in_order()
    {
        await browser.Tour(shared.Bank, People.Designer, new Sight("/products/new", State: "kept", Reach: async page =>
        {
            await page.Locator("[name=name]").FillAsync("A name <b>that</b> is kept");
            await page.Context.ClearCookiesAsync(new() { Name = "productgate" });
            await page.Locator("form#declare button[type=submit]").ClickAsync();
            await page.Locator("main form[action='/products/new']:not(#declare)").WaitForAsync();
        }));
    }
}
