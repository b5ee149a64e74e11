using System.Net;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Demo;
using ProductGate.Service.Door;
using ProductGate.Service.Products;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Faults;

[Trait("Category", "Faults")]
[Collection(Alone.Name)]
public sealed class TwoNodesTests(Server server)
{
    [Fact]
    public async Task two_processes_serve_one_bank_and_one_goes_on_when_the_other_is_killed()
    {
        var database = server.Postgres.ConnectionString(await server.Postgres.CreateDatabase());
        // As deploy/run does: without it PostgreSQL keeps the locks of a killed process for up to a minute.
        var address = new NpgsqlConnectionStringBuilder(database) { Options = "-c client_connection_check_interval=1000" }.ConnectionString;
        await using var first = await ServiceProcess.Start(address);
        await using var second = await ServiceProcess.Start(address);
        var ledger = new Ledger(database);

        using var visitor = new Visitor(first.Address);
        (await visitor.Submit("/sign-in", "/sign-in", ("person", People.Officer.Id))).Is(302);
        using var elsewhere = new Visitor(second.Address);
        foreach (Cookie cookie in visitor.Cookies.GetAllCookies()) elsewhere.Cookies.Add(new Cookie(cookie.Name, cookie.Value, cookie.Path, cookie.Domain));
        (await elsewhere.Get("/api/session")).Is(200).Json.Text("id").Should().Be(People.Officer.Id, "a session holds on every node");

        var one = await Declare(first, "One");
        var two = await Declare(second, "Two");
        // Version by version in turn: each process sees what the other has recorded.
        one = await Suggest(second, one, People.Officer);
        one = await Suggest(first, one, People.Compliance);
        two = await Suggest(first, two, People.Compliance);
        await Listed(first, one, two);
        await Listed(second, one, two);

        // The first to start runs the projections and leads; it is the one whose end hurts.
        await first.KillNine();
        (await elsewhere.Get("/api/session")).Is(200);
        two = await Suggest(second, two, People.Officer);
        var three = await Declare(second, "Three");
        await Listed(second, one, two, three);
        await ledger.Drained(seconds: 40);
        await ledger.IsWhole();
        await ledger.LogIsWhole(seconds: 40);
        await ledger.TimersGoOff(seconds: 40);
    }

    private static Task<CommandAnswer> Declare(ServiceProcess service, string name) => Client(service).Post(People.Designer.Id, "/api/products", Sample.Declaration with { Name = name });

    private static Task<CommandAnswer> Suggest(ServiceProcess service, CommandAnswer product, Actor by) =>
        Client(service).Post(by.Id, $"/api/products/{product.ProductId}/opinions", Sample.Opinion(OpinionKind.Suggestion, Section.Summary), product.Version);

    private static async Task Listed(ServiceProcess service, params CommandAnswer[] products) =>
        (await Client(service).List<ProductListEntry>(People.Officer.Id, "/api/products")).Select(p => p.Id).Should().BeEquivalentTo(products.Select(p => p.ProductId));

    private static GateClient Client(ServiceProcess service) => new(new HttpClient { BaseAddress = service.Address });
}
