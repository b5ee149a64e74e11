using System.Threading.Channels;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Tests.Faults;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A bank that carries out one command at a time, and lets none wait for long.</summary>
public sealed class PatientBank(Server server) : Bank(server)
{
    protected override (string Name, string Value)[] Settings => [("Commands:AtOnce", "1"), ("Commands:Patience", "00:00:00.2")];
}

public sealed class CommandTurnsTests(PatientBank bank) : IClassFixture<PatientBank>
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly Channel<int> begun = Channel.CreateUnbounded<int>();

    [Fact]
    public async Task no_more_begin_than_may_and_the_others_in_the_order_in_which_they_came()
    {
        using var turns = new CommandTurns(2, Long);
        var ends = Enumerable.Range(0, 5).Select(_ => new TaskCompletionSource<int>()).ToArray();

        var commands = ends.Select((end, number) => turns.Take(() => Begin(number, end.Task), default)).ToArray();

        (await Next()).Should().Be(0);
        for (var number = 0; number < ends.Length; number++)
        {
            if (number + 1 < ends.Length) (await Next()).Should().Be(number + 1);
            begun.Reader.TryRead(out _).Should().BeFalse("two are under way");
            ends[number].SetResult(number);
            (await commands[number]).Should().Be(number);
        }
    }

    [Fact]
    public async Task one_that_waits_too_long_is_given_up_and_was_never_begun()
    {
        using var turns = new CommandTurns(1, TimeSpan.Zero);
        var end = new TaskCompletionSource<int>();
        var first = turns.Take(() => Begin(0, end.Task), default);

        await turns.Invoking(t => t.Take(() => Begin(1, Task.FromResult(1)), default)).Should().ThrowAsync<TimeoutException>();

        end.SetResult(0);
        await first;
        (await Next()).Should().Be(0);
        begun.Reader.TryRead(out _).Should().BeFalse();
    }

    [Fact]
    public async Task one_that_fails_leaves_its_turn_to_the_next()
    {
        using var turns = new CommandTurns(1, Long);

        await turns.Invoking(t => t.Take(() => Begin(0, Task.FromException<int>(new NpgsqlException("Away."))), default)).Should().ThrowAsync<NpgsqlException>();

        (await turns.Take(() => Begin(1, Task.FromResult(1)), default)).Should().Be(1);
    }

    [Fact]
    public async Task one_whose_sender_went_away_while_it_waited_is_passed_over()
    {
        using var turns = new CommandTurns(1, Long);
        using var gone = new CancellationTokenSource();
        var end = new TaskCompletionSource<int>();
        var first = turns.Take(() => Begin(0, end.Task), default);
        var abandoned = turns.Take(() => Begin(1, Task.FromResult(1)), gone.Token);
        var last = turns.Take(() => Begin(2, Task.FromResult(2)), default);

        await gone.CancelAsync();
        await abandoned.Invoking(a => a).Should().ThrowAsync<OperationCanceledException>();
        end.SetResult(0);

        (await last).Should().Be(2);
        await first;
        ((await Next(), await Next())).Should().Be((0, 2));
        begun.Reader.TryRead(out _).Should().BeFalse();
    }

    [Fact]
    public async Task while_the_database_holds_one_up_the_next_is_told_to_come_again_and_nothing_is_lost()
    {
        var stop = TestContext.Current.CancellationToken;
        var (held, next) = (await HttpJourney.Declared(bank), await HttpJourney.Declared(bank));
        await using var connection = await bank.Database.OpenConnectionAsync(stop);
        var hold = await connection.BeginTransactionAsync(stop);
        await using (var locking = new NpgsqlCommand($"select from gate.mt_streams where id = '{held.Id}' for update", connection)) await locking.ExecuteNonQueryAsync(stop);

        var first = Suggest(held);
        await Patience.Until("the database holds the first command up", 30, async () => await bank.Scalar<long>("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()") > 0);
        (await Suggest(next)).IsProblem(503, "unavailable").Headers.RetryAfter!.Delta.Should().BePositive();
        await hold.CommitAsync(stop);

        (await first).Is(200);
        (await Suggest(next)).Is(200); // at the version that it was at: had it been done before, this would be stale
    }

    private Task<Answer> Suggest(HttpJourney product) => bank.Post(People.Officer, $"{product.Path}/opinions", Sample.Opinion(OpinionKind.Suggestion, Section.Pricing), Client.IfMatch(product.Version));

    private Task<int> Begin(int number, Task<int> work)
    {
        begun.Writer.TryWrite(number);
        return work;
    }

    private async Task<int> Next() => await begun.Reader.ReadAsync(TestContext.Current.CancellationToken);
}
