using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Demo;
using ProductGate.Service.Door;
using ProductGate.Service.Notifications;
using ProductGate.Service.Products;
using ProductGate.Service.Stages;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Faults;

[Trait("Category", "Faults")]
[Collection(Alone.Name)]
public sealed class DatabaseAwayTests(Server server)
{
    private static readonly string[] Unheard = ["Never 1", "Never 2", "Never 3"];

    [Fact]
    public async Task the_service_says_that_it_is_unavailable_and_goes_on_without_a_restart_when_the_database_is_back()
    {
        var database = server.Postgres.ConnectionString(await server.Postgres.CreateDatabase());
        using var proxy = new TcpProxy(server.Postgres.Port);
        // As deploy/run has it: without it PostgreSQL keeps the locks behind a broken connection for up to a minute.
        var address = new NpgsqlConnectionStringBuilder(database) { Port = proxy.Port, Options = "-c client_connection_check_interval=1000" }.ConnectionString;
        await using var service = await ServiceProcess.Start(address, "--RateLimit:RequestsPerSecond=100000");
        using var team = service.As(People.Designer);
        using var office = service.As(People.Officer);
        var ledger = new Ledger(database);
        var before = await Declared(team, "Before");

        var busy = Enumerable.Range(1, 4).Select(client => DeclareUntilItFails(team, client)).ToArray();
        await Patience.Until("the clients are in full swing", 30, () => ledger.Count("select count(*) from gate.mt_streams where version > 0").ContinueWith(n => n.Result > 20));
        proxy.Cut();
        var acknowledged = (await Task.WhenAll(busy)).Sum();
        // Each of these is tried again for more than a second: longer than the messages under way are kept trying at once.
        foreach (var name in Unheard) await IsUnavailable(await Declare(team, name));
        await IsUnavailable(await team.GetAsync(new Uri($"/api/products/{before.ProductId}", UriKind.Relative)));
        await IsUnavailable(await team.GetAsync(new Uri("/api/inbox", UriKind.Relative)));
        (await Status(team, "/health/ready")).Should().Be(HttpStatusCode.ServiceUnavailable);
        (await Status(team, "/health/live")).Should().Be(HttpStatusCode.OK);

        proxy.Restore();
        await Patience.Until("the service is ready again", 30, async () => await Status(team, "/health/ready") == HttpStatusCode.OK);
        var after = await Declared(team, "After");
        await Patience.Until("the list, the queue and the inbox tell of the new product", 60, async () =>
            (await Ask<ProductListEntry>(office, "/api/products?limit=5")).Any(p => p.Id == after.ProductId)
            && (await Ask<WorkQueueEntry>(team, "/api/queue?limit=200")).Any(q => q.ProductId == after.ProductId)
            && (await Ask<InboxItem>(office, "/api/inbox")).Any(n => n.ProductId == after.ProductId));
        await ledger.Drained(seconds: 40);
        await ledger.IsWhole();
        var names = (await ledger.Events()).Select(e => e.Fact).OfType<ProductDeclared>().Select(p => p.Name).ToList();
        names.Should().OnlyHaveUniqueItems().And.NotContain(n => n.StartsWith("Never", StringComparison.Ordinal));
        names.Count.Should().BeInRange(acknowledged + 2, acknowledged + 2 + busy.Length, "all that was acknowledged is there, and at most one cut-off command of each client");
    }

    /// <summary>How many declarations were acknowledged before the database went away.</summary>
    private static async Task<int> DeclareUntilItFails(HttpClient team, int client)
    {
        for (var number = 0; ; number++)
        {
            using var answer = await Declare(team, $"Client {client}, product {number}");
            if (answer.StatusCode == HttpStatusCode.Created) continue;
            await IsUnavailable(answer);
            return number;
        }
    }

    private static async Task IsUnavailable(HttpResponseMessage answer)
    {
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable, problem.ToString());
        problem.GetProperty("code").GetString().Should().Be("unavailable");
        answer.Headers.RetryAfter!.Delta.Should().BePositive();
    }

    private static async Task<CommandAnswer> Declared(HttpClient team, string name)
    {
        using var answer = await Declare(team, name);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<CommandAnswer>(Json.Options))!;
    }

    private static Task<HttpResponseMessage> Declare(HttpClient team, string name) =>
        team.PostAsJsonAsync(new Uri("/api/products", UriKind.Relative), Sample.Declaration with { Name = name }, Json.Options);

    private static async Task<HttpStatusCode> Status(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }

    /// <summary>Nothing while the service is still finding its way back.</summary>
    private static async Task<IEnumerable<T>> Ask<T>(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<Page<T>>(Json.Options))!.Items : [];
    }
}
