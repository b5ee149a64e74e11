using System.Text.Json;
using ProductGate.Domain;
using ProductGate.Service.Notifications;
using ProductGate.Tests.Faults;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>Webhooks at a real receiver that checks signatures and events, and that fails, dawdles, redirects and talks too much.</summary>
public sealed class WebhookTests(ChannelBank channels) : IClassFixture<ChannelBank>, IAsyncLifetime
{
    private static readonly string[] Kinds = ["product-declared"];
    private Guid hook;

    private Bank Bank => channels.Bank;

    public async ValueTask InitializeAsync()
    {
        var made = (await Bank.Post(People.Administrator, "/api/webhooks", new WebhookOrder(channels.Receiver.ToString(), Kinds))).Is(201).Json;
        hook = made.GetProperty("id").GetGuid();
        await channels.Hooks.Set("/secret", new { secret = made.Text("secret") });
        await channels.Hooks.Set("/fault", new { failFirst = 0, status = 500, delayMs = 0, redirect = "", pour = "" });
    }

    public async ValueTask DisposeAsync() => (await Bank.Send(People.Administrator, HttpMethod.Delete, $"/api/webhooks/{hook}")).Is(204);

    [Fact]
    public async Task a_receiver_gets_a_signed_cloud_event_once_for_each_event()
    {
        var product = await HttpJourney.Declared(Bank);
        await product.Do(People.Designer, Sample.Revise(Section.Summary));

        var heard = (await Events(product, 1)).Single();
        (heard.Text("specversion"), heard.Text("type"), heard.Text("source")).Should().Be(("1.0", "productgate.product-declared", "https://gate.bank.example"));
        var data = heard.GetProperty("data");
        (data.Text("productId"), data.Text("version"), data.Text("link")).Should().Be((product.Id.ToString(), "1", $"https://gate.bank.example/products/{product.Id}"));
        (await channels.Hooks.Get("/stats")).Texts("refused").Should().NotContain(heard.Text("id"), "what the receiver checks of its signature and its form is right at once");
    }

    [Fact]
    public async Task a_receiver_that_asks_for_them_by_name_gets_the_checkpoints_of_the_audit_log()
    {
        (await Bank.Send(People.Administrator, HttpMethod.Put, $"/api/webhooks/{hook}", new WebhookOrder(channels.Receiver.ToString(), ["checkpoint"]))).Is(204);
        await (await HttpJourney.Declared(Bank)).IsSealed();

        await Patience.Until("a checkpoint was told", 40, async () => (await Checkpoints()).Count > 0);
        var told = await Checkpoints();
        (await Bank.EveryCheckpoint()).Should().Contain(told.ConvertAll(e => e.GetProperty("data").Text("checkpoint")!));
        told.Should().AllSatisfy(e => e.Text("subject").Should().Be("productgate"));
    }

    [Fact]
    public async Task while_a_secret_is_rotated_both_are_valid_and_it_is_never_shown_again()
    {
        var fresh = (await Bank.Post(People.Administrator, $"/api/webhooks/{hook}/rotation", null)).Is(200).Json.Text("secret");
        await Events(await HttpJourney.Declared(Bank), 1);

        await channels.Hooks.Set("/secret", new { secret = fresh });
        await Events(await HttpJourney.Declared(Bank), 1);

        (await channels.Hooks.Get("/stats")).Texts("signatures").Last()!.Split(' ').Should().HaveCount(2);
        var listed = (await Bank.Get(People.Administrator, "/api/webhooks")).Is(200);
        listed.Text.Should().NotContain("whsec_");
        listed.Json.EnumerateArray().Single().TryGetProperty("formerSecretUntil", out _).Should().BeTrue();
        (await Bank.Scalar<string>("select secret || former_secret from gate.webhooks where id = $1", hook)).Should().NotContain("whsec_");
    }

    [Fact]
    public async Task a_receiver_that_fails_at_first_gets_it_later()
    {
        await channels.Hooks.Set("/fault", new { failFirst = 3 });
        (await Events(await HttpJourney.Declared(Bank), 1)).Should().ContainSingle();
    }

