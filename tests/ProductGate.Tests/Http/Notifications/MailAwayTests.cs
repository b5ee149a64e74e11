using ProductGate.Tests.Faults;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A mail server that goes away and comes back while letters wait for it, and nobody does anything about it.</summary>
public sealed class MailAwayTests(MailAwayTests.PatientBank channels) : IClassFixture<MailAwayTests.PatientBank>
{
    private Bank Bank => channels.Bank;

    [Fact]
    public async Task what_waited_for_a_server_that_was_away_comes_once_and_by_itself()
    {
        await channels.Mail.Set("/fault", new { away = true });
        var products = new List<HttpJourney>();
        for (var i = 0; i < 5; i++) products.Add(await HttpJourney.Declared(Bank));
        await Patience.Until("each was tried again and again", 90, async () => await Bank.Scalar<long>("select count(*) from gate.deliveries where channel = 'mail' and state = 'waiting' and attempts >= 3") == products.Count);

        await channels.Mail.Set("/fault", new { away = false });

        await Patience.Until("all were delivered", 60, async () => await Bank.Scalar<long>("select count(*) from gate.deliveries where channel = 'mail' and state = 'delivered'") == products.Count);
        foreach (var product in products) (await channels.Letters(ChannelBank.Office, (await product.Look()).Text("name")!)).Should().ContainSingle();
        (await Bank.Scalar<long>("select count(*) from gate.wolverine_dead_letters")).Should().Be(0);
    }

    /// <summary>The window of half a day, in seconds.</summary>
    public sealed class PatientBank(Server server) : ChannelBank(server)
    {
        protected override string[] Later => [.. Enumerable.Repeat("00:00:01", 20)];
    }
}
