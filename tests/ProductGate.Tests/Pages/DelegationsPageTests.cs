using System.Globalization;
using Microsoft.Playwright;
using ProductGate.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ProductGate.Tests.Pages;

/// <summary>Passing powers on and taking them back, in a real browser without scripts.</summary>
public sealed class DelegationsPageTests(Browser browser, Bank bank) : IClassFixture<Bank>
{
    private Bank Bank => bank;

    [Fact]
    public async Task a_power_is_passed_on_after_what_was_wrong_is_mended_and_taken_back()
    {
        const string hostile = "On leave <script>alert(1)</script> & \"away\"";
        await using var window = await browser.Open(Bank, People.Complaints, scripts: false);
        await window.Page.GotoAsync("/delegations");
        await window.Page.GetByLabel("To whom").FillAsync(People.Complaints.Id);
        await window.Page.GetByLabel("Until the end of").FillAsync(Day(10));
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Pass on", Exact = true }).ClickAsync();

        await Expect(window.Page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link, new() { Name = "This must not be empty." })).ToHaveAttributeAsync("href", "#pass-on-reason");
        (await window.Page.GetByLabel("Until the end of").InputValueAsync()).Should().Be(Day(10), "nothing typed is lost");
        await window.Page.GetByLabel("Why").FillAsync(hostile);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Pass on", Exact = true }).ClickAsync();

        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("A right is passed on to somebody else.");
        await window.IsAccessible();
        await window.Page.GetByLabel("To whom").FillAsync(People.BranchOfficer.Id);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Pass on", Exact = true }).ClickAsync();

        await Expect(window.Page.GetByText("The powers are passed on.")).ToBeVisibleAsync();
        var mine = window.Page.GetByRole(AriaRole.Region, new() { Name = "Passed on by me" });
        await Expect(mine).ToContainTextAsync(hostile);
        await mine.GetByText("Take back").First.ClickAsync();
        await mine.GetByLabel("Why").FillAsync("Back again.");
        await mine.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();

        await Expect(window.Page.GetByText("The powers are taken back.")).ToBeVisibleAsync();
        await Expect(mine).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task a_form_that_is_sent_twice_passes_on_once_and_whoever_holds_no_office_has_none()
    {
        using var visitor = new Visitor(Bank.Line.BaseAddress!);
        await visitor.SignIn(People.Operator.Id);
        (string, string)[] fields =
        [
            ("form", "pass-on"), ("page", "/delegations"), ("key", Guid.NewGuid().ToString("N")), ("powers", "SignOff"), ("office", "operations"), ("to", People.BranchOfficer.Id), ("until", Day(5)), ("reason", "A fair."),
        ];
        for (var i = 0; i < 2; i++) (await visitor.Submit("/delegations", "/delegations", fields)).Is(303);

        var mine = (await Bank.Get(People.Operator, "/api/delegations?limit=200")).Is(200).Json.Items("items").Where(d => d.Text("reason") == "A fair.").ToList();
        mine.Should().ContainSingle().Which.Text("until").Should().Contain("15:59:59", "the day ends at the bank");

        using var other = new Visitor(Bank.Line.BaseAddress!);
        await other.SignIn(People.Designer.Id);
        (await other.Get("/delegations")).Is(200).Text.Should().NotContain("pass-on-to");
        (await other.Submit("/delegations", "/delegations", fields)).Is(403).Text.Should().Contain("role-not-allowed");
    }

    [Fact]
    public Task the_page_is_for_everybody() => browser.Tour(Bank, People.Operator, "/delegations");

    private string Day(int days) => Bank.Clock.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