    [Fact]
    public async Task a_redirect_is_not_followed()
    {
        await channels.Hooks.Set("/fault", new { redirect = new Uri(channels.Hooks.Api.BaseAddress!, "/elsewhere").ToString() });
        var product = await HttpJourney.Declared(Bank);
        await Dead(product, "redirects are not followed");
        (await Events(product, 0)).Should().BeEmpty();
    }

    [Fact]
    public async Task a_receiver_whose_certificate_nobody_vouches_for_is_not_told()
    {
        using var authority = new TestAuthority();
        await using var receiver = await NodeProgram.Webhooks(authority.Certificate());
        (await Bank.Send(People.Administrator, HttpMethod.Put, $"/api/webhooks/{hook}", new WebhookOrder($"https://127.0.0.1:{receiver.Ports[0]}/hook", Kinds))).Is(204);
        await Dead(await HttpJourney.Declared(Bank), "The receiver's certificate is not to be trusted.");
    }

    [Fact]
    public async Task a_slow_receiver_is_given_up()
    {
        await channels.Hooks.Set("/fault", new { delayMs = 5000 });
        await Dead(await HttpJourney.Declared(Bank), "No answer within 2 seconds.");
    }

    [Fact]
    public async Task a_receiver_that_answers_drop_by_drop_is_given_up_too()
    {
        await channels.Hooks.Set("/fault", new { pour = "head" });
        await Dead(await HttpJourney.Declared(Bank), "No answer within 2 seconds.");
        await HungUp();
    }

    [Theory]
    [InlineData("body")]
    [InlineData("flood")]
    public async Task an_answer_without_an_end_is_not_read(string pour)
    {
        const int SocketBuffers = 16 * 1024 * 1024;
        var before = await Stat("poured");
        await channels.Hooks.Set("/fault", new { pour });
        var product = await HttpJourney.Declared(Bank);
        (await Events(product, 1)).Should().ContainSingle();
        await Patience.Until("it counts as delivered", 20, async () => await Bank.Scalar<long>("select count(*) from gate.deliveries where recipient = $1 and state = 'delivered'", hook.ToString()) == 1);
        await HungUp();
        (await Stat("poured") - before).Should().BeLessThan(SocketBuffers, "what lies in the buffers of two sockets is all that leaves the receiver");
    }

    [Fact]
    public async Task only_what_can_be_called_is_taken()
    {
        foreach (var url in (string[])["ftp://a.example/", "https://user:pw@a.example/", "/relative", "https://a.example/#part", "https://a .example/"])
            (await Bank.Post(People.Administrator, "/api/webhooks", new WebhookOrder(url))).IsProblem(422, "invalid-value", field: "url");
        (await Bank.Post(People.Administrator, "/api/webhooks", new WebhookOrder("https://a.example/", ["no-such-kind"]))).Is(422);
        (await Bank.Send(People.Administrator, HttpMethod.Put, $"/api/webhooks/{Guid.NewGuid()}", new WebhookOrder("https://a.example/"))).IsProblem(404, "unknown-webhook");
    }

    private Task HungUp() => Patience.Until("the service has hung up", 20, async () => await Stat("pouring") == 0);

    private async Task<int> Stat(string name) => (await channels.Hooks.Get("/stats")).GetProperty(name).GetInt32();

    private async Task<List<JsonElement>> Events(HttpJourney product, int count)
    {
        await Patience.Until($"{count} events about the product", 40, async () => (await Heard(product)).Count >= count);
        return await Heard(product);
    }

    private async Task<List<JsonElement>> Heard(HttpJourney product) => [.. (await channels.Hooks.Get("/stats")).Items("events").Where(e => e.Text("subject") == product.Id.ToString())];

    private async Task<List<JsonElement>> Checkpoints() => [.. (await channels.Hooks.Get("/stats")).Items("events").Where(e => e.Text("type") == "productgate.checkpoint")];

    private Task Dead(HttpJourney product, string error) => Patience.Until("it is a dead letter", 60, async () =>
        (await Bank.Get(People.Administrator, "/api/dead-letters")).Is(200).Json.Items("items").Any(l => l.Text("productId") == product.Id.ToString() && l.Text("kind") == "CallWebhook" && l.Text("error")!.Contains(error, StringComparison.Ordinal)));
}
