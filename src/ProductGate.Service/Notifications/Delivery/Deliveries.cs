using Npgsql;
using ProductGate.Service.Ops;

namespace ProductGate.Service.Notifications;

/// <summary>Carries out each delivery once, and keeps a record of how it went.</summary>
/// <remarks>
/// The row is locked while the channel is at it: a second message for the same delivery waits, then finds it done. If the process dies, the
/// lock goes with its connection and the message is handled again. Between the other side's "taken" and our commit lies the one moment
/// in which neither mail nor webhooks can do better than twice; message id and webhook id are the same both times. A letter that went out
/// and was never confirmed is remembered as uncertain and sent once more; a second time without an answer is the end of it.
/// </remarks>
public sealed class Deliveries(NpgsqlDataSource database, Stubbornness stubbornness, FailingTargets targets, TimeProvider clock)
{
    public const string Delivered = "delivered";
    private const string Refused = "refused";
    private const string Waiting = "waiting";
    private const string Uncertain = "uncertain";

    private const string Claim =
        $"""
        insert into {ChannelTables.Deliveries} (event, recipient, channel, state, attempts) values ($1, $2, $3, '{Waiting}', 0) on conflict do nothing
        """;

    private const string Lock = $"select state from {ChannelTables.Deliveries} where event = $1 and recipient = $2 and channel = $3 for update";

    private const string Write =
        $"""
        update {ChannelTables.Deliveries} set state = $4, attempts = attempts + 1, last_error = $5, delivered_at = $6 where event = $1 and recipient = $2 and channel = $3
        """;

    /// <param name="target">What fails together: the mail server, or one webhook.</param>
    public async Task Once(DeliveryKey key, string target, Func<CancellationToken, Task> send, CancellationToken stop)
    {
        await database.Execute(Claim, stop, key.Event, key.Recipient, key.Channel);
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var before = await State(connection, key, stop);
        if (before == Delivered) return;
        try
        {
            await stubbornness.Try(target, send, stop);
        }
        catch (Exception e)
        {
            var failure = e is DeliveryUncertainException && before == Uncertain ? new DeliveryUncertainException($"It went out twice and may have come once, twice or not at all. {e.Message}", e, last: true) : e;
            await Record(connection, key, After(failure, before), failure.Message);
            await targets.Failed(connection, failure is DeliveryRefusedException ? Refusing(target, key) : target, failure);
            await transaction.CommitAsync(CancellationToken.None);
            if (failure != e) throw failure;
            throw;
        }
        // The other side has it: this is written down even while the service stops.
        await Record(connection, key, Delivered, null);
        await targets.Recovered(connection, target, Refusing(target, key));
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>One mailbox that refuses says nothing about the mail server; a webhook is its own recipient.</summary>
    private static string Refusing(string target, DeliveryKey key) => key.Channel == DeliveryKey.Mail ? FailingTargets.Mailbox(key.Recipient) : target;

    /// <remarks>A letter that may have arrived stays uncertain when the server cannot even be reached for the further attempt.</remarks>
    private static string After(Exception failure, string? before) => failure switch
    {
        DeliveryRefusedException => Refused,
        DeliveryUncertainException => Uncertain,
        _ => before == Uncertain ? Uncertain : Waiting,
    };

    private static async Task<string?> State(NpgsqlConnection connection, DeliveryKey key, CancellationToken stop)
    {
        await using var command = connection.Ask(Lock, key.Event, key.Recipient, key.Channel);
        return (string?)await command.ExecuteScalarAsync(stop);
    }

    private Task Record(NpgsqlConnection connection, DeliveryKey key, string state, string? error) =>
        connection.Execute(Write, CancellationToken.None, key.Event, key.Recipient, key.Channel, state, Sql.Text(error), Sql.Time(state == Delivered ? clock.GetUtcNow() : null));
}
