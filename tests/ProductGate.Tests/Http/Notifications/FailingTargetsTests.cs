using ProductGate.Service.Notifications;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class FailingTargetsTests(Bank bank) : IClassFixture<Bank>
{
    private const string Webhook = "webhook of the bank's archive";

    private readonly FailingTargets targets = new(bank.Database, new(), bank.Clock);

    [Fact]
    public async Task a_webhook_is_told_of_once_it_has_failed_for_ten_minutes_and_again_when_it_fails_after_it_was_well()
    {
        for (var times = 1; times <= 2; times++)
        {
            foreach (var (minutes, told) in ((int, int)[])[(0, times - 1), (9, times - 1), (1, times), (30, times)])
            {
                bank.Clock.Advance(TimeSpan.FromMinutes(minutes));
                await Fails();
                (await Told()).Should().Be(told, $"{minutes} minutes later, the time {times}");
            }
            (await bank.Get(null, "/health/ready")).Is(200).Text.Should().Be("Degraded");

            await using var connection = await bank.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
            await targets.Recovered(connection, Webhook);
            (await bank.Get(null, "/health/ready")).Is(200).Text.Should().Be("Healthy");
            bank.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private async Task Fails()
    {
        await using var connection = await bank.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await targets.Failed(connection, Webhook, new DeliveryFailedException("Connection refused."));
    }

    private Task<long> Told() => bank.Scalar<long>("select count(*) from gate.notifications where template = 'delivery-failing' and audience = 'administrator'");
}
