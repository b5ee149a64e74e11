using Microsoft.Playwright;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>Pages in states that come between others: before anything was recorded, after the end, in the middle of writing or deciding.</summary>
public sealed class StateTourTests(Browser browser, SharedBank shared) : IClassFixture<SharedBank>
{
    private Bank Bank => shared.Bank;

    [Fact]
    public async Task before_anything_is_recorded()
    {
        var product = await HttpJourney.Declared(Bank);
        var root = $"/products/{product.Id}";
        await browser.Tour(Bank, People.Officer, root, $"{root}/filing", $"{root}/evaluation", $"{root}/launch", $"{root}/monitoring", $"{root}/decision", $"{root}/compare", $"{root}/dossier", $"{root}/dossier/Marketing");
        await browser.Tour(Bank, People.Designer, root, $"{root}/filing");
    }

    [Fact]
    public async Task after_the_end()
    {
        var rejected = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        await rejected.Sign(People.Officer, SignOffDecision.Reject);
        var withdrawn = await HttpJourney.Declared(Bank);
        await withdrawn.Do(People.Designer, new WithdrawProduct("The market has gone."));
        await browser.Tour(Bank, People.Officer, $"/products/{rejected.Id}", $"/products/{rejected.Id}/decision", $"/products/{withdrawn.Id}");
        await browser.Tour(Bank, People.Designer, $"/products/{withdrawn.Id}", $"/products/{withdrawn.Id}/dossier/Risk");
    }

    [Fact]
    public async Task in_the_middle_of_writing()
    {
        var early = await HttpJourney.Declared(Bank);
        var signed = await HttpJourney.At(Bank, Stage.DevelopmentAndTesting);
        await browser.Tour(
            Bank, People.Designer,
            new Sight($"/products/{early.Id}/dossier/Risk/edit", State: "draft", Reach: async page =>
            {
                await page.Locator("textarea[name=points]").FillAsync("one\ntwo");
                await page.RunAndWaitForResponseAsync(() => page.Locator("button[name=keep]").Last.ClickAsync(), r => r.Request.Method == "POST");
                await page.GotoAsync($"/products/{early.Id}/dossier/Risk/edit");
                await page.Locator("form#discard").WaitForAsync();
            }),
            $"/products/{early.Id}/dossier",
            new Sight($"/products/{signed.Id}/dossier/Pricing/edit", State: "preview", Reach: async page =>
            {
                await page.Locator("textarea[name=note]").FillAsync("Cheaper.");
                await page.Locator("form#edit button[name=preview]").ClickAsync();
                await page.Locator("button[name=save]").WaitForAsync();
            }));
    }

    [Fact]
    public async Task in_the_middle_of_deciding()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.ProjectEstablishment);
        await browser.Tour(Bank, People.FirstMember, new Sight($"/products/{product.Id}/decision", State: "preview", Reach: async page =>
        {
            await page.Locator("input[value=SendBack]").CheckAsync();
            await page.Locator("#sign-sendBackTo").SelectOptionAsync("PreliminaryReview");
            await page.Locator("#sign-reason").FillAsync("Grade the risk anew.");
            await page.Locator("button[name=confirm]").ClickAsync();
            await page.Locator("#preview-h").WaitForAsync();
        }));
    }

    [Fact]
    public async Task after_others_were_quicker()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        await browser.Tour(
            Bank, People.Officer,
            new Sight($"/products/{product.Id}?section=Risk", State: "stale", Reach: async page =>
            {
                await page.Locator("#raise-opinion input[value=Suggestion]").CheckAsync();
                foreach (var field in (string[])["subject", "text", "wantedChange"]) await page.Locator($"#raise-opinion-{field}").FillAsync("Plainly.");
                await product.Raise(People.Compliance, OpinionKind.Suggestion);
                await page.Locator("#raise-opinion button[type=submit]").ClickAsync();
                await page.Locator(".note.warn").First.WaitForAsync();
            }),
            new Sight($"/products/{product.Id}", State: "told of it", Reach: async page =>
            {
                await page.Clock.InstallAsync();
                await page.ReloadAsync();
                await product.Raise(People.Compliance, OpinionKind.Suggestion);
                await page.Clock.FastForwardAsync("00:21");
                await page.Locator("#pulse").WaitForAsync();
            }));
    }
}
