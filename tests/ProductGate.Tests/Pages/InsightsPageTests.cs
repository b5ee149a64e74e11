using Microsoft.Playwright;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>A bank of its own, because figures are about all products.</summary>
public sealed class InsightsPageTests(Browser browser, Bank bank) : IClassFixture<Bank>
{
    [Fact]
    public async Task each_chart_says_its_finding_and_its_table_and_its_csv_have_the_figures_of_the_api()
    {
        await HttpJourney.Live(bank);
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        await product.Raise(People.Officer, OpinionKind.Objection);
        await HttpJourney.Declared(bank, by: People.OtherTeam, team: "loans");
        await using var window = await browser.Open(bank, People.Designer, scripts: false);
        await window.Page.GotoAsync("/insights?team=cards");

        foreach (var (report, members) in ((string, string[])[])[("funnel", ["reached", "there"]), ("cycle-times", ["medianDays", "p90Days", "passages"]), ("opinions", ["adopted", "notAdopted", "withdrawn", "open", "raised"])])
        {
            var chart = window.Page.Locator($"section[aria-labelledby={report}]");
            (await chart.Locator("td").AllTextContentsAsync()).Should().Equal((await bank.Get(People.Designer, $"/api/reports/{report}?team=cards")).Is(200).Json.Items("rows").SelectMany(r => members.Select(m => r.Text(m) ?? "–")), report);
            (await chart.GetByRole(AriaRole.Link).GetAttributeAsync("href")).Should().Be($"/api/reports/{report}?team=cards&format=csv");
        }

        (await window.Page.Locator("#opinions").TextContentAsync()).Should().Be("0 of 1 opinions were adopted");
        (await window.Page.Locator(".kpis dd").AllTextContentsAsync()).Should().Equal("1", "1", "0", "0");
        (await window.Page.Locator("#team option").AllTextContentsAsync()).Should().Equal(["All", "cards"], "what the reader may see");
        await browser.Tour(bank, People.Compliance, "/insights");
    }

    [Fact]
    public async Task whatever_stands_in_the_address_comes_back_as_text_or_is_refused()
    {
        using var visitor = new Visitor(bank.Line.BaseAddress!);
        await visitor.SignIn(People.Compliance.Id);

        var hostile = await visitor.Get($"/insights?team={Uri.EscapeDataString("\"><script>alert(1)</script>")}&from=2026-01-01");
        hostile.Is(200).Text.Should().NotContain("<script>alert").And.Contain("/api/reports/funnel?").And.Contain("There is nothing to draw for these days.");
        (await visitor.Get("/insights?from=yesterday")).Is(400);
    }
}
