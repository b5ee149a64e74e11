using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ProductGate.Service.Notifications;
using ProductGate.Tests.Support;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Runtime;

namespace ProductGate.Tests.Http;

/// <summary>A target that stays away, by a clock that the test moves: when it is tried, and when it is given up.</summary>
public sealed class OutageTests(SharedBank shared) : IClassFixture<SharedBank>
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider clock = new(Start);
    private readonly List<TimeSpan> attempts = [];

    [Fact]
    public async Task a_server_away_for_the_whole_window_is_tried_for_half_a_day_and_then_given_up()
    {
        using var stubbornness = new Stubbornness(new(), clock);
        var rules = shared.Bank.Services.GetRequiredService<IWolverineRuntime>().Options.Policies.Failures;
        var letter = new Envelope(new MailNotice(Guid.Empty, "office:compliance", null!));
        var handlings = new List<(TimeSpan At, int Attempts)>();
        TimeSpan? pause;
        do
        {
            letter.Attempts++;
            var (before, at) = (attempts.Count, clock.GetUtcNow() - Start);
            var error = await Fails(stubbornness, _ => throw new IOException("Connection refused."));
            handlings.Add((at, attempts.Count - before));
            pause = Next(rules, error, letter);
            clock.Advance(pause ?? TimeSpan.Zero);
        }
        while (pause is not null);

        int[] minutes = [0, 0, 1, 6, 21, 81, 261, 741];
        handlings.Select(h => (int)h.At.TotalMinutes).Should().Equal(minutes, "15 seconds, then 1, 5, 15, 60, 180 and 480 minutes after the one before");
        handlings.Select(h => h.Attempts).Should().Equal([3, 3, 1, 1, 1, 1, 1, 1], "once it has failed six times, one attempt has to show that it is back");
    }

    /// <summary>The pause that the message waits in the database; null where it becomes a dead letter. Wolverine keeps the kind of this answer to itself.</summary>
    private static TimeSpan? Next(FailureRuleCollection rules, Exception error, Envelope letter) =>
        rules.Select(r => r.TryCreateContinuation(error, letter, out var answer) ? answer : null).OfType<IContinuation>().FirstOrDefault() is { } found ? (TimeSpan?)found.GetType().GetProperty("Delay")?.GetValue(found) : null;

    [Fact]
    public async Task the_attempts_of_one_handling_come_with_growing_pauses_and_each_has_its_time()
    {
        using var stubbornness = new Stubbornness(new() { Retries = 3 }, clock);

        (await Fails(stubbornness, stop => Task.Delay(Timeout.Infinite, stop), "a webhook")).Message.Should().Be("No answer within 10 seconds.");

        attempts.Should().HaveCount(4);
        attempts.Zip(attempts.Skip(1), (one, next) => next - one).Should().OnlyContain(gap => gap >= TimeSpan.FromSeconds(10) && gap < TimeSpan.FromSeconds(25), "10 seconds each, and pauses of half a second, doubled and spread");
    }

    [Fact]
    public async Task a_target_that_failed_again_and_again_is_left_alone_while_another_is_served()
    {
        using var stubbornness = new Stubbornness(new() { Retries = 0 }, clock);
        for (var i = 0; i < 6; i++) await Fails(stubbornness, _ => throw new IOException("Connection refused."));

        (await Fails(stubbornness, _ => Task.CompletedTask)).Message.Should().Be("The target is left alone for a moment, for it failed again and again: Connection refused.");
        await stubbornness.Try("another", _ => Task.CompletedTask, TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromSeconds(16));
        await stubbornness.Try(DeliveryKey.Mail, _ => Task.CompletedTask, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task what_is_refused_for_good_is_not_tried_again()
    {
        using var stubbornness = new Stubbornness(new(), clock);
        var trying = () => stubbornness.Try(DeliveryKey.Mail, stop => Attempt(_ => throw new DeliveryRefusedException("550 no such mailbox"), stop), TestContext.Current.CancellationToken);
        await trying.Should().ThrowAsync<DeliveryRefusedException>();
        attempts.Should().ContainSingle();
    }

    private async Task<Exception> Fails(Stubbornness stubbornness, Func<CancellationToken, Task> send, string target = DeliveryKey.Mail)
    {
        var trying = stubbornness.Try(target, stop => Attempt(send, stop), TestContext.Current.CancellationToken);
        // What waits for the clock goes on in its own thread: it is given a moment between the moves.
        using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (; !trying.IsCompleted; await moment.WaitForNextTickAsync()) clock.Advance(TimeSpan.FromMilliseconds(50));
        return (await ((Func<Task>)(() => trying)).Should().ThrowAsync<DeliveryFailedException>()).Which;
    }

    private Task Attempt(Func<CancellationToken, Task> send, CancellationToken stop)
    {
        attempts.Add(clock.GetUtcNow() - Start);
        return send(stop);
    }
}
