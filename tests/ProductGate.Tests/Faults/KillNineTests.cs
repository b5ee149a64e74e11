using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Faults;

[Trait("Category", "Faults")]
[Collection(Alone.Name)]
public sealed class KillNineTests(Server server)
{
    private const int Rounds = 3;

    [Fact]
    public async Task nothing_acknowledged_is_lost_and_nothing_is_recorded_twice_when_the_process_is_killed()
    {
        var database = server.Postgres.ConnectionString(await server.Postgres.CreateDatabase());
        var moments = new Random(20260302);
        var traffic = new Traffic();
        var unanswered = 0;
        await using (var first = await ServiceProcess.Start(database, "--RateLimit:RequestsPerSecond=100000"))
        {
            await traffic.Declare(first, count: 4);
            unanswered += await Killed(first, traffic, moments);
        }
        for (var round = 2; round <= Rounds; round++)
        {
            await using var service = await ServiceProcess.Start(database, "--RateLimit:RequestsPerSecond=100000");
            await traffic.Retry(service);
            unanswered += await Killed(service, traffic, moments);
        }
        await using var last = await ServiceProcess.Start(database, "--RateLimit:RequestsPerSecond=100000");
        await traffic.Retry(last);

        var ledger = new Ledger(database);
        await ledger.Drained(seconds: 40);
        unanswered.Should().BePositive("otherwise nothing was killed in the middle of a command");
        RecordedOnce(traffic, await ledger.Events());
        await ledger.IsWhole();
        await ledger.LogIsWhole(seconds: 40);
        await ledger.TimersGoOff(seconds: 40);
        TestContext.Current.SendDiagnosticMessage($"{Rounds} kills, {traffic.All.Count} commands, {unanswered} of them cut off");
    }

    /// <summary>Kills the process after a random number of answers, while all clients are sending; how many commands were left without an answer.</summary>
    private static async Task<int> Killed(ServiceProcess service, Traffic traffic, Random moments)
    {
        using var gone = new CancellationTokenSource();
        var enough = traffic.Answers(moments.Next(20, 80));
        var clients = traffic.Until(service, gone.Token);
        await Task.WhenAny(clients, enough);
        await service.KillNine();
        await gone.CancelAsync();
        await clients;
        return traffic.All.Count(s => s.Answer is null);
    }

    /// <summary>Each command's facts stand in the stream once, whole, at the versions that its answer told.</summary>
    private static void RecordedOnce(Traffic traffic, List<Stored> events)
    {
        var at = events.ToDictionary(e => (e.Product, e.Version));
        var marks = events.Select(e => e.Fact switch { OpinionRaised o => o.Subject, ProductDeclared p => p.Name, _ => null }).OfType<string>();
        marks.Should().BeEquivalentTo(traffic.All.Select(s => s.Mark));
        foreach (var answer in traffic.All.Select(s => s.Answer!))
            Enumerable.Range(0, answer.Events.Length).Select(i => at[(answer.ProductId, answer.Version - answer.Events.Length + 1 + i)].Type).Should().Equal(answer.Events);
        events.Should().HaveCount(traffic.All.Sum(s => s.Answer!.Events.Length));
    }
}
