using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>In a bank of its own: where somebody has passed on their powers for every product, they are told too.</summary>
public sealed class EveryNoticeTests(Bank bank) : IClassFixture<Bank>
{
    [Fact]
    public async Task every_notice_that_the_facts_call_for_is_there_exactly_once_and_no_other()
    {
        var product = await HttpJourney.Live(bank);
        await product.Report("mis-selling-cases", "2");
        await bank.NoticesAreDelivered(product.Id);

        var duplicates = await bank.Scalar<long>("select count(*) from (select cause, audience, template from gate.notifications where product_id = $1 group by 1, 2, 3 having count(*) > 1) x", product.Id);
        duplicates.Should().Be(0);
        var told = (await product.Trail()).Where(e => e.Text("type") is "sign-off-requested" or "sign-off-given" or "signal-raised" or "distribution-suspended" or "product-launched");
        foreach (var entry in told)
            (await bank.Scalar<long>("select count(*) from gate.notifications where product_id = $1 and cause = $2", product.Id, $"{product.Id:N}/{entry.Text("version")}"))
                .Should().Be(entry.Text("type") switch { "signal-raised" => 2, "distribution-suspended" => 3, _ => 1 }, entry.Text("sentence"));
    }
}
