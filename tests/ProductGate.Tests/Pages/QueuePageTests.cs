using Microsoft.Playwright;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>The work queue in a real browser.</summary>
public sealed class QueuePageTests(Browser browser, Bank bank) : IClassFixture<Bank>
{
    private const string Hostile = "<script>alert(1)</script>\"'&";

    private async Task<HttpJourney> Waiting(string name)
    {
        var product = await HttpJourney.Declared(bank, name);
        foreach (var section in Sections.All) await product.Do(People.Designer, Sample.Revise(section));
        while (product.Stage < Stage.PreliminaryReview) await product.CompleteStage();
        // So that the next one is due later.
        bank.Clock.Advance(TimeSpan.FromHours(1));
        await product.Submit();
        return product;
    }

    [Fact]
    public async Task without_script_filters_stand_in_the_address_and_pages_lead_on()
    {
        var mark = $"{Guid.NewGuid():N}"[..8];
        await Waiting($"Alpha {mark}");
        await Waiting($"Beta {mark} {Hostile}");
        await using var window = await browser.Open(bank, People.Officer, scripts: false);
        await window.Page.GotoAsync("/");
        await window.Page.GetByLabel("Product", new() { Exact = true }).FillAsync(mark);
        await window.Page.GetByLabel("Stage", new() { Exact = true }).SelectOptionAsync("PreliminaryReview");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();

        window.Page.Url.Should().Contain($"q={mark}").And.Contain("stage=PreliminaryReview");
        (await Names(window)).Should().Equal($"Alpha {mark}", $"Beta {mark} {Hostile}");
        (await window.Page.Locator("#queue tbody td").AllInnerTextsAsync()).Should().Contain("Sign off preliminary review.");

        await window.Page.GotoAsync($"/?q={mark}&limit=1");
        (await Names(window)).Should().Equal($"Alpha {mark}");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Next page" }).ClickAsync();
        (await Names(window)).Should().Equal($"Beta {mark} {Hostile}");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "First page" }).ClickAsync();
        (await Names(window)).Should().Equal($"Alpha {mark}");

        await window.Page.GotoAsync($"/?q={mark}&overdue=true");
        (await window.Page.GetByText("Nothing matches these filters").IsVisibleAsync()).Should().BeTrue();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Waiting for others" }).ClickAsync();
        window.Page.Url.Should().Contain("view=Others").And.Contain($"q={mark}", "the other filters stay");
        window.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task it_says_since_when_something_waits_and_is_sorted_and_narrowed_down_to_a_team()
    {
        var mark = $"{Guid.NewGuid():N}"[..8];
        foreach (var name in (string[])["b", "a", "c"]) await Waiting($"{name} {mark}");
        await using var window = await browser.Open(bank, People.Officer, scripts: false);
        await window.Page.GotoAsync($"/?q={mark}&team=cards");
        (await Names(window)).Should().Equal($"b {mark}", $"a {mark}", $"c {mark}");
        (await window.Page.Locator("th[aria-sort]").InnerTextAsync()).Should().Contain("Due");
        (await window.Page.Locator("#queue tbody tr").First.Locator("td[data-l='Waiting since']").InnerTextAsync()).Should().Contain("h ago");

        await Sort("Product");
        (await Names(window)).Should().Equal($"a {mark}", $"b {mark}", $"c {mark}");
        await Sort("Waiting since");
        (await Names(window)).Should().Equal($"b {mark}", $"a {mark}", $"c {mark}");
        await Sort("Waiting since");
        (await Names(window)).Should().Equal($"c {mark}", $"a {mark}", $"b {mark}");
        (await window.Page.Locator("th[aria-sort=descending]").InnerTextAsync()).Should().Contain("Waiting since");
        await window.Page.GetByLabel("Product team", new() { Exact = true }).FillAsync("loans");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        (await window.Page.GetByText("Nothing matches these filters").IsVisibleAsync()).Should().BeTrue();
        window.Page.Url.Should().Contain("sort=-since", "the order stays");

        Task Sort(string column) => window.Page.Locator("thead").GetByRole(AriaRole.Link, new() { Name = column }).ClickAsync();
    }

    [Fact]
    public async Task with_script_a_filter_applies_while_it_is_typed_and_keeps_the_place()
    {
        var mark = $"{Guid.NewGuid():N}"[..8];
        await Waiting($"Gamma {mark}");
        await Waiting("Something else");
        await using var window = await browser.Open(bank, People.Compliance);
        await window.Page.GotoAsync("/");
        var search = window.Page.GetByLabel("Product", new() { Exact = true });

        await search.PressSequentiallyAsync(mark);

        // Of what is typed quickly, a beginning may be answered before the whole.
        await window.Page.WaitForFunctionAsync("mark => location.search === `?q=${mark}` && document.querySelectorAll('#queue tbody tr').length === 1", mark);
        (await Names(window)).Should().Equal($"Gamma {mark}");
        (await search.InputValueAsync()).Should().Be(mark);
        (await search.EvaluateAsync<bool>("e => e === document.activeElement")).Should().BeTrue();
        window.Complaints.Should().BeEmpty();
    }

    [Theory]
    [InlineData("/?stage=Nowhere", "stage is one of")]
    [InlineData("/?view=Elsewhere", "view is one of")]
    [InlineData("/?cursor=x", "A cursor is what the page before gave")]
    [InlineData("/products?sort=colour", "sort is name")]
    [InlineData("/?sort=colour", "sort is due")]
    public async Task an_address_that_asks_for_nonsense_is_told_so_on_the_page(string address, string words)
    {
        await using var window = await browser.Open(bank, People.Officer, scripts: false);

        var answer = await window.Page.GotoAsync(address);

        answer!.Status.Should().Be(400);
        (await window.Page.GetByRole(AriaRole.Alert).InnerTextAsync()).Should().Contain(words);
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Show everything" }).ClickAsync();
        (await window.Page.GetByRole(AriaRole.Alert).CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task language_and_colours_change_without_script_and_the_page_stays()
    {
        await using var window = await browser.Open(bank, People.Officer, scripts: false);
        await window.Page.GotoAsync("/products?q=x&sort=name");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "中文" }).ClickAsync();
        (await window.Heading()).Should().Be("产品");
        window.Page.Url.Should().EndWith("/products?q=x&sort=name");
        (await window.Page.Locator("html").GetAttributeAsync("lang")).Should().Be("zh-Hans");

        await window.Page.Locator("button[name=theme]").ClickAsync();
        (await window.Page.Locator("html").GetAttributeAsync("data-theme")).Should().Be("dark");
        await window.Page.Locator("button[name=theme]").ClickAsync();
        (await window.Page.Locator("html").GetAttributeAsync("data-theme")).Should().Be("light");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        (await window.Heading()).Should().Be("Products");
        window.Page.Url.Should().EndWith("/products?q=x&sort=name");
        window.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task a_newcomer_is_told_what_to_do_first()
    {
        await using var team = await browser.Open(bank, People.OtherTeam);
        await team.Page.GotoAsync("/");
        (await team.Page.Locator(".empty").GetByRole(AriaRole.Link, new() { Name = "Declare a product" }).GetAttributeAsync("href")).Should().Be("/products/new");
        await using var liaison = await browser.Open(bank, People.Liaison);
        await liaison.Page.GotoAsync("/");
        (await liaison.Page.GetByRole(AriaRole.Link, new() { Name = "Declare a product" }).CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task everybody_can_use_it()
    {
        var late = await Waiting($"A name that is long enough to need more than one line on a small telephone {Guid.NewGuid():N}");
        await late.Reach(Timers.SignOff(Stage.PreliminaryReview, Role.Compliance), 1);

        await browser.Tour(bank, People.Compliance, "/", "/?view=All", "/?q=nothing", "/products", "/products?q=nothing");
        await browser.Tour(bank, People.OtherTeam, "/", "/products");
    }

    private static Task<IReadOnlyList<string>> Names(Window window) => window.Texts("#queue tbody th a");
}
