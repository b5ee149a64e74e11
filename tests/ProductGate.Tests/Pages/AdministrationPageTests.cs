using Microsoft.Playwright;
using ProductGate.Tests.Faults;
using ProductGate.Tests.Http;
using ProductGate.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ProductGate.Tests.Pages;

/// <summary>What administrators look after, in a real browser without scripts.</summary>
public sealed class AdministrationPageTests(Browser browser, ChannelBank channels) : IClassFixture<ChannelBank>
{
    private Bank Bank => channels.Bank;

    [Fact]
    public async Task a_webhook_is_set_up_its_secret_shown_once_given_a_new_one_changed_and_removed()
    {
        await using var window = await browser.Open(Bank, People.Administrator, scripts: false);
        await window.Page.GotoAsync("/administration");
        await window.Page.GetByText("Set up a webhook").ClickAsync();
        await window.Page.GetByLabel("Address").FillAsync("gopher://bank.example");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Set up" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("An http or https address without a user or a fragment.");
        (await window.Page.GetByLabel("Address").InputValueAsync()).Should().Be("gopher://bank.example");

        await window.Page.GetByLabel("Address").FillAsync("https://hooks.bank.example/quiet");
        await window.Page.GetByText("Only some kinds of notices").ClickAsync();
        await window.Page.GetByLabel("Product retired").CheckAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Set up" }).ClickAsync();
        var first = await Secret(window).TextContentAsync();
        first.Should().StartWith("whsec_");
        await window.Page.ReloadAsync();
        await Expect(Secret(window)).ToHaveCountAsync(0);

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "New secret https://hooks.bank.example/quiet" }).ClickAsync();
        (await Secret(window).TextContentAsync()).Should().StartWith("whsec_").And.NotBe(first);
        await window.Page.Locator("summary", new() { HasTextRegex = new("^Change.*bank.example/quiet") }).ClickAsync();
        await window.Page.GetByLabel("Address").First.FillAsync("https://hooks.bank.example/loud");
        await window.Page.GetByLabel("Product retired").First.UncheckAsync();
        await window.Page.GetByLabel("Product declared").First.CheckAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Save the change" }).ClickAsync();
        await Expect(window.Page.GetByText("The webhook is changed.")).ToBeVisibleAsync();
        var changed = (await Bank.Get(People.Administrator, "/api/webhooks")).Is(200).Json.EnumerateArray().Single(w => w.Text("url") == "https://hooks.bank.example/loud");
        changed.Items("kinds").Select(k => k.GetString()).Should().Equal("product-declared");

        await window.Page.Locator("summary", new() { HasTextRegex = new("^Remove.*bank.example/loud") }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, call it no more" }).ClickAsync();
        await Expect(window.Page.GetByText("The webhook is called no more.")).ToBeVisibleAsync();
        await Expect(window.Page.GetByText("hooks.bank.example/loud")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task what_was_given_up_is_shown_with_its_reason_and_tried_again()
    {
        var made = (await Bank.Post(People.Administrator, "/api/webhooks", new Service.Notifications.WebhookOrder("http://127.0.0.1:1/nobody", ["product-declared"]))).Is(201).Json;
        var product = await HttpJourney.Declared(Bank);
        await Patience.Until("it is given up", 40, async () => (await Bank.Get(People.Administrator, "/api/dead-letters")).Is(200).Text.Contains(product.Id.ToString(), StringComparison.Ordinal));
        (await Bank.Send(People.Administrator, HttpMethod.Delete, $"/api/webhooks/{made.Text("id")}")).Is(204);
        await browser.Tour(Bank, People.Administrator, "/administration");

        await using var window = await browser.Open(Bank, People.Administrator, scripts: false);
        await window.Page.GotoAsync("/administration");
        var failed = window.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "product declared" }).First;
        await Expect(failed).ToContainTextAsync("Webhook");
        await failed.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(window.Page.GetByText("It is tried again.")).ToBeVisibleAsync();
        await Patience.Until("it is taken up again, and ends because nobody is to be called any more", 40, async () => !(await Bank.Get(People.Administrator, "/api/dead-letters")).Is(200).Text.Contains(product.Id.ToString(), StringComparison.Ordinal));
        await window.Page.GotoAsync("/administration");
        await Expect(window.Page.GetByText("Everything got through")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task nobody_else_sees_it_or_does_anything_there()
    {
        using var visitor = new Visitor(Bank.Line.BaseAddress!);
        await visitor.SignIn(People.Compliance.Id);

        (await visitor.Get("/administration")).Is(403).Text.Should().Contain("That is not for you").And.Contain("This is for the administrators.");
        foreach (var action in (string[])["/dead-letters/replay", $"/dead-letters/{Guid.NewGuid()}/replay", "/webhooks", $"/webhooks/{Guid.NewGuid()}", $"/webhooks/{Guid.NewGuid()}/rotation", $"/webhooks/{Guid.NewGuid()}/removal"])
            (await visitor.Submit("/inbox", "/administration" + action, ("url", "https://hooks.bank.example/mine"))).Is(403);
        (await Bank.Get(People.Administrator, "/api/webhooks")).Is(200).Text.Should().NotContain("hooks.bank.example/mine");
    }

    private static ILocator Secret(Window window) => window.Page.Locator(".note.warn code");
}
