using ProductGate.Domain;
using ProductGate.Service.Notifications;
using ProductGate.Tests.Faults;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A receiver that never says no and never says yes.</summary>
public sealed class SlowReceiverTests(SlowReceiverTests.WaitingBank channels) : IClassFixture<SlowReceiverTests.WaitingBank>
{
    /// <summary>It waits long for an answer.</summary>
    public sealed class WaitingBank(Server server) : ChannelBank(server)
    {
        protected override string Timeout => "00:02:00";
    }

    private const int Products = 12;

    [Fact]
    public async Task a_receiver_that_takes_its_time_holds_up_nobody_else()
    {
        var bank = channels.Bank;
        await using var slow = await NodeProgram.Webhooks();
        await slow.Set("/fault", new { delayMs = 100_000 });
        string[] kinds = ["product-declared"];
        (await bank.Post(People.Administrator, "/api/webhooks", new WebhookOrder(new Uri(slow.Api.BaseAddress!, "/hook").ToString(), kinds))).Is(201);
        var quick = (await bank.Post(People.Administrator, "/api/webhooks", new WebhookOrder(channels.Receiver.ToString(), kinds))).Is(201).Json;
        await channels.Hooks.Set("/secret", new { secret = quick.Text("secret") });

        for (var i = 0; i < Products; i++) await HttpJourney.Declared(bank);

        await Patience.Until("the other receiver has heard of every product", 60, async () => await Received(channels.Hooks) == Products);
        (await Received(slow)).Should().Be(new DeliveryTimes().Calls / 2, "it has its share of the calls, and no more");
        (await bank.Scalar<long>("select count(*) from gate.wolverine_dead_letters")).Should().Be(0);
    }

    private static async Task<int> Received(NodeProgram receiver) => (await receiver.Get("/stats")).GetProperty("received").GetInt32();
}
