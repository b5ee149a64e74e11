using Microsoft.Playwright;
using ProductGate.Domain;
using ProductGate.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ProductGate.Tests.Pages;

/// <summary>What somebody was told, and how they want to be told, in a real browser without scripts.</summary>
public sealed class InboxPageTests(Browser browser, Bank bank) : IClassFixture<Bank>
{
    private Bank Bank => bank;

    [Fact]
    public async Task a_notice_is_found_leads_to_its_product_and_is_marked_as_read()
    {
        var product = await Declared("<b>Bold</b> & \"quoted\"");
        await using var window = await browser.Open(Bank, People.SecondOfficer, scripts: false);
        await window.Page.GotoAsync("/inbox?unread=true");
        var notice = window.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = product.Name });

        await Expect(notice.GetByText("Unread", new() { Exact = true })).ToBeVisibleAsync();
        (await notice.GetByRole(AriaRole.Link).GetAttributeAsync("href")).Should().Be($"/products/{product.Id}");
        await notice.GetByRole(AriaRole.Button, new() { Name = "Mark as read" }).ClickAsync();

        window.Page.Url.Should().EndWith("/inbox?unread=true", "the form leads back to where it stood");
        await Expect(notice).ToHaveCountAsync(0);
        await window.Page.GotoAsync("/inbox");
        await Expect(notice).ToBeVisibleAsync();
        await Expect(notice.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        window.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task every_place_that_a_notice_links_is_there()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        var objection = await product.Raise(People.Officer, OpinionKind.Objection);
        await product.Do(People.TeamMate, new AnswerOpinion(OpinionAnswer.NotAdopted, "No.") { OpinionId = objection });
        await product.Sign(People.Compliance, SignOffDecision.ApproveWithConditions, null, new NewCondition("Train the branches.", Role.Operations, ConditionGate.AfterLaunch, null, 30));
        var places = new HashSet<string>();
        foreach (var person in (Actor[])[People.Officer, People.Designer, People.Operator, People.FirstMember, People.Compliance])
        {
            using var reader = new Visitor(Bank.Line.BaseAddress!);
            await reader.SignIn(person.Id);
            await Faults.Patience.Until("everybody is told", 20, async () => (await Links(reader)).Length > 0);
            foreach (var link in await Links(reader))
            {
                var answer = await reader.Get(link.Split('#')[0]);
                var led = answer.Status == 302 ? answer.Headers.Location!.ToString() : link;
                var page = (await reader.Get(led.Split('#')[0])).Is(200).Text;
                if (led.Split('#') is [_, var place]) page.Should().Contain($" id=\"{place}\"", link);
                places.Add(led[(led.IndexOf($"{product.Id}", StringComparison.Ordinal) + 36)..]);
            }
        }
        places.Should().Contain("#o1").And.Contain("#c1");

        async Task<string[]> Links(Visitor reader) =>
            [.. (await reader.Get("/inbox?limit=200")).Is(200).Text.Split("href=\"").Skip(1).Select(l => l.Split('"')[0]).Where(l => l.Contains($"{product.Id}", StringComparison.Ordinal)).Distinct()];
    }

    [Fact]
    public async Task all_that_are_shown_are_marked_at_once_and_older_ones_stand_on_further_pages()
    {
        for (var i = 0; i < 3; i++) await Declared();
        await using var window = await browser.Open(Bank, People.DoubleHat, scripts: false);
        await window.Page.GotoAsync("/inbox?unread=true&limit=2");
        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Older" })).ToBeVisibleAsync();
        while (await window.Page.GetByRole(AriaRole.Button, new() { Name = "Mark all shown as read" }).CountAsync() > 0)
            await window.Page.GetByRole(AriaRole.Button, new() { Name = "Mark all shown as read" }).ClickAsync();

        (await window.Page.Locator("h2").TextContentAsync()).Should().Be("You have read everything");
        (await window.Page.Locator(".nav .n").CountAsync()).Should().BeLessThan(2, "whoever has two roles has read for both of them");
    }

    [Fact]
    public async Task somebody_says_how_they_want_to_be_told_and_cannot_choose_what_is_duty()
    {
        await using var window = await browser.Open(Bank, People.Marketer, scripts: false);
        await window.Page.GotoAsync("/notifications/settings");
        await Expect(window.Page.GetByText("Always at once: somebody waits for your signature.")).ToBeVisibleAsync();
        await window.Page.GetByLabel("My mail address").FillAsync("not an address");
        await window.Page.GetByLabel("dossier revised").SelectOptionAsync("None");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is not one plain mail address.");
        (await window.Page.GetByLabel("My mail address").InputValueAsync()).Should().Be("not an address", "nothing typed is lost");
        (await window.Page.GetByLabel("dossier revised").InputValueAsync()).Should().Be("None");
        await window.IsAccessible();

        await window.Page.GetByLabel("My mail address").FillAsync("guo.rui@bank.example");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(window.Page.GetByText("This is how you will be told from now on.")).ToBeVisibleAsync();
        (await Bank.Get(People.Marketer, "/api/notifications/settings")).Is(200).Text.Should().Be("""{"mail":"guo.rui@bank.example","kinds":{"dossier-revised":"None"},"digest":true}""");
    }

    [Fact]
    public async Task the_pages_are_for_everybody()
    {
        await Declared();
        await browser.Tour(Bank, People.Officer, "/inbox", "/inbox?unread=true", "/notifications/settings");
    }

    /// <summary>A product of which the protection office has heard.</summary>
    private async Task<(Guid Id, string Name)> Declared(string name = "Harbour")
    {
        var full = $"{name} {Guid.NewGuid():N}";
        var product = await HttpJourney.Declared(Bank, full);
        await Faults.Patience.Until("the office is told", 20, async () => (await Bank.Get(People.Officer, "/api/inbox?limit=200")).Is(200).Text.Contains(product.Id.ToString(), StringComparison.Ordinal));
        return (product.Id, full);
    }
}
