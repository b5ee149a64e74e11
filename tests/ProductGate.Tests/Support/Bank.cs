using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using ProductGate.Domain;

[assembly: AssemblyFixture(typeof(ProductGate.Tests.Support.Server))]

namespace ProductGate.Tests.Support;

/// <summary>One PostgreSQL for the whole run, with a template database that the service's own setup command has filled.</summary>
public sealed class Server : IAsyncLifetime
{
    public Postgres Postgres { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Postgres = await Postgres.Start();
        await ServiceProcess.Setup(Postgres.ConnectionString(await Postgres.CreateTemplate()));
    }

    public async ValueTask DisposeAsync() => await Postgres.DisposeAsync();
}

/// <summary>The real program on a real socket with a database of its own, and a clock that stands until a test moves it.</summary>
public class Bank(Server server) : WebApplicationFactory<Program>, IAsyncLifetime
{
    private string database = "";

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    public string ConnectionString => server.Postgres.ConnectionString(database);

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        database = await server.Postgres.CreateDatabase();
        UseKestrel(0);
        StartServer();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("ConnectionStrings:ProductGate", ConnectionString);
        builder.UseSetting("Daemon", "Solo");
        builder.UseSetting("RateLimit:RequestsPerSecond", "100000");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        // The demo bank's people are those of People; this one has no role at all.
        builder.UseSetting("DemoBank:People:100:Id", People.WithoutRole.Id);
        builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)));
    }

    /// <summary>A client with which this person acts; nobody for an anonymous one.</summary>
    internal HttpClient As(Actor? person)
    {
        var client = CreateClient();
        if (person is not null) client.DefaultRequestHeaders.Add("X-Person", person.Id);
        return client;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await server.Postgres.DropDatabase(database);
        GC.SuppressFinalize(this);
    }
}
