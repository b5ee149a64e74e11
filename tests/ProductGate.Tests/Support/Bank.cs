using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using ProductGate.Domain;

[assembly: AssemblyFixture(typeof(ProductGate.Tests.Support.Server))]

namespace ProductGate.Tests.Support;

/// <summary>One PostgreSQL and one identity provider for the whole run; the former with a template database that the service's own setup command has filled.</summary>
public sealed class Server : IAsyncLifetime
{
    private readonly SemaphoreSlim opening = new(1);
    private Bank? shared;

    public Postgres Postgres { get; private set; } = null!;

    public Provider Provider { get; private set; } = null!;

    /// <summary>One bank for every test that leaves the clock alone; opened when first asked for.</summary>
    public async Task<Bank> Shared()
    {
        await opening.WaitAsync();
        try
        {
            if (shared is not null) return shared;
            var bank = new Bank(this);
            await bank.Open();
            return shared = bank;
        }
        finally
        {
            opening.Release();
        }
    }

    public async ValueTask InitializeAsync()
    {
        var provider = Provider.Start();
        Postgres = await Postgres.Start();
        Provider = await provider;
        await ServiceProcess.Setup(Postgres.ConnectionString(await Postgres.CreateTemplate()));
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (shared is not null) await shared.DisposeAsync();
            // A failure here is reported as one of cleaning up.
            Answer.EveryCodeMetIsDocumented();
        }
        finally
        {
            opening.Dispose();
            await Provider.DisposeAsync();
            await Postgres.DisposeAsync();
        }
    }
}

/// <summary>Hands a test class the shared bank.</summary>
public sealed class SharedBank(Server server) : IAsyncLifetime
{
    public Bank Bank { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Bank = await server.Shared();

    public ValueTask DisposeAsync() => default;
}

/// <summary>The real program on a real socket with a database of its own, and a clock that stands until a test moves it.</summary>
public class Bank(Server server) : WebApplicationFactory<Program>, IAsyncLifetime
{
    private static readonly TimeSpan SignInTime = TimeSpan.FromHours(2);

    private string database = "";

    /// <summary>Stands at a whole second: PostgreSQL and tokens keep less of a time than .NET, and round it.</summary>
    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()));

    public string ConnectionString => server.Postgres.ConnectionString(database);

    /// <summary>A line to the service for anybody.</summary>
    public HttpClient Line { get; private set; } = null!;

    /// <summary>The database, for looking at what the service wrote.</summary>
    public NpgsqlDataSource Database { get; private set; } = null!;

    ValueTask IAsyncLifetime.InitializeAsync() => new(Open());

    public async Task Open()
    {
        database = await server.Postgres.CreateDatabase();
        Database = NpgsqlDataSource.Create(ConnectionString);
        UseKestrel(0);
        StartServer();
        Line = CreateClient();
    }

    /// <summary>What a bank of another kind is configured with.</summary>
    protected virtual (string Name, string Value)[] Settings => [];

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("ConnectionStrings:ProductGate", ConnectionString);
        builder.UseSetting("RateLimit:RequestsPerSecond", "100000");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        foreach (var (name, value) in server.Provider.Settings.Concat(Settings)) builder.UseSetting(name, value);
        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)).AddSingleton<IStartupFilter, Trouble>();
            // A browser keeps the cookies of a sign-in until their time is over by the real clock, which goes on while the bank's stands.
            services.PostConfigureAll<OpenIdConnectOptions>(o => (o.RemoteAuthenticationTimeout, o.ProtocolValidator.NonceLifetime) = (SignInTime, SignInTime));
        });
    }

    internal Provider Provider => server.Provider;

    /// <summary>The token with which this person acts.</summary>
    internal Task<string> TokenOf(Actor person) => server.Provider.TokenOf(person);

    /// <summary>A client with which this person acts; nobody for an anonymous one.</summary>
    internal HttpClient As(Actor? person) => person is null ? CreateClient() : new(new Signed(() => TokenOf(person))) { BaseAddress = Line.BaseAddress };

    public override async ValueTask DisposeAsync()
    {
        Line.Dispose();
        try
        {
            // Whatever the tests did: a failure here is reported as one of cleaning up.
            await this.SnapshotsAreTheFoldOfTheirFacts();
            await this.ReadModelsAreThoseOfARebuild();
        }
        finally
        {
            await base.DisposeAsync();
            await Database.DisposeAsync();
            await server.Postgres.DropDatabase(database);
        }
        GC.SuppressFinalize(this);
    }
}
