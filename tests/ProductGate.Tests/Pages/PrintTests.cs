using Microsoft.Playwright;
using ProductGate.Domain;
using ProductGate.Tests.Faults;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>Pages on paper: dark on light whatever colours were chosen, and with all that they say.</summary>
public sealed class PrintTests(Browser browser, SharedBank shared) : IClassFixture<SharedBank>
{
    private const string White = "rgb(255, 255, 255)";

    private Bank Bank => shared.Bank;

    [Fact]
    public async Task a_product_is_printed_light_and_whole_though_its_reader_has_chosen_dark_colours()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        await using var window = await browser.Open(Bank, People.Officer, dark: true);
        await window.Page.GotoAsync($"/products/{product.Id}");
        await window.Page.Locator("button[name=theme]").ClickAsync();
        (await window.Page.Locator("html").GetAttributeAsync("data-theme")).Should().Be("dark");
        (await Background(window, ".card")).Should().NotBe(White);

        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });

        (await Background(window, "body")).Should().Be(White);
        (await Background(window, ".card")).Should().Be(White);
        (await window.Page.Locator("header.top").IsVisibleAsync()).Should().BeFalse();
        foreach (var fact in (string[])[".side dl", ".stages ol", "#fees"]) (await window.Page.Locator(fact).IsVisibleAsync()).Should().BeTrue(fact);
    }

    [Fact]
    public async Task a_trail_is_printed_from_its_first_step_on()
    {
        var product = await HttpJourney.At(Bank, Stage.LaunchMonitoring);
        await using var window = await browser.Open(Bank, People.Compliance, scripts: false);
        await window.Page.GotoAsync($"/products/{product.Id}/audit");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "All steps on one page" }).ClickAsync();
        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });

        (await window.Page.Locator("#trail li").CountAsync()).Should().Be((int)product.Version);
        (await window.Page.Locator("#step-1").IsVisibleAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task an_inbox_is_printed_without_its_buttons()
    {
        await HttpJourney.Declared(Bank);
        using var reader = new Visitor(Bank.Line.BaseAddress!);
        await reader.SignIn(People.Officer.Id);
        await Patience.Until("the office is told", 20, async () => (await reader.Get("/inbox")).Is(200).Text.Contains("class=\"said\"", StringComparison.Ordinal));
        await using var window = await browser.Open(Bank, People.Officer);
        await window.Page.GotoAsync("/inbox");
        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });

        (await window.Page.Locator(".notices li").First.IsVisibleAsync()).Should().BeTrue();
        (await window.Page.Locator(".notices button:visible").CountAsync()).Should().Be(0);
    }

    private static Task<string> Background(Window window, string of) => window.Page.Locator(of).First.EvaluateAsync<string>("e => getComputedStyle(e).backgroundColor");
}
