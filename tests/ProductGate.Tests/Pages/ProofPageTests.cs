using ProductGate.Tests.Faults;
using ProductGate.Tests.Http;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>A trail is verified from its page, in a bank whose database somebody owns who should not.</summary>
public sealed class ProofPageTests(Browser browser, Bank bank) : IClassFixture<Bank>
{
    [Fact]
    public async Task what_is_as_it_was_holds_and_what_was_changed_does_not_and_is_said_without_being_asked()
    {
        var product = await HttpJourney.Declared(bank);
        await product.Do(People.Designer, Sample.Revise(Domain.Section.Pricing));
        await product.IsSealed();
        await using var window = await browser.Open(bank, People.Compliance, scripts: false);
        var (page, address) = (window.Page, $"/products/{product.Id}/audit");
        await page.GotoAsync(address);
        await window.Press("Verify now");
        (await page.Locator("#proof .note.ok").InnerTextAsync()).Should().Contain("This holds: it was checked just now.").And.Contain($"The {product.Version} sealed steps");
        await browser.Tour(bank, People.Compliance, $"{address}?verify=true");

        await Change("somebody.else");
        await page.GotoAsync(address);
        await window.Press("Verify now");
        (await page.Locator("#proof .note.bad").Last.InnerTextAsync()).Should().Contain("This does not hold.").And.Contain("is not what was sealed");
        await Patience.Until("the service has compared it too", 60, async () =>
        {
            await page.GotoAsync(address);
            return await page.GetByText("The log does not hold.").CountAsync() == 1;
        });
        await window.IsAccessible();
        await Change(People.Designer.Id);

        Task Change(string person) => Execute($"begin; set local session_replication_role = replica; update gate.mt_events set user_name = '{person}' where stream_id = '{product.Id}' and version = 2; commit");
    }

    private async Task Execute(string sql)
    {
        await using var command = bank.Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
