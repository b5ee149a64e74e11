using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Notifications;
using ProductGate.Tests.Faults;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A bank that may call webhooks on its own machine, and gives each of them up at once.</summary>
public sealed class ImpatientBank(Server server) : Bank(server)
{
    protected override (string Name, string Value)[] Settings =>
        [("Webhooks:AllowPrivateTargets", "true"), ("Delivery:Retries", "0"), ("Delivery:Later:0", "00:00:00.050"), ("Logging:LogLevel:Default", "None")];
}

/// <summary>Every POST takes an idempotency key (http.md). Commands on a product come in by one way, which <see cref="IdempotencyTests"/> tries; here is every other POST.</summary>
public sealed class KeyedPostTests(ImpatientBank bank) : IClassFixture<ImpatientBank>
{
    private static readonly string[] Tried =
    [
        "/api/products", "/api/delegations", "/api/delegations/{subjectId}/revocation", "/api/documents", "/api/inbox/{noticeId:guid}/read",
        "/api/webhooks", "/api/webhooks/{webhookId:guid}/rotation", "/api/dead-letters/replay", "/api/dead-letters/{letterId:guid}/replay",
    ];

    public static TheoryData<string> Addresses => [.. Tried];

    private static readonly WebhookOrder Hook = new("http://127.0.0.1:1/nobody", ["product-declared"]);

    private DelegateAuthority Right => new("guo.rui", Role.Testing, bank.Clock.GetUtcNow().AddDays(9), "Holidays.");

    [Fact]
    public void every_post_that_is_no_command_on_a_product_is_tried_here()
    {
        var posts = from endpoint in bank.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                    let path = $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}"
                    where path.StartsWith("/api/", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("POST")
                    where endpoint.Metadata.GetMetadata<CommandAddress>() is not { Versioned: true }
                    select path;

        posts.Should().BeEquivalentTo(Tried);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task r12_the_same_request_again_gives_the_first_answer_and_another_one_is_refused(string address)
    {
        var (by, path, status, body) = await Request(address);
        var key = Client.Key($"{Guid.NewGuid()}");

        var first = (await bank.Post(by, path, body(), key)).Is(status);
        var again = (await bank.Post(by, path, body(), key)).Is(status);

        (again.Text, again.Headers.Location).Should().Be((first.Text, first.Headers.Location));
        if (status == 201) (await bank.Get(by, first.Headers.Location!.ToString())).Is(200);
        (await bank.Post(by, $"{path}?another=request", body(), key)).IsProblem(422, "idempotency-key-reused", "R12");
        (await bank.Post(by, path, body(), Client.Key(new string('k', 129)))).IsProblem(400, "malformed-idempotency-key", field: "Idempotency-Key");
    }

    [Fact]
    public async Task r12_ten_webhooks_at_once_under_one_key_are_one_and_its_secret_is_not_to_be_read_in_the_database()
    {
        var (key, order) = (Client.Key($"{Guid.NewGuid()}"), Hook with { Url = $"http://127.0.0.1:1/{Guid.NewGuid():N}" });

        var answers = await Task.WhenAll(Enumerable.Range(1, 10).Select(_ => bank.Post(People.Administrator, "/api/webhooks", order, key)));

        answers.Select(a => a.Is(201).Text).Distinct().Should().ContainSingle().Which.Should().Contain("whsec_");
        (await bank.Scalar<long>("select count(*) from gate.webhooks where url = $1", order.Url)).Should().Be(1);
        (await bank.Scalar<long>("select count(*) from gate.mt_doc_keyedanswer where data ->> 'closed' is not null")).Should().BePositive();
        (await bank.Scalar<long>("select count(*) from gate.mt_doc_keyedanswer where data::text like '%whsec%'")).Should().Be(0);
    }

    [Fact]
    public async Task r12_the_first_answer_stays_the_first_whatever_became_of_it_and_is_forgotten_after_a_day()
    {
        var (key, right) = (Client.Key($"{Guid.NewGuid()}"), Right);
        var first = (await bank.Post(People.Tester, "/api/delegations", right, key)).Is(201);
        (await bank.Post(People.Tester, $"{first.Headers.Location}/revocation", new RevokeDelegation("Back."))).Is(200);

        (await bank.Post(People.Tester, "/api/delegations", right, key)).Is(201).Text.Should().Be(first.Text);
        (await bank.Get(People.Tester, first.Headers.Location!.ToString())).Is(200).Json.Text("revokedAt").Should().NotBeNull();
        (await bank.Get(People.Officer, first.Headers.Location.ToString())).IsProblem(404, "unknown-delegation");

        bank.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        (await bank.Post(People.Tester, "/api/delegations", right, key)).Is(201).Headers.Location.Should().NotBe(first.Headers.Location);
    }

    /// <summary>A request to this address that has its effect.</summary>
    private async Task<(Actor By, string Path, int Status, Func<object?> Body)> Request(string address) => address switch
    {
        "/api/products" => (People.Designer, address, 201, () => Sample.Declaration),
        "/api/delegations" => (People.Tester, address, 201, () => Right),
        "/api/delegations/{subjectId}/revocation" => (People.Tester, $"{(await bank.Post(People.Tester, "/api/delegations", Right)).Is(201).Headers.Location}/revocation", 200, () => new RevokeDelegation("Back.")),
        "/api/documents" => (People.Designer, address, 201, () => MatrixBank.File("The same words, with another boundary each time.")),
        "/api/inbox/{noticeId:guid}/read" => (People.Officer, $"/api/inbox/{await Notice()}/read", 204, () => null),
        "/api/webhooks" => (People.Administrator, address, 201, () => Hook),
        "/api/webhooks/{webhookId:guid}/rotation" => (People.Administrator, $"{(await bank.Post(People.Administrator, "/api/webhooks", Hook)).Is(201).Headers.Location}/rotation", 200, () => null),
        "/api/dead-letters/replay" => (People.Administrator, address, 202, () => null),
        _ => (People.Administrator, $"/api/dead-letters/{await DeadLetter()}/replay", 202, () => null),
    };

    private async Task<string> Notice()
    {
        var product = await HttpJourney.Declared(bank);
        await bank.NoticesAreDelivered(product.Id);
        return (await bank.All(People.Officer, "/api/inbox", 200)).First(n => n.Text("productId") == product.Id.ToString()).Text("id")!;
    }

    private async Task<string> DeadLetter()
    {
        (await bank.Post(People.Administrator, "/api/webhooks", Hook)).Is(201);
        var product = await HttpJourney.Declared(bank);
        string? letter = null;
        await Patience.Until("the call is given up", 40, async () => (letter = (await bank.All(People.Administrator, "/api/dead-letters", 200)).Find(l => l.Text("productId") == product.Id.ToString()) is { ValueKind: JsonValueKind.Object } found ? found.Text("id") : null) is not null);
        return letter!;
    }
}
