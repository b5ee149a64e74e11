using Microsoft.Playwright;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Tests.Faults;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>A bank whose database can be taken away.</summary>
public sealed class FragileBank(Server server) : Bank(server)
{
    internal TcpProxy Proxy { get; } = new(server.Postgres.Port);

    protected override (string Name, string Value)[] Settings => [("ConnectionStrings:ProductGate", new NpgsqlConnectionStringBuilder(ConnectionString) { Port = Proxy.Port }.ConnectionString)];
}

/// <summary>What a person sees while the database is away, in a real browser without scripts.</summary>
public sealed class DatabaseAwayPageTests(Browser browser, FragileBank bank) : IClassFixture<FragileBank>
{
    private const string Typed = "My <b>agreement</b> & \"terms\".";

    [Fact]
    public async Task whoever_reads_or_writes_is_told_so_loses_nothing_and_goes_on_when_it_is_back()
    {
        var product = await HttpJourney.Declared(bank);
        await using var window = await browser.Open(bank, People.Designer, scripts: false);
        var (page, address) = (window.Page, $"/products/{product.Id}/dossier/Agreement");
        await page.GotoAsync($"{address}/edit");
        await page.Locator("textarea[name=text]").FillAsync(Typed);
        bank.Proxy.Cut();

        var answer = await page.RunAndWaitForResponseAsync(() => page.Locator("button[name=save]").ClickAsync(), r => r.Request.Method == "POST");
        IsAway(answer);
        (await window.Heading()).Should().Be("Nothing you typed is lost");
        (await page.Locator("main").InnerTextAsync()).Should().Contain(Typed).And.Contain("It is not known whether anything was recorded.");
        await window.IsAccessible();
        var reading = await window.Context.NewPageAsync();
        IsAway((await reading.GotoAsync(address))!);
        (await reading.Locator("h1").TextContentAsync()).Should().Be("We cannot be reached at the moment");

        bank.Proxy.Restore();
        using var line = new HttpClient { BaseAddress = bank.Line.BaseAddress };
        await Patience.Until("the service is ready again", 30, async () => (await line.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode);
        await reading.GetByRole(AriaRole.Link, new() { Name = "Try again" }).ClickAsync();
        (await reading.Locator("h1").TextContentAsync()).Should().Be("Agreement");
        await window.Press("Send it again");
        (await page.Locator("main").InnerTextAsync()).Should().Contain(Typed).And.Contain("This section is now as revision 2 says.", "once is enough: the page was made for the same person");
    }

    private static void IsAway(IResponse answer)
    {
        answer.Status.Should().Be(503);
        answer.Headers["retry-after"].Should().Be("2");
    }
}
