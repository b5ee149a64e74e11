using ProductGate.Domain;
using ProductGate.Tests.Faults;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>The trail, the product as it was, and what compliance searches.</summary>
public sealed class AuditPageTests(Browser browser, SharedBank shared) : IClassFixture<SharedBank>
{
    private const string Hostile = "<script>alert(1)</script>\"'&{0}";

    private Bank Bank => shared.Bank;

    [Fact]
    public async Task travelling_back_shows_what_the_api_says_of_that_version_and_only_the_steps_up_to_it()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        await product.Raise(People.Officer, OpinionKind.Objection);
        var then = product.Version;
        await product.Do(People.Officer, new WithdrawOpinion("Settled.") { OpinionId = await product.Newest("opinions") });
        await product.Do(People.Designer, Sample.Revise(Section.Pricing, "later"));
        await using var window = await browser.Open(Bank, People.Designer, scripts: false);

        await window.Page.GotoAsync($"/products/{product.Id}/audit");
        (await window.Page.GetByText("This is the past.").CountAsync()).Should().Be(0);
        await window.Page.EvaluateAsync($"document.getElementById('version').value = {then}");
        await window.Page.Locator(".slider").First.GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();

        var was = await product.Look(query: $"?version={then}");
        (await window.Page.GetByText($"after step {then} of {product.Version}").IsVisibleAsync()).Should().BeTrue();
        (await window.Page.Locator("#past td code").AllTextContentsAsync()).Should().Equal(was.Items("dossier").Select(s => s.Text("hash")!));
        (await window.Page.Locator("#open-then li").AllTextContentsAsync()).Should().ContainSingle(l => l.Contains("O1", StringComparison.Ordinal));
        (await window.Page.Locator("#trail li").First.GetAttributeAsync("id")).Should().Be($"step-{then}");
        (await window.Page.Locator("#past ul").Last.InnerTextAsync()).Should().Contain("Sign-off of the protection office on preliminary review").And.Contain("due", "the deadlines of then");
        (await window.Page.Locator("#past tbody a").Last.GetAttributeAsync("href")).Should().StartWith($"/products/{product.Id}/dossier/").And.Contain("?revision=");

        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "One step on" }).ClickAsync();
        (await window.Page.Locator("#open-then li").AllTextContentsAsync()).Should().NotContain(l => l.Contains("O1", StringComparison.Ordinal), "it was withdrawn by then");
        await window.Page.GotoAsync($"/products/{product.Id}/audit?asOf=2020-01-01");
        (await window.Page.GetByText("had not been declared").IsVisibleAsync()).Should().BeTrue();
        (await window.Page.Locator("#trail li").CountAsync()).Should().Be(1);
        (await window.Page.GotoAsync($"/products/{product.Id}/audit?version={product.Version + 1}"))!.Status.Should().Be(404);
    }

    [Fact]
    public async Task the_slider_moves_through_time_as_it_is_moved()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        await using var window = await browser.Open(Bank, People.Compliance);
        await window.Page.GotoAsync($"/products/{product.Id}/audit");

        await window.Page.Locator("#version").FocusAsync();
        await window.Page.Keyboard.PressAsync("ArrowLeft");

        await window.Page.GetByText("This is the past.").WaitForAsync();
        window.Page.Url.Should().EndWith($"version={product.Version - 1}");
        await window.Page.Locator("#type").SelectOptionAsync("product-declared");
        await window.Page.Locator("#trail li").Nth(1).WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
        window.Page.Url.Should().Contain($"version={product.Version - 1}").And.Contain("type=product-declared");
        window.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task the_filters_of_the_page_are_those_of_the_api_and_reading_it_leaves_a_record()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        await product.Sign(People.Compliance);
        using var reader = await Reader(People.Designer);

        foreach (var query in (string[])["?type=sign-off-requested", $"?actor={People.Compliance.Id}", "?actor=nobody"])
            Steps(await reader.Get($"/products/{product.Id}/audit{query}")).Should().Equal((await product.Trail(query)).Select(e => e.Text("version")!).Reverse());
        Steps(await reader.Get($"/products/{product.Id}/audit?to=2020-01-01")).Should().BeEmpty();
        (await reader.Get($"/products/{product.Id}/audit?from=never")).Is(400);

        var records = await Bank.All(People.Compliance, $"/api/access-records?subject={product.Id}&kind=Trail&person={People.Designer.Id}", 50);
        records.Should().HaveCount(4, "who gets a problem has seen nothing");
    }

    [Fact]
    public async Task pages_follow_one_another_without_a_gap_and_a_long_fact_stands_alone()
    {
        var product = await HttpJourney.At(Bank, Stage.RegulatoryFiling);
        using var reader = await Reader(People.Designer);
        var (steps, address) = (new List<string>(), $"/products/{product.Id}/audit");
        while (address is not null)
        {
            var page = await reader.Get(address);
            steps.AddRange(Steps(page));
            address = Between(page.Text, "class=\"pager\"><a class=\"btn\" href=\"", "\"")?.Replace("&amp;", "&", StringComparison.Ordinal);
        }

        steps.Should().Equal(Enumerable.Range(1, (int)product.Version).Reverse().Select(v => $"{v}"));
        Steps(await reader.Get($"/products/{product.Id}/audit?fact=3")).Should().Equal("3");
        (await reader.Get($"/products/{product.Id}/audit?fact=3")).Text.Should().Contain("<details open");
    }

    [Fact]
    public async Task compliance_searches_all_products_and_what_was_read_and_others_may_not()
    {
        var product = await HttpJourney.Declared(Bank, $"{Hostile} {Guid.NewGuid():N}"[..60]);
        using (var reader = await Reader(People.Designer)) (await reader.Get($"/products/{product.Id}/audit")).Is(200);
        using var auditor = await Reader(People.Compliance);

        foreach (var search in (string[])[product.Id.ToString(), Uri.EscapeDataString((await product.Look()).Text("name")!.ToUpperInvariant())])
            Steps(await auditor.Get($"/audit?product={search}")).Should().Equal((await product.Trail()).Select(e => e.Text("version")!).Reverse());
        var page = (await auditor.Get($"/audit?product={Uri.EscapeDataString(Hostile)}&actor={Uri.EscapeDataString(Hostile)}")).Is(200);
        page.Text.Should().NotContain("<script>alert");
        Steps(page).Should().BeEmpty();
        (await auditor.Get($"/audit/access?subject={product.Id}&person={People.Designer.Id}")).Is(200).Text.Should().Contain("a trail").And.Contain("&lt;script&gt;alert(1)").And.NotContain("<script>alert");
        foreach (var format in (string[])["csv", "ocel", "ndjson"])
        {
            (await auditor.Get("/audit")).Text.Should().Contain($"href=\"/api/audit/export?format={format}\"");
            await Patience.Until("the log can be exported", 30, async () => (await auditor.Get($"/api/audit/export?format={format}")).Status == 200);
        }
        using var other = await Reader(People.Officer);
        foreach (var address in (string[])["/audit", "/audit/access"]) (await other.Get(address)).Is(403).Text.Should().Contain("That is not for you");
        using var stranger = await Reader(People.OtherTeam);
        (await stranger.Get($"/products/{product.Id}/audit")).Is(404);
    }

    [Fact]
    public async Task the_pages_are_in_order_for_everybody()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        await product.Raise(People.Officer, OpinionKind.Objection);
        await browser.Tour(Bank, People.Compliance, $"/products/{product.Id}/audit", $"/products/{product.Id}/audit?version={product.Version - 1}", $"/products/{product.Id}/audit?fact=3", $"/audit?product={product.Id}", "/audit?actor=nobody", $"/audit/access?subject={product.Id}");
    }

    private Task<Visitor> Reader(Actor person) => Visitor.Of(Bank, person);

    private static IEnumerable<string> Steps(Answer page) => page.Is(200).Text.Split("id=\"step-").Skip(1).Select(s => s.Split('"')[0]);

    private static string? Between(string text, string before, string after) => text.Split(before) is [_, var rest, ..] ? rest.Split(after)[0] : null;
}
