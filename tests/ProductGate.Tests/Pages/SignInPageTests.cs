using Microsoft.Playwright;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>Signing in and out in a real browser.</summary>
public sealed class SignInPageTests(Browser browser, SharedBank shared, DemoBank demo) : IClassFixture<SharedBank>, IClassFixture<DemoBank>
{
    [Fact]
    public async Task a_person_signs_in_at_the_provider_sees_their_roles_and_signs_out_everywhere()
    {
        await using var window = await browser.Open(shared.Bank);
        await window.Page.GotoAsync("/");
        window.Page.Url.Should().StartWith(shared.Bank.Provider.Issuer.ToString(), "the first page leads to the sign-in");
        await window.PassProvider("cao.mei");

        (await window.Heading()).Should().Be("Work queue");
        await window.Page.Locator("details.who summary").ClickAsync();
        (await window.Page.Locator("details.who .menu").InnerTextAsync()).Should().Contain("Cao Mei").And.Contain("the protection office, the head of the protection office and compliance");
        await window.IsAccessible();
        var cookie = (await window.Context.CookiesAsync([shared.Bank.Line.BaseAddress!.ToString()])).Single(c => c.Name == "productgate");
        (cookie.HttpOnly, cookie.SameSite, cookie.Path, cookie.Expires).Should().Be((true, SameSiteAttribute.Lax, "/", -1));
        (await window.Page.EvaluateAsync<string>("document.cookie")).Should().NotContain("productgate");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, sign me out" }).ClickAsync();
        (await window.Heading()).Should().Be("You are signed out");

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        (await window.Page.GetByLabel("Password").IsVisibleAsync()).Should().BeTrue("the provider has forgotten who was there");
        window.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task a_form_on_another_address_does_nothing_here()
    {
        await using var window = await browser.Open(shared.Bank);
        await window.Page.GotoAsync("/sign-in");
        await window.PassProvider("li.wei");
        await window.Page.GotoAsync($"{shared.Bank.Provider.Issuer}jwks");

        // The same host on another port: the browser takes it for the same site and sends the cookies along.
        var answer = await window.Page.RunAndWaitForResponseAsync(
            () => window.Page.EvaluateAsync("a => { const f = document.createElement('form'); f.method = 'post'; f.action = a; document.body.append(f); f.submit(); }", $"{shared.Bank.Line.BaseAddress}sign-out"),
            r => r.Url.EndsWith("/sign-out", StringComparison.Ordinal));

        answer.Status.Should().Be(403);
        (await answer.Request.AllHeadersAsync())["cookie"].Should().Contain("productgate=");
        await window.Page.GetByText("antiforgery-token").WaitForAsync();
        await window.Page.GotoAsync("/");
        (await window.Page.Locator("details.who summary").InnerTextAsync()).Should().Contain("Li Wei");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task everybody_finds_their_way_in(string language)
    {
        await using var window = await browser.Open(demo, language: language);
        await window.Page.GotoAsync("/");
        await window.IsAccessible();
        await window.Page.Locator("button[value='wang.min']").ClickAsync();
        await window.Page.Locator("details.who summary").ClickAsync();
        await window.IsAccessible();
        await window.Page.Locator(".menu button").ClickAsync();
        await window.IsAccessible();
    }

    [Fact]
    public async Task whoever_tries_the_demo_chooses_who_to_be()
    {
        await using var window = await browser.Open(demo, width: 390);
        await window.Page.GotoAsync("/");
        (await window.Heading()).Should().Be("Who do you want to be?");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Wang Min" }).ClickAsync();
        (await window.Heading()).Should().Be("Products", "a product team begins with its own");
        await window.Page.Locator("details.who summary").ClickAsync();
        (await window.Page.Locator("details.who .menu").InnerTextAsync()).Should().Contain("Wang Min").And.Contain("the product team cards");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        (await window.Heading()).Should().Be("You are signed out");
        window.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task the_reference_page_works_within_its_own_policy()
    {
        await using var window = await browser.Open(shared.Bank);
        var foreign = new List<string>();
        window.Page.Request += (_, r) => { if (!r.Url.StartsWith(shared.Bank.Line.BaseAddress!.ToString(), StringComparison.Ordinal) && r.Url.StartsWith("http", StringComparison.Ordinal)) foreign.Add(r.Url); };
        await window.Page.GotoAsync("/docs");

        await window.Page.GetByText("declare a product", new() { Exact = false }).Or(window.Page.GetByRole(AriaRole.Heading, new() { Name = "ProductGate" })).First.WaitForAsync();
        foreign.Should().BeEmpty("nobody else learns who reads it");
        window.Complaints.Should().BeEmpty();
    }
}
