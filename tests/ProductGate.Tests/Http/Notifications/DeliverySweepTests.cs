using ProductGate.Tests.Faults;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class DeliverySweepTests(Bank bank) : IClassFixture<Bank>
{
    private const string Rows =
        """
        insert into gate.deliveries (event, recipient, channel, state, attempts, delivered_at)
        select gen_random_uuid(), r, 'mail', s, 1, t from (values ('old', 'delivered', $1 - interval '91 days'), ('new', 'delivered', $1 - interval '80 days'), ('dead', 'refused', null)) as x (r, s, t) returning 1
        """;

    [Fact]
    public async Task what_was_delivered_long_ago_is_forgotten_and_what_was_not_stays()
    {
        await bank.Scalar<int>(Rows, bank.Clock.GetUtcNow());

        await Patience.Until("the old one is gone", 20, async () =>
        {
            bank.Clock.Advance(TimeSpan.FromHours(1));
            return await bank.Scalar<long>("select count(*) from gate.deliveries where recipient = 'old'") == 0;
        });

        (await bank.Scalar<string>("select string_agg(recipient, ' ' order by recipient) from gate.deliveries")).Should().Be("dead new");
    }
}
