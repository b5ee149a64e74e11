using Microsoft.Playwright;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>The list of products in a real browser, and as a file.</summary>
public sealed class ProductsPageTests(Browser browser, SharedBank shared) : IClassFixture<SharedBank>
{
    private readonly string mark = $"{Guid.NewGuid():N}"[..8];

    private Bank Bank => shared.Bank;

    [Fact]
    public async Task without_script_it_is_searched_sorted_and_turned_over()
    {
        foreach (var name in (string[])["b", "a", "c"]) await HttpJourney.Declared(Bank, $"{name} {mark}");
        await HttpJourney.Declared(Bank, $"Other {Guid.NewGuid():N}");
        await using var window = await browser.Open(Bank, People.Designer, scripts: false);
        await window.Page.GotoAsync("/products");
        await window.Page.GetByLabel("Product", new() { Exact = true }).FillAsync(mark);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        (await Names(window)).Should().BeEquivalentTo($"a {mark}", $"b {mark}", $"c {mark}");
        (await window.Page.Locator("th[aria-sort]").InnerTextAsync()).Should().Contain("Declared");

        var heading = window.Page.Locator("thead").GetByRole(AriaRole.Link, new() { Name = "Product" });
        await heading.ClickAsync();
        (await Names(window)).Should().Equal($"a {mark}", $"b {mark}", $"c {mark}");
        (await window.Page.Locator("th[aria-sort=ascending]").InnerTextAsync()).Should().Contain("Product");
        await heading.ClickAsync();
        (await Names(window)).Should().Equal($"c {mark}", $"b {mark}", $"a {mark}");
        window.Page.Url.Should().Contain($"q={mark}");

        await window.Page.GotoAsync($"/products?q={mark}&sort=name&limit=2");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Next page" }).ClickAsync();
        (await Names(window)).Should().Equal($"c {mark}");
        window.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task only_a_product_team_is_offered_to_declare_one()
    {
        await using var team = await browser.Open(Bank, People.Designer);
        await team.Page.GotoAsync("/products");
        (await team.Page.Locator(".head a.btn").GetAttributeAsync("href")).Should().Be("/products/new");
        await using var office = await browser.Open(Bank, People.Officer);
        await office.Page.GotoAsync("/products");
        (await office.Page.Locator(".head a.btn").CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task the_file_has_what_the_filters_leave_and_runs_no_formula()
    {
        string[] names = [$"=HYPERLINK(\"x\") {mark}", $"plain, \"quoted\" {mark}", $"+1 {mark}", $"产品 {mark}"];
        foreach (var name in names) await HttpJourney.Declared(Bank, name);
        using var visitor = new Visitor(Bank.Line.BaseAddress!);
        (await visitor.SignIn(People.Designer.Id)).Is(302);

        var file = (await visitor.Get($"/products.csv?q={mark}&sort=name")).Is(200);

        file.MediaType.Should().Be("text/csv");
        var lines = file.Text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].Should().Be("id,name,category,team,stage,disposition,marketState,riskGrade,round,openObjections,nextDue,declaredAt");
        lines.Skip(1).Select(l => l[37..l.IndexOf(",cards,", StringComparison.Ordinal)]).Should().BeEquivalentTo(
            $"\"'=HYPERLINK(\"\"x\"\") {mark}\"", $"\"plain, \"\"quoted\"\" {mark}\"", $"\"'+1 {mark}\"", $"产品 {mark}");
        (await visitor.Get("/products.csv?stage=Nowhere")).Status.Should().Be(400);
        (await Bank.All(People.Compliance, $"/api/access-records?person={People.Designer.Id}&kind=ProductExport", 200)).Should().Contain(r => r.Text("asked")!.Contains(mark));

        (await visitor.Get($"/products.csv?q={mark}&team=loans")).Is(200).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(1);
    }

    private static Task<IReadOnlyList<string>> Names(Window window) => window.Texts("#products tbody th a");
}
