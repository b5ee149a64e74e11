using System.Text.Json;
using ProductGate.Domain;
using ProductGate.Service.Notifications;
using ProductGate.Tests.Http;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Faults;

/// <summary>Products that are declared, each of which makes a mail and a call, and the two receivers that count them.</summary>
internal sealed class DeliveryLoad(NodeProgram mail, NodeProgram hooks) : IAsyncDisposable
{
    /// <summary>How many of each channel one process has under way.</summary>
    public const int AtOnce = 4;

    private int declared;

    public string[] Arguments =>
    [
        .. ChannelBank.MailSettings(mail).Select(s => $"--{s.Name}={s.Value}"), "--Webhooks:AllowPrivateTargets=true", "--RateLimit:RequestsPerSecond=100000", $"--Delivery:Mails={AtOnce}", $"--Delivery:Calls={AtOnce}",
    ];

    /// <summary>Slow enough that a fault meets deliveries in every state.</summary>
    public static async Task<DeliveryLoad> Start(int delayMs = 60)
    {
        var load = new DeliveryLoad(await NodeProgram.Mail(), await NodeProgram.Webhooks());
        await load.SetDelay(delayMs);
        return load;
    }

    public async Task Subscribe(ServiceProcess service)
    {
        using var client = service.As(People.Administrator);
        using var content = Client.Content(new WebhookOrder(new Uri(hooks.Api.BaseAddress!, "/hook").ToString(), ["product-declared"]));
        using var answer = await client.PostAsync(new Uri("/api/webhooks", UriKind.Relative), content);
        var made = JsonElement.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        await hooks.Set("/secret", new { secret = made.Text("secret") });
    }

    public async Task Declare(int count, params ServiceProcess[] services)
    {
        for (var i = 0; i < count; i++)
        {
            using var team = services[i % services.Length].As(People.Designer);
            using var content = Client.Content(Sample.Declaration with { Name = $"Product {++declared:000}" });
            using var answer = await team.PostAsync(new Uri("/api/products", UriKind.Relative), content);
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Waits until so many of all deliveries have come.</summary>
    public Task Reached(int count) => Patience.Until($"{count} deliveries have come", 60, async () => await Arrived() >= count);

    /// <summary>None is lost; what came twice is recognisable, and no more than what could be under way at the faults.</summary>
    public async Task<string> Verdict(int faults)
    {
        var letters = await Letters();
        letters.Select(l => l.Text("subject")).Distinct().Should().HaveCount(declared, "none is lost");
        letters.Select(l => l.Text("messageId")).Distinct().Should().HaveCount(declared, "a copy has the same id");
        var calls = await hooks.Get("/stats");
        calls.GetProperty("distinct").GetInt32().Should().Be(declared, "none is lost, and a copy has the same id");
        calls.Items("refused").Should().BeEmpty();
        var (mailed, called) = (letters.Count - declared, calls.GetProperty("duplicates").GetInt32());
        mailed.Should().BeLessThanOrEqualTo(faults * AtOnce, "only what was under way at a fault can come again");
        called.Should().BeLessThanOrEqualTo(faults * AtOnce, "only what was under way at a fault can come again");
        letters.GroupBy(l => l.Text("messageId")).Max(l => l.Count()).Should().BeLessThanOrEqualTo(1 + faults, "a fault costs a letter one copy at the most");
        calls.GetProperty("most").GetInt32().Should().BeLessThanOrEqualTo(1 + faults, "a fault costs a call one copy at the most");
        return $"{2 * declared} deliveries, {faults} faults: 0 lost, {mailed} mails and {called} calls came twice";
    }

    public async ValueTask DisposeAsync()
    {
        await mail.DisposeAsync();
        await hooks.DisposeAsync();
    }

    private async Task SetDelay(int delayMs)
    {
        await mail.Set("/fault", new { delayMs });
        await hooks.Set("/fault", new { delayMs });
    }

    /// <summary>The products of which a letter has come, by their numbers.</summary>
    public async Task<HashSet<int>> Mailed() => [.. (await Letters()).Select(l => int.Parse(l.Text("subject")!.Split(' ', ':')[1], null))];

    public async Task<int> Arrived() => (await Letters()).Select(l => l.Text("messageId")).Distinct().Count() + (await hooks.Get("/stats")).GetProperty("distinct").GetInt32();

    private async Task<List<JsonElement>> Letters() => [.. (await mail.Get($"/messages?to={ChannelBank.Office}")).EnumerateArray()];
}
