using Microsoft.Playwright;
using ProductGate.Domain;
using ProductGate.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ProductGate.Tests.Pages;

/// <summary>A page that stays open while others work; the browser's clock is moved by hand.</summary>
public sealed class OpenPageTests(Browser browser, Bank bank) : IClassFixture<Bank>
{
    private const int Beat = 20_000;

    private static ILocator Pulse(Window window) => window.Page.Locator("#pulse");

    [Fact]
    public async Task the_queue_shows_what_has_come_and_keeps_the_place_and_what_is_typed()
    {
        var mark = $"{Guid.NewGuid():N}"[..8];
        await HttpJourney.Declared(bank, $"First {mark}");
        await using var window = await Open(People.Officer, "/?view=All");
        var search = window.Page.GetByLabel("Product", new() { Exact = true });
        await search.PressSequentiallyAsync(mark);
        await Expect(window.Page.Locator("#queue tbody th")).ToHaveTextAsync([$"First {mark}Cards · cards"], new() { IgnoreCase = true });
        await HttpJourney.Declared(bank, $"Second {mark}");

        await window.Page.Clock.FastForwardAsync(Beat);

        await Expect(window.Page.Locator("#queue tbody")).ToContainTextAsync($"Second {mark}");
        await Expect(search).ToBeFocusedAsync();
        await Expect(search).ToHaveValueAsync(mark);
        window.Complaints.Should().BeEmpty();
    }

    [Theory]
    [InlineData("/?view=All", "queue&view=All")]
    [InlineData("/products?sort=name", "products&sort=name")]
    public async Task an_open_list_is_asked_for_by_what_it_shows_however_much_waits(string page, string list)
    {
        using var reader = new Visitor(bank.Line.BaseAddress!);
        await reader.SignIn(People.Designer.Id);
        async Task<string> Shown() => (await reader.Get($"/pulse?list={list}")).Is(200).Json.Text("seen")!.Split('/')[2];
        var before = await Shown();

        (await reader.Get(page)).Is(200).Text.Should().MatchRegex($"data-seen=\"\\d+/\\d+/{before}\"");
        await HttpJourney.Declared(bank, $"{Guid.NewGuid():N}");
        (await Shown()).Should().NotBe(before);
    }

    [Fact]
    public async Task somebody_elses_change_is_announced_with_a_way_to_see_it_even_where_a_form_was_refused()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        await using var window = await Open(People.Officer, $"/products/{product.Id}?section=Risk");
        await window.Press("Raise the opinion");
        (await window.Page.GetByRole(AriaRole.Alert).CountAsync()).Should().Be(1, "it was refused: nothing is said in it");
        await product.Raise(People.Compliance, OpinionKind.Objection);

        await window.Page.Clock.FastForwardAsync(Beat);

        await Expect(Pulse(window)).ToContainTextAsync("Liu Yang changed this product while you were reading: Raised objection O1 on pricing");
        var asked = "";
        window.Page.Dialog += async (_, dialog) => { asked = dialog.Type; await dialog.AcceptAsync(); };
        await Pulse(window).GetByRole(AriaRole.Link, new() { Name = "Load the page anew" }).ClickAsync();
        await Expect(window.Page.Locator("#o1")).ToBeVisibleAsync();
        asked.Should().Be("beforeunload", "what was refused is still typed there");
    }

    [Fact]
    public async Task whoever_was_signed_out_meanwhile_is_told_once_and_asked_no_more()
    {
        await using var window = await Open(People.Officer, "/products");
        var asked = 0;
        window.Page.Response += (_, r) => { if (r.Url.Contains("/pulse", StringComparison.Ordinal)) asked++; };
        await window.Context.ClearCookiesAsync(new() { Name = "productgate" });

        await window.Page.Clock.FastForwardAsync(Beat);

        await Expect(Pulse(window)).ToContainTextAsync("You were signed out.");
        (await Pulse(window).GetByRole(AriaRole.Link).GetAttributeAsync("href")).Should().Be("/sign-in?returnUrl=%2Fsigned-in");
        await window.Page.Clock.FastForwardAsync(10 * Beat);
        asked.Should().Be(1);
    }

    [Fact]
    public async Task what_is_unfolded_stays_so_and_what_is_being_typed_is_left_alone()
    {
        (await bank.Post(People.Operator, "/api/delegations", new DelegateAuthority(People.BranchOfficer.Id, Role.Operations, bank.Clock.GetUtcNow().AddDays(3), "Away.") { Powers = [Power.SignOff] })).Is(201);
        await using var window = await Open(People.Operator, "/delegations");
        var (page, region) = (window.Page, window.Page.Locator("#delegations"));
        await region.Locator("summary").ClickAsync();
        await page.Locator("main").FocusAsync();
        await Refreshed("!first.isConnected");
        await Expect(region.GetByLabel("Why")).ToBeVisibleAsync();

        await region.GetByLabel("Why").FillAsync("Back again.");
        await page.Locator("main").FocusAsync();
        await Refreshed("first.isConnected");
        await Expect(region.GetByLabel("Why")).ToHaveValueAsync("Back again.");

        async Task Refreshed(string expected)
        {
            await page.EvaluateAsync("() => { window.first = document.querySelector('#delegations').firstElementChild; document.getElementById('pulse').dataset.seen = 'other'; }");
            await page.RunAndWaitForResponseAsync(() => page.Clock.FastForwardAsync(Beat), r => r.Url.EndsWith("/delegations", StringComparison.Ordinal));
            await page.WaitForFunctionAsync($"() => {expected}");
        }
    }

    [Fact]
    public async Task a_change_of_colours_asks_before_typed_text_is_left()
    {
        var product = await HttpJourney.Declared(bank);
        await using var window = await Open(People.Designer, $"/products/{product.Id}/dossier/Risk/edit");
        await window.Page.Locator("select[name=grade]").Or(window.Page.Locator("form#edit select")).First.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        var asked = "";
        window.Page.Dialog += async (_, dialog) => { asked = dialog.Type; await dialog.DismissAsync(); };

        await window.Page.Locator("button[name=theme]").ClickAsync();

        await window.Page.WaitForFunctionAsync("() => true");
        asked.Should().Be("beforeunload");
        window.Page.Url.Should().EndWith("/edit");
    }

    private async Task<Window> Open(Actor person, string page)
    {
        var window = await browser.Open(bank, person);
        await window.Page.Clock.InstallAsync();
        await window.Page.GotoAsync(page);
        return window;
    }
}
