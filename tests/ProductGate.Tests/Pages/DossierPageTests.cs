using System.Security.Cryptography;
using Microsoft.Playwright;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>A product is declared, its dossier written, read and compared, in a real browser.</summary>
public sealed class DossierPageTests(Browser browser, SharedBank shared) : IClassFixture<SharedBank>
{
    private const string Hostile = "</textarea><script>alert('x')</script> \"&amp; 'O''Brien' {0} 你好";

    [Fact]
    public async Task without_any_script_a_product_is_declared_and_its_prices_are_written_with_a_document()
    {
        await using var window = await browser.Open(shared.Bank, People.Designer, scripts: false);
        var page = window.Page;
        await page.GotoAsync("/products/new");
        await Press(page, "Declare the product");
        (await page.Locator(".errsum li").CountAsync()).Should().Be(4, "name, category, kind and summary are empty, and the only team is chosen");
        await page.GetByLabel("Name of the product").FillAsync(Hostile);
        await page.GetByLabel("Category").SelectOptionAsync("cards");
        await page.GetByLabel("Own").CheckAsync();
        await page.GetByLabel("Summary").FillAsync("A card.");
        await Press(page, "Declare the product");
        (await window.Heading()).Should().Be(Hostile);
        (await page.GetByText("The product is declared.").IsVisibleAsync()).Should().BeTrue();

        await page.Locator("a[href$='/dossier/Pricing/edit']").ClickAsync();
        foreach (var (row, name) in new[] { "Yearly fee", "A mistake", Hostile }.Index())
        {
            await page.Locator("button[name=add][value=fees]").ClickAsync();
            await Fee(page, row, "name").FillAsync(name);
            await Fee(page, row, "type").FillAsync("EVENT");
        }
        await Fee(page, 0, "amount.amount").FillAsync("12.50");
        await Fee(page, 2, "rate").FillAsync("0.0799");
        await page.Locator("button[name=remove][value='fees[1]']").ClickAsync();
        (await page.Locator("input[name$='].name']").CountAsync()).Should().Be(2);
        (await Fee(page, 1, "name").InputValueAsync()).Should().Be(Hostile);

        await page.Locator("textarea[name=note]").FillAsync("First line\nSecond line");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "prices.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7 prices"u8.ToArray() });
        await page.Locator("button[name=upload]").ClickAsync();
        (await page.Locator("input[name='documents[0].name']").InputValueAsync()).Should().Be("prices.pdf");
        var checksum = Convert.ToHexStringLower(SHA256.HashData("%PDF-1.7 prices"u8));
        (await page.Locator(".entry", new() { HasText = "15 bytes" }).Locator("code").TextContentAsync()).Should().Be(checksum);

        await page.Locator("button[name=save]").ClickAsync();
        (await window.Heading()).Should().Be("Pricing");
        (await page.GetByText("This section is now as revision 2 says.").IsVisibleAsync()).Should().BeTrue();
        (await page.Locator("main").InnerTextAsync()).Should().Contain(Hostile).And.Contain(checksum).And.Contain("7.99 %").And.Contain("12.50 CNY").And.Contain("First line\nSecond line").And.NotContain("A mistake");
        var content = (await shared.Bank.Get(People.Designer, $"/api{new Uri(page.Url).AbsolutePath.Split("/dossier")[0]}")).Is(200).Json.Items("dossier").Single(s => s.Text("section") == "Pricing").GetProperty("content");
        content.GetProperty("note").GetString().Should().Be("First line\nSecond line");
        content.Items("fees").Select(f => f.Text("name")).Should().Equal("Yearly fee", Hostile);
        (await shared.Bank.Get(People.Designer, (await page.GetByRole(AriaRole.Link, new() { Name = "Download" }).GetAttributeAsync("href"))!)).Is(200).Bytes.Should().Equal("%PDF-1.7 prices"u8.ToArray());
        window.Complaints.Should().BeEmpty();
    }

    /// <summary>The script sends the file itself, to be told how far it is; the page is then what it would have been without.</summary>
    [Fact]
    public async Task a_large_file_shows_how_far_it_has_come()
    {
        var product = await HttpJourney.Declared(shared.Bank);
        await using var window = await browser.Open(shared.Bank, People.Designer);
        var (page, size) = (window.Page, 5 * 1024 * 1024);
        await page.GotoAsync($"/products/{product.Id}/dossier/Pricing/edit");
        await page.EvaluateAsync("() => { const bar = document.querySelector('progress'); new MutationObserver(() => { window.seen = !bar.hidden; }).observe(bar, { attributes: true }); }");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "prices.txt", MimeType = "text/plain", Buffer = [.. Enumerable.Repeat((byte)'x', size)] });
        var sent = await page.RunAndWaitForRequestAsync(() => page.Locator("button[name=upload]").ClickAsync(), r => r.Method == "POST");
        sent.ResourceType.Should().Be("xhr");
        await Assertions.Expect(page.Locator("input[name='documents[0].name']")).ToHaveValueAsync("prices.txt");
        (await page.EvaluateAsync<bool>("window.seen")).Should().BeTrue();
        new Uri(page.Url).Fragment.Should().NotBeEmpty("the reader is where they were");
        await page.Locator("button[name=keep]").Last.ClickAsync();
        await Assertions.Expect(page.Locator("input[name='documents[0].name']")).ToHaveValueAsync("prices.txt");
        window.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost()
    {
        var product = await HttpJourney.Declared(shared.Bank);
        await product.Do(People.Designer, Sample.Revise(Section.Pricing));
        await using var window = await browser.Open(shared.Bank, People.Designer);
        var page = window.Page;
        await page.GotoAsync($"/products/{product.Id}/dossier/Pricing/edit");
        await Fee(page, 0, "amount.amount").FillAsync("12.505");
        await page.Locator("textarea[name=note]").FillAsync(Hostile);
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "tool.exe", MimeType = "application/pdf", Buffer = "MZ..."u8.ToArray() });
        await page.Locator("button[name=save]").ClickAsync();
        await page.GetByText("The file is a program. Dossiers consist of documents.").First.WaitForAsync();
        await window.IsAccessible();

        await page.Locator("button[name=save]").ClickAsync();
        var complaint = page.Locator(".errsum a");
        (await complaint.TextContentAsync()).Should().Contain("An amount in CNY is a plain decimal");
        (await page.Locator(await Target(complaint)).TextContentAsync()).Should().Contain("An amount in CNY is a plain decimal");
        (await page.Locator("textarea[name=note]").InputValueAsync()).Should().Be(Hostile);
        await window.IsAccessible();

        await Fee(page, 0, "name").FillAsync("");
        await page.Locator("button[name=save]").ClickAsync();
        (await complaint.TextContentAsync()).Should().Be("Fill in: Fees 1, name.");
        await page.Locator(await Target(complaint)).FillAsync("Late payment");
        await Fee(page, 0, "amount.amount").FillAsync("12.50");
        await page.Locator("button[name=save]").ClickAsync();
        (await page.GetByText("This section is now as revision 3 says.").IsVisibleAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task whoever_writes_while_another_saves_sees_the_difference_keeps_their_text_and_can_send_it_again()
    {
        var product = await HttpJourney.Declared(shared.Bank);
        await product.Do(People.Designer, Sample.Revise(Section.Agreement));
        await using var window = await browser.Open(shared.Bank, People.Designer, scripts: false);
        var page = window.Page;
        await page.GotoAsync($"/products/{product.Id}/dossier/Agreement/edit");
        await page.Locator("textarea[name=text]").FillAsync("My agreement.");
        await product.Do(People.TeamMate, Sample.Revise(Section.Agreement, "second"));
        await page.Locator("button[name=save]").ClickAsync();

        var note = await page.Locator(".note.warn").First.InnerTextAsync();
        note.Should().Contain("Zhao Lei").And.Contain("Revised agreement: revision 3.");
        (await page.Locator("ins").InnerTextAsync()).Should().Be("second");
        (await page.Locator("textarea[name=text]").InputValueAsync()).Should().Be("My agreement.");
        await page.Locator("button[name=save]").ClickAsync();
        (await page.Locator("main").InnerTextAsync()).Should().Contain("My agreement.");
    }

    [Fact]
    public async Task a_draft_is_only_its_writers_and_survives_until_it_is_saved_or_discarded()
    {
        var product = await HttpJourney.Declared(shared.Bank);
        var address = $"/products/{product.Id}/dossier/Risk/edit";
        await using (var first = await browser.Open(shared.Bank, People.Designer, scripts: false))
        {
            await first.Page.GotoAsync(address);
            await first.Page.Locator("textarea[name=points]").FillAsync("one\ntwo");
            await first.Page.Locator("button[name=keep]").Last.ClickAsync();
        }
        await using var again = await browser.Open(shared.Bank, People.Designer, scripts: false);
        await again.Page.GotoAsync($"/products/{product.Id}/dossier");
        await again.Page.GetByRole(AriaRole.Link, new() { Name = "Your draft of" }).ClickAsync();
        (await again.Page.Locator("textarea[name=points]").InputValueAsync()).Should().Be("one\ntwo");
        await using var other = await browser.Open(shared.Bank, People.TeamMate, scripts: false);
        await other.Page.GotoAsync(address);
        (await other.Page.Locator("textarea[name=points]").InputValueAsync()).Should().BeEmpty();

        await Press(again.Page, "Discard the draft");
        (await again.Page.Locator("textarea[name=points]").InputValueAsync()).Should().BeEmpty();
        (await again.Page.GetByText("This is your draft").CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task before_a_signed_section_is_saved_its_writer_sees_what_happens_to_the_signatures()
    {
        var product = await HttpJourney.At(shared.Bank, Stage.DevelopmentAndTesting);
        await using var window = await browser.Open(shared.Bank, People.Designer);
        await window.Page.GotoAsync($"/products/{product.Id}/dossier/Pricing/edit");
        (await window.Page.Locator("button[name=save]").CountAsync()).Should().Be(0);
        await window.Page.Locator("textarea[name=note]").FillAsync("Cheaper.");
        await Press(window.Page, "Check and save");
        (await window.Page.Locator(".note.warn").First.InnerTextAsync()).Should().Contain("This will invalidate:").And.Contain("Sign-off of");
        await window.IsAccessible();
        await Press(window.Page, "Save revision");
        (await window.Page.Locator("main").InnerTextAsync()).Should().Contain("Cheaper.");
        window.Complaints.Should().BeEmpty();
    }

    /// <summary>What was previewed is what happens: to each signature, as the API tells it afterwards.</summary>
    [Fact]
    public async Task saving_is_confirmed_for_exactly_the_text_that_was_previewed_and_the_outcome_is_that_of_the_preview()
    {
        var product = await HttpJourney.At(shared.Bank, Stage.DevelopmentAndTesting);
        await using var window = await browser.Open(shared.Bank, People.Designer, scripts: false);
        var page = window.Page;
        await page.GotoAsync($"/products/{product.Id}/dossier/Marketing/edit");
        await page.Locator("form#edit textarea").First.FillAsync("One.");
        await Press(page, "Check and save");
        await page.Locator("form#edit textarea").First.FillAsync("Another.");
        await Press(page, "Save revision");
        (await page.GetByText("Before you save").CountAsync()).Should().Be(1, "this text was not previewed");
        (await product.Look()).Text("version").Should().Be($"{product.Version}");

        var (lost, kept) = (await Foreseen("This will invalidate:"), await Foreseen("This will carry over:"));
        kept.Should().NotBeEmpty();
        var before = (await product.Look()).Items("signOffs").Where(s => s.Text("invalidated") == "False").ToDictionary(s => s.Text("id") ?? $"{s.Text("stage")}{s.Text("by")}", s => s.Text("revision"));
        await Press(page, "Save revision");

        var after = (await product.Look()).Items("signOffs").Where(s => before.ContainsKey(s.Text("id") ?? $"{s.Text("stage")}{s.Text("by")}")).ToList();
        after.Count(s => s.Text("invalidated") == "True").Should().Be(lost.Length);
        after.Count(s => s.Text("invalidated") == "False" && s.Text("revision") != s.Text("signedRevision")).Should().BeGreaterThanOrEqualTo(kept.Length);
        await page.GotoAsync($"/products/{product.Id}");
        (await page.Locator("section[aria-labelledby=signoffs-h] .sig").Filter(new() { HasText = "carried over to revision" }).CountAsync()).Should().Be(kept.Length);

        async Task<string[]> Foreseen(string fate) => [.. await page.Locator("p", new() { HasTextString = fate }).Locator("+ ul li").AllInnerTextsAsync()];
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task a_large_file_does_not_cost_whoever_was_signed_out_what_they_typed(bool scripts)
    {
        var product = await HttpJourney.Declared(shared.Bank);
        await using var window = await browser.Open(shared.Bank, People.Designer, scripts: scripts);
        var page = window.Page;
        await page.GotoAsync($"/products/{product.Id}/dossier/Pricing/edit");
        await page.Locator("textarea[name=note]").FillAsync(Hostile);
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "prices.txt", MimeType = "text/plain", Buffer = [.. Enumerable.Repeat((byte)'x', 3 * 1024 * 1024)] });
        await window.Context.ClearCookiesAsync(new() { Name = "productgate" });
        await page.Locator("button[name=upload]").ClickAsync();

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Nothing you typed is lost");
        (await page.Locator("main").InnerTextAsync()).Should().Contain(Hostile).And.Contain("files do not wait here");
        (await page.Locator("input[type=hidden][name=note]").GetAttributeAsync("value")).Should().Be(Hostile);
    }

    [Fact]
    public async Task whoever_was_signed_out_while_writing_sends_it_after_signing_in_again()
    {
        var product = await HttpJourney.Declared(shared.Bank);
        await using var window = await browser.Open(shared.Bank, People.Designer, scripts: false);
        await window.Page.GotoAsync($"/products/{product.Id}/dossier/Agreement/edit");
        await window.Page.Locator("textarea[name=text]").FillAsync(Hostile);
        var cookies = await window.Context.CookiesAsync();
        await window.Context.ClearCookiesAsync(new() { Name = "productgate" });
        await window.Page.Locator("button[name=save]").ClickAsync();
        (await window.Heading()).Should().Be("Nothing you typed is lost");

        await window.Context.AddCookiesAsync(cookies.Where(c => c.Name == "productgate").Select(c => new Cookie { Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path, HttpOnly = c.HttpOnly }));
        await Press(window.Page, "Send it again");
        if (await window.Heading() == "Nothing you typed is lost") await Press(window.Page, "Send it again");
        (await window.Page.Locator("main").InnerTextAsync()).Should().Contain(Hostile);
    }

    [Fact]
    public async Task who_may_not_write_reads_and_what_was_read_is_recorded()
    {
        var product = await HttpJourney.HandedIn(shared.Bank, Stage.PreliminaryReview);
        await using var window = await browser.Open(shared.Bank, People.Officer, scripts: false);
        var page = window.Page;
        await page.GotoAsync($"/products/{product.Id}/dossier");
        (await page.GetByRole(AriaRole.Link, new() { Name = "Write" }).CountAsync()).Should().Be(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Pricing" }).ClickAsync();
        (await page.GetByRole(AriaRole.Link, new() { Name = "Object to this section" }).GetAttributeAsync("href")).Should().Be($"/products/{product.Id}?section=Pricing#raise");
        await page.GotoAsync($"/products/{product.Id}/dossier");
        (await page.GetByRole(AriaRole.Row, new() { Name = "Pricing" }).InnerTextAsync()).Should().Contain("Read").And.NotContain("Not read");
        (await page.GotoAsync($"/products/{product.Id}/dossier/Pricing/edit"))!.Status.Should().Be(403);
        (await page.GotoAsync($"/products/{product.Id}/dossier/Nothing"))!.Status.Should().Be(404);

        await product.Do(People.Designer, Sample.Revise(Section.Pricing, "<b>dearer</b>"));
        await page.GotoAsync($"/products/{product.Id}/compare");
        (await page.Locator("ins").First.InnerTextAsync()).Should().Contain("dearer");
        (await page.Locator("del").First.InnerTextAsync()).Should().Be("first");
    }

    [Fact]
    public async Task without_any_script_a_comparison_leaves_out_what_is_not_material_and_says_so()
    {
        await using var window = await browser.Open(shared.Bank, People.Designer, scripts: false);
        var (page, product) = (window.Page, await HttpJourney.HandedIn(shared.Bank, Stage.PreliminaryReview));
        var before = (await product.Look()).GetProperty("revision").GetInt32();
        await product.Do(People.Designer, Sample.Revise(Section.Pricing, "second"));
        await product.Do(People.Designer, Sample.Revise(Section.Pricing, "Second!"));
        await page.GotoAsync($"/products/{product.Id}/compare?from={before + 1}");
        var changed = await page.Locator("table.diff tbody tr").CountAsync();
        changed.Should().BePositive();

        await page.GetByLabel("Material changes only").CheckAsync();
        await Press(page, "Compare");

        (await page.Locator("table.diff tbody tr").CountAsync()).Should().Be(0);
        (await page.GetByRole(AriaRole.Status).First.InnerTextAsync()).Should().Be($"Nothing material differs between the two. Not shown: {changed}, which differ in blanks, punctuation or capitals alone.");
        await page.GotoAsync($"/products/{product.Id}/compare?from={before}&material=true");
        (await page.Locator("ins").First.InnerTextAsync()).Should().Contain("Second");
    }

    [Fact]
    public async Task the_pages_are_for_everybody_in_both_languages()
    {
        var product = await HttpJourney.HandedIn(shared.Bank, Stage.PreliminaryReview);
        await product.Raise(People.Officer, OpinionKind.Objection);
        await product.Do(People.Designer, Sample.Revise(Section.Pricing, "dearer"));
        var root = $"/products/{product.Id}";
        await browser.Tour(shared.Bank, People.Designer, "/products/new", $"{root}/dossier", $"{root}/dossier/Pricing", $"{root}/dossier/Pricing/edit?row=fees", $"{root}/dossier/Marketing/edit?row=items", $"{root}/compare?from=1&all=true");
    }

    private static ILocator Fee(IPage page, int row, string field) => page.Locator($"[name='fees[{row}].{field}']");

    private static Task Press(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).Last.ClickAsync();

    /// <summary>Where a link of the summary leads; an id may begin with anything.</summary>
    private static async Task<string> Target(ILocator link) => $"[id='{(await link.GetAttributeAsync("href"))![1..]}']";
}
