using System.Text.Json;
using JasperFx;
using Marten;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Door;

/// <param name="Answer">Null where the key was used for another request.</param>
public sealed record FirstAnswer<T>(T? Answer)
    where T : class;

/// <summary>Does once for each idempotency key what is no command on a product. The answer is kept for as long as a command's, and closed: that of a new webhook tells its secret.</summary>
public sealed class FirstAnswers(NpgsqlDataSource database, IDocumentStore store, IDataProtectionProvider protection, TimeProvider clock)
{
    private readonly IDataProtector protector = protection.CreateProtector("first-answers");

    /// <param name="act">Writes through the transaction; where it throws, nothing stays and the key is not used up.</param>
    public async Task<T> Once<T>(CommandKey? key, Func<NpgsqlTransaction, Task<T>> act, CancellationToken stop)
        where T : class
    {
        try
        {
            return await Try(key, act, stop);
        }
        catch (DocumentAlreadyExistsException)
        {
            // The same request, sent twice at once, was faster: its answer is there now.
            return await Try(key, act, stop);
        }
    }

    /// <summary>The answer under this key; null if the key is new.</summary>
    public async Task<FirstAnswer<T>?> Find<T>(IDocumentSession session, CommandKey? key, CancellationToken stop)
        where T : class =>
        await CommandKeys.Earlier(session, key, clock.GetUtcNow(), stop) is not { } earlier ? null
        : new(earlier.RequestHash == key!.RequestHash ? JsonSerializer.Deserialize<T>(protector.Unprotect(earlier.Closed!), HttpJson.Writing) : null);

    public void Keep<T>(IDocumentSession session, CommandKey? key, T answer)
    {
        if (key is not null) CommandKeys.Keep(session, new KeyedAnswer(key.Id, key.RequestHash, null, clock.GetUtcNow()) { Closed = protector.Protect(JsonSerializer.Serialize(answer, HttpJson.Writing)) });
    }

    private async Task<T> Try<T>(CommandKey? key, Func<NpgsqlTransaction, Task<T>> act, CancellationToken stop)
        where T : class
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await using var session = store.LightweightSession(Marten.Services.SessionOptions.ForTransaction(transaction));
        if (await Find<T>(session, key, stop) is { } earlier) return earlier.Answer ?? throw new ProblemException(Problem.KeyReused);
        var answer = await act(transaction);
        Keep(session, key, answer);
        await session.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return answer;
    }
}

internal static class KeyedRequests
{
    /// <exception cref="ProblemException">422: the key was used for another request.</exception>
    public static Task<T> Once<T>(this HttpContext http, CommandKey? key, Func<NpgsqlTransaction, Task<T>> act)
        where T : class => http.RequestServices.GetRequiredService<FirstAnswers>().Once(key, act, http.RequestAborted);

    /// <summary>For what is answered with no content.</summary>
    /// <exception cref="ProblemException">422: the key was used for another request.</exception>
    public static Task Once(this HttpContext http, CommandKey? key, Func<NpgsqlTransaction, Task> act) => http.Once(key, async transaction =>
    {
        await act(transaction);
        return "";
    });

    /// <summary>The key of a request without a body.</summary>
    public static CommandKey? Key(this HttpContext http) => http.Request.Key(http.User.ToActor(), []);

    public static CommandKey? Key(this HttpContext http, ReadOnlySpan<byte> body) => http.Request.Key(http.User.ToActor(), body);
}
