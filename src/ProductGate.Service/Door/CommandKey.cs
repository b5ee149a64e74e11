using Marten;
using ProductGate.Domain;

namespace ProductGate.Service.Door;

/// <summary>A client's name for one command, so that sending it twice does it once (R12). Kept for 24 hours.</summary>
/// <param name="Id">Derived from person and key: another person's key is another key, and a log that shows it names nobody.</param>
/// <param name="RequestHash">SHA-256 of method, address and body: the same key for another request is an error.</param>
public sealed record CommandKey(string Id, string RequestHash)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public static CommandKey Of(Actor by, string key, string requestHash) => new(Ids.Derive($"{Uri.EscapeDataString(by.Id)}/{key}").ToString("N"), requestHash);
}

/// <summary>The first answer to a keyed request, stored in the transaction of what it did.</summary>
/// <param name="Answer">To a command on a product; null for anything else.</param>
public sealed record KeyedAnswer(string Id, string RequestHash, CommandAnswer? Answer, DateTimeOffset At)
{
    /// <summary>The answer to anything else, closed with the key ring.</summary>
    public string? Closed { get; init; }
}

internal static class CommandKeys
{
    /// <summary>The earlier answer under this key, or a refusal if the key was used for something else; null if the key is new.</summary>
    public static async Task<Outcome?> Find(IDocumentSession session, CommandKey? key, DateTimeOffset now, CancellationToken stop) =>
        await Earlier(session, key, now, stop) is not { } earlier ? null : earlier.RequestHash == key!.RequestHash ? Outcome.Accepted(earlier.Answer!) : Outcome.KeyReused;

    /// <summary>What is kept under this key, for the same request or for another; null if the key is new.</summary>
    public static async Task<KeyedAnswer?> Earlier(IDocumentSession session, CommandKey? key, DateTimeOffset now, CancellationToken stop) =>
        key is not null && await session.LoadAsync<KeyedAnswer>(key.Id, stop) is { } earlier && earlier.At >= now - CommandKey.Lifetime ? earlier : null;

    public static void Keep(IDocumentSession session, CommandKey? key, CommandAnswer answer, DateTimeOffset now)
    {
        if (key is not null) Keep(session, new KeyedAnswer(key.Id, key.RequestHash, answer, now));
    }

    /// <remarks>An insert, so that of two at once only one commits; the other is tried again and finds the answer.</remarks>
    public static void Keep(IDocumentSession session, KeyedAnswer answer)
    {
        var before = answer.At - CommandKey.Lifetime; // the store translates no arithmetic
        session.DeleteWhere<KeyedAnswer>(k => k.Id == answer.Id && k.At < before);
        session.Insert(answer);
    }
}

/// <summary>Forgets keys whose time is over.</summary>
internal sealed class CommandKeySweep(IDocumentStore store, TimeProvider clock, ILogger<CommandKeySweep> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await using var session = store.LightweightSession();
                var before = clock.GetUtcNow() - CommandKey.Lifetime;
                session.DeleteWhere<KeyedAnswer>(k => k.At < before);
                await session.SaveChangesAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning(e, "Old idempotency keys could not be removed; the next round tries again.");
            }
    }
}
