using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A bank that logs as it is shipped, and keeps every line.</summary>
public sealed class LoggingBank(Server server) : Bank(server)
{
    private readonly Keeper keeper = new();

    public string Log => string.Join('\n', keeper.Lines);

    protected override (string Name, string Value)[] Settings => [("Logging:LogLevel:Default", "Information")];

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureLogging(l => l.ClearProviders().AddProvider(keeper));
    }

    private sealed class Keeper : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose() => GC.SuppressFinalize(this);
    }
}

public sealed class LogTests(LoggingBank bank) : IClassFixture<LoggingBank>
{
    [Fact]
    public async Task the_log_names_nobody_and_holds_no_token_and_no_body()
    {
        using var visitor = new Visitor(bank.Line.BaseAddress!);
        var callback = await visitor.ToCallback("li.wei");
        (await visitor.Get(callback.ToString())).Is(302);
        await visitor.Get(callback.ToString());
        await visitor.Get("/");
        var token = await bank.TokenOf(People.Officer);
        var product = await HttpJourney.Declared(bank, "Harbour of secrets");
        (await bank.Send(People.Designer, HttpMethod.Post, "/api/products", "{ \"name\": \"Harbour of secrets\" ")).Is(400);
        (await bank.Send(null, HttpMethod.Get, "/api/products", null, ("Authorization", $"Bearer {token[..^9]}AAAAAAAAA"))).Is(401);
        (await visitor.Submit("/", "/sign-out")).Is(302);
        // Of several at once under one key all but one fail and are tried again, which is logged.
        await Task.WhenAll(Enumerable.Range(1, 8).Select(_ => bank.Post(People.Designer, "/api/products", Sample.Declaration with { Name = "Harbour of secrets" }, Client.Key("same"))));

        bank.Log.Should().NotBeEmpty();
        string[] secrets = ["Li Wei", "Wang Min", "li.wei", "wang.min", "Harbour of secrets", token.Split('.')[1], token.Split('.')[2], callback.Query[..20], Provider.Secret + "&"];
        foreach (var secret in secrets) bank.Log.Should().NotContain(secret);
        bank.Log.Should().NotContain($"{product.Id:N}");
    }
}
