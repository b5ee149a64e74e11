using System.Text.Json;
using ProductGate.Domain;
using ProductGate.Service.Notifications;
using ProductGate.Tests.Http;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Faults;

/// <summary>Fifty products are declared and the service is killed again and again while it mails and calls; the other side counts.</summary>
[Trait("Category", "Faults")]
[Collection(Alone.Name)]
public sealed class DeliveryFaultTests(Server server)
{
    private const int Products = 50;
    private const int Kills = 4;

    [Fact]
    public async Task nothing_is_lost_and_what_comes_twice_is_recognisable_when_the_process_is_killed()
    {
        await using var mail = await NodeProgram.Mail();
        await using var hooks = await NodeProgram.Webhooks();
        // Slow enough that a kill meets deliveries in every state.
        await mail.Set("/fault", new { delayMs = 60 });
        await hooks.Set("/fault", new { delayMs = 60 });
        var database = server.Postgres.ConnectionString(await server.Postgres.CreateDatabase());
        string[] arguments = [.. ChannelBank.MailSettings(mail).Append(("Webhooks:AllowPrivateTargets", "true")).Append(("RateLimit:RequestsPerSecond", "100000")).Select(s => $"--{s.Item1}={s.Item2}")];
        var moments = new Random(20261123);
        await using (var first = await ServiceProcess.Start(database, arguments))
        {
            await Subscribe(first, hooks);
            await Declare(first);
            await Killed(first, moments);
        }
        for (var kill = 2; kill <= Kills; kill++)
        {
            await using var service = await ServiceProcess.Start(database, arguments);
            await Killed(service, moments);
        }
        await using var last = await ServiceProcess.Start(database, arguments);
        await new Ledger(database).Drained(seconds: 120);

        var letters = (await mail.Get($"/messages?to={ChannelBank.Office}")).EnumerateArray().ToList();
        letters.Select(l => l.Text("subject")).Distinct().Should().HaveCount(Products, "none is lost");
        letters.Select(l => l.Text("messageId")).Distinct().Should().HaveCount(Products, "a copy has the same id");
        var calls = await hooks.Get("/stats");
        calls.GetProperty("distinct").GetInt32().Should().Be(Products, "none is lost, and a copy has the same id");
        calls.GetProperty("badSignature").GetInt32().Should().Be(0);
        // A copy arises only between the other side's "taken" and our commit: at most one for each delivery under way at a kill.
        TestContext.Current.SendDiagnosticMessage($"{Kills} kills, {letters.Count - Products} mails and {calls.GetProperty("duplicates").GetInt32()} calls came twice.");
        (await new Ledger(database).Count("select count(*) from gate.deliveries where state <> 'delivered'")).Should().Be(0);
    }

    private static async Task Killed(ServiceProcess service, Random moments)
    {
        await Task.Delay(moments.Next(200, 900));
        await service.KillNine();
    }

    private static async Task Subscribe(ServiceProcess service, NodeProgram hooks)
    {
        using var client = service.As(People.Administrator);
        using var content = Client.Content(new WebhookOrder(new Uri(hooks.Api.BaseAddress!, "/hook").ToString(), ["product-declared"]));
        using var answer = await client.PostAsync(new Uri("/api/webhooks", UriKind.Relative), content);
        var made = JsonElement.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        await hooks.Set("/secret", new { secret = made.Text("secret") });
    }

    private static async Task Declare(ServiceProcess service)
    {
        using var team = service.As(People.Designer);
        for (var i = 1; i <= Products; i++)
        {
            using var content = Client.Content(Sample.Declaration with { Name = $"Product {i:00}" });
            using var answer = await team.PostAsync(new Uri("/api/products", UriKind.Relative), content);
            answer.EnsureSuccessStatusCode();
        }
    }
}
