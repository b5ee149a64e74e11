using Microsoft.Playwright;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>What the offices said about all products, in one list.</summary>
public sealed class ObjectionsPageTests(Browser browser, Bank bank) : IClassFixture<Bank>
{
    private const string Hostile = "<script>alert(1)</script>\"'&{0}";

    [Fact]
    public async Task it_shows_whose_turn_it_is_and_is_narrowed_down_by_the_address()
    {
        var mark = $"{Guid.NewGuid():N}"[..8];
        var product = await HttpJourney.Declared(bank, $"{mark} {Hostile}");
        foreach (var section in Sections.All) await product.Do(People.Designer, Sample.Revise(section));
        while (product.Stage < Stage.PreliminaryReview) await product.CompleteStage();
        await product.Submit();
        await product.Raise(People.Officer, OpinionKind.Objection);
        // So that the first has waited longer.
        bank.Clock.Advance(TimeSpan.FromMinutes(1));
        var answered = await product.Raise(People.Compliance, OpinionKind.RequiredChange, Section.Risk);
        await product.Do(People.TeamMate, new AnswerOpinion(OpinionAnswer.NotAdopted, "No.") { OpinionId = answered });
        bank.Clock.Advance(TimeSpan.FromMinutes(1));
        var gone = await product.Raise(People.Officer, OpinionKind.Suggestion);
        await product.Do(People.Officer, new WithdrawOpinion("Settled.") { OpinionId = gone });
        await using var window = await browser.Open(bank, People.Officer, scripts: false);
        var page = window.Page;

        await page.GotoAsync("/");
        await page.Locator("nav.nav").GetByRole(AriaRole.Link, new() { Name = "Objections" }).ClickAsync();
        await page.GetByLabel("Product", new() { Exact = true }).FillAsync(mark);
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        (await Column(5)).Should().Equal("the product team", "compliance");
        (await page.Locator("tbody tr").First.InnerTextAsync()).Should().Contain(Hostile).And.Contain("O1");

        await page.GetByLabel("Waits for", new() { Exact = true }).SelectOptionAsync("compliance");
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        (await Column(5)).Should().Equal("compliance");
        await page.GotoAsync($"/objections?q={mark}&all=true&limit=2");
        (await page.Locator("tbody tr").CountAsync()).Should().Be(2);
        await page.GetByRole(AriaRole.Link, new() { Name = "Next page" }).ClickAsync();
        (await Column(5)).Should().Equal("nobody");
        await page.GotoAsync($"/objections?q={mark}&kind=Objection");
        await page.Locator("tbody th a").ClickAsync();
        page.Url.Should().EndWith($"/products/{product.Id}#o1");
        window.Complaints.Should().BeEmpty();

        Task<IReadOnlyList<string>> Column(int cell) => page.Locator($"tbody td:nth-child({cell + 1})").AllInnerTextsAsync();
    }

    [Fact]
    public async Task an_opinion_has_an_address_that_leads_to_its_thread_for_those_who_may_see_it()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        var opinion = await product.Raise(People.Officer, OpinionKind.Objection);
        using var reader = new Visitor(bank.Line.BaseAddress!);
        await reader.SignIn(People.Designer.Id);
        using var stranger = new Visitor(bank.Line.BaseAddress!);
        await stranger.SignIn(People.OtherTeam.Id);

        (await reader.Get($"/objections/{opinion}")).Is(302).Headers.Location!.ToString().Should().Be($"/products/{product.Id}#o1");
        (await stranger.Get($"/objections/{opinion}")).Is(404);
        (await reader.Get($"/objections/{Guid.NewGuid()}")).Is(404).Text.Should().Contain("unknown-opinion");
        (await stranger.Get("/objections?all=true")).Is(200).Text.Should().NotContain($"{product.Id}");
        foreach (var (wrong, said) in ((string, string)[])[("turn=nobody", "turn is the name"), ("kind=1", "kind is one of"), ("cursor=x", "A cursor is")])
            (await reader.Get($"/objections?{wrong}")).Is(400).Text.Should().Contain(said);
    }

    [Fact]
    public async Task the_page_is_for_everybody()
    {
        await (await HttpJourney.HandedIn(bank, Stage.PreliminaryReview)).Raise(People.Officer, OpinionKind.Objection);
        await browser.Tour(bank, People.Compliance, "/objections", "/objections?q=nothing");
        await browser.Tour(bank, People.OtherTeam, "/objections");
    }
}
