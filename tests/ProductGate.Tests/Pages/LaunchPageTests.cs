using Microsoft.Playwright;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>From the evaluation to the launch, and stops of sales, in a browser without scripts.</summary>
public sealed class LaunchPageTests(Browser browser, SharedBank shared) : IClassFixture<SharedBank>
{
    private Bank Bank => shared.Bank;

    [Fact]
    public async Task an_officer_evaluates_two_people_sign_and_the_team_launches()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.ConsumerProtectionEvaluation);
        await using (var officer = await browser.Open(Bank, People.Officer, scripts: false))
        {
            await officer.Page.GotoAsync($"/products/{product.Id}/evaluation");
            await officer.Page.Locator("#evaluate-answers-0--result input[value=Met]").CheckAsync();
            await officer.Page.Locator("[name='answers[0].note']").FillAsync("The policy of May.");
            await Press(officer, "Compute the score");
            await Says(officer, "100 per cent", "Items without an answer: 10.");
            await Press(officer, "Record the evaluation");
            await Says(officer, "This was not recorded", "Item 11 has no answer.");
            (await officer.Page.Locator("[name='answers[0].note']").InputValueAsync()).Should().Be("The policy of May.");

            foreach (var met in await officer.Page.Locator("#evaluate input[value=Met]").AllAsync()) await met.CheckAsync();
            await Press(officer, "Record the evaluation");
            await Says(officer, "Recorded.", "waits for its signatures until", "The head of the protection office has not signed.", "The policy of May.");
            officer.Complaints.Should().BeEmpty();
        }

        await product.Refresh();
        await product.SignAll();
        await using var team = await browser.Open(Bank, People.TeamMate, scripts: false);
        await team.Page.GotoAsync($"/products/{product.Id}/evaluation");
        await Says(team, "It is passed and stands on revision");
        (await team.Page.Locator("form#evaluate").CountAsync()).Should().Be(0, "the team does not judge its own product");
        (await product.Look()).Text("stage").Should().Be("LaunchMonitoring");
        await product.Refresh();
        await product.SignAll();
        await team.Page.GotoAsync($"/products/{product.Id}/launch");
        await team.Page.GetByLabel("app", new() { Exact = true }).CheckAsync();
        await Press(team, "Launch");
        await Says(team, "Recorded.", "Launched revision", "What is launched");
        (await product.Look()).GetProperty("launched").Texts("channels").Should().Equal("app");
        team.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task sales_stop_are_looked_into_and_resume()
    {
        var product = await HttpJourney.Live(Bank);
        await using var officer = await browser.Open(Bank, People.Officer, scripts: false);
        await officer.Page.GotoAsync($"/products/{product.Id}/monitoring");
        await officer.Page.GetByText("Stop sales").First.ClickAsync();
        await officer.Page.Locator("#suspend textarea").FillAsync("<b>Complaints</b> from three branches.");
        await Press(officer, "Stop sales");
        await Says(officer, "Recorded.", "Sales are suspended since", "<b>Complaints</b> from three branches.", "Complete a review since the suspension that lets the product continue.");
        (await officer.Page.GetByRole(AriaRole.Button, new() { Name = "Let sales resume" }).IsDisabledAsync()).Should().BeTrue("a review comes first");

        var review = officer.Page.Locator("form[id^=complete-]").First;
        await review.Locator("[name=findings]").FillAsync("A leaflet misled.");
        await review.GetByLabel("remedial action").CheckAsync();
        await review.Locator("[name='remedialAction.action']").FillAsync("Withdraw the leaflet.");
        await review.Locator("[name='remedialAction.owner']").SelectOptionAsync("operations");
        await review.Locator("[name='remedialAction.due']").FillAsync(product.Today.AddDays(20).ToString("yyyy-MM-dd", null));
        await review.GetByRole(AriaRole.Button).ClickAsync();
        await Says(officer, "Completed the review with remedial action", "Withdraw the leaflet.");

        await officer.Page.GetByText("Let sales resume").First.ClickAsync();
        await officer.Page.Locator("#resume textarea").FillAsync("The leaflet is gone.");
        await Press(officer, "Let sales resume");
        await Says(officer, "Let sales resume: The leaflet is gone.");
        (await product.Look()).Text("marketState").Should().Be("Live");
        officer.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task a_figure_past_its_limit_stops_sales_and_its_course_is_drawn()
    {
        var product = await HttpJourney.Live(Bank);
        await product.Report("mis-selling-cases", "0");
        await using var desk = await browser.Open(Bank, People.Complaints, scripts: false);
        await desk.Page.GotoAsync($"/products/{product.Id}/monitoring");
        await desk.Page.GetByLabel("Indicator", new() { Exact = true }).SelectOptionAsync("mis-selling-cases");
        await desk.Page.GetByLabel("Figure", new() { Exact = true }).FillAsync("3");
        await desk.Page.GetByLabel("Last day of the period").FillAsync(product.Today.ToString("yyyy-MM-dd", null));
        await Press(desk, "Report the figure");
        await Says(desk, "Recorded.", "Past the limit (at most 0 cases): 1 of 2 figures.", "Sales are suspended since");
        (await desk.Page.Locator("svg.course circle").CountAsync()).Should().Be(2);
        (await desk.Page.Locator("#suspend, #resume, #retire, #open-review").CountAsync()).Should().Be(0, "the complaints desk reports and decides nothing");
    }

    [Fact]
    public async Task every_page_is_for_everybody()
    {
        var ready = await HttpJourney.ReadyToLaunch(Bank);
        var live = await HttpJourney.Live(Bank);
        await live.Report("complaints-per-thousand", "1.5");
        await live.Report("complaints-per-thousand", "3");
        await live.Do(People.Officer, new SuspendDistribution("Complaints."));
        await browser.Tour(Bank, People.TwoHats[Role.ProtectionOffice], $"/products/{ready.Id}/filing", $"/products/{ready.Id}/evaluation", $"/products/{ready.Id}/launch", $"/products/{live.Id}/monitoring", $"/products/{live.Id}/launch");
    }

    private static Task Press(Window window, string button) => window.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static async Task Says(Window window, params string[] texts)
    {
        var said = await window.Page.Locator("main").InnerTextAsync();
        foreach (var text in texts) said.Should().Contain(text);
    }
}
