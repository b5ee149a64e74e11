using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A bank that lets each person send only a few requests at once.</summary>
public sealed class NarrowBank(Server server) : Bank(server)
{
    public const int Burst = 8;

    protected override (string Name, string Value)[] Settings => [("RateLimit:RequestsPerSecond", $"{Burst / 4}")];
}

public sealed class OperationsTests(SharedBank shared, NarrowBank narrow) : IClassFixture<SharedBank>, IClassFixture<NarrowBank>
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task health_is_told_to_everybody(string path) => (await shared.Bank.Get(null, path)).Is(200).Text.Should().Be("Healthy");

    [Fact]
    public async Task figures_are_told_to_those_who_signed_in()
    {
        (await shared.Bank.Get(null, "/metrics")).IsProblem(401, "unauthenticated");
        await HttpJourney.Declared(shared.Bank);

        var figures = (await shared.Bank.Get(People.Administrator, "/metrics")).Is(200).Text;

        figures.Should().Contain("http_server_request_duration_seconds_count").And.Contain("# TYPE");
    }

    [Fact]
    public async Task whoever_sends_too_much_is_asked_to_wait_and_nobody_else()
    {
        var answers = await Task.WhenAll(Enumerable.Range(1, NarrowBank.Burst * 4).Select(_ => narrow.Get(People.Officer, "/api/inbox")));

        answers.Should().Contain(a => a.Status == 200);
        var refused = answers.First(a => a.Status != 200).IsProblem(429, "too-many-requests");
        refused.Headers.RetryAfter!.Delta.Should().BePositive();
        (await narrow.Get(People.Compliance, "/api/inbox")).Is(200);
        (await narrow.Get(null, "/health/live")).Is(200);
    }

    [Fact]
    public async Task an_answer_does_not_say_what_runs_here()
    {
        var answer = (await shared.Bank.Get(People.Officer, "/api/products")).Is(200);

        answer.Headers.Select(h => h.Key).Should().NotContain(["Server", "X-Powered-By"]);
    }
}
