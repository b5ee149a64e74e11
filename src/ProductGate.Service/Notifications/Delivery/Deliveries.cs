using Npgsql;

namespace ProductGate.Service.Notifications;

/// <summary>Carries out each delivery once, and keeps a record of how it went.</summary>
/// <remarks>
/// The row is locked while the channel is at it: a second message for the same delivery waits, then finds it done. If the process dies, the
/// lock goes with its connection and the message is handled again. Between the other side's "taken" and our commit lies the one moment
/// in which neither mail nor webhooks can do better than twice; message id and webhook id are the same both times.
/// </remarks>
public sealed class Deliveries(NpgsqlDataSource database, Stubbornness stubbornness, FailingTargets targets, TimeProvider clock)
{
    public const string Delivered = "delivered";
    private const string Refused = "refused";
    private const string Waiting = "waiting";

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
        await using (var claim = database.CreateCommand(Claim)) await With(claim, key).ExecuteNonQueryAsync(stop);
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (await State(connection, key, stop) == Delivered) return;
        try
        {
            await stubbornness.Try(target, send, stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            await Record(connection, key, e is DeliveryRefusedException ? Refused : Waiting, e.Message);
            await targets.Failed(connection, e is DeliveryRefusedException ? $"{target} {key.Recipient}" : target, e);
            await transaction.CommitAsync(CancellationToken.None);
            throw;
        }
        // The other side has it: this is written down even while the service stops.
        await Record(connection, key, Delivered, null);
        await targets.Recovered(connection, target);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static async Task<string?> State(NpgsqlConnection connection, DeliveryKey key, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(Lock, connection);
        return (string?)await With(command, key).ExecuteScalarAsync(stop);
    }

    private async Task Record(NpgsqlConnection connection, DeliveryKey key, string state, string? error)
    {
        await using var command = With(new NpgsqlCommand(Write, connection), key);
        command.Parameters.AddWithValue(state);
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = error, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset?> { TypedValue = state == Delivered ? clock.GetUtcNow() : null, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz });
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlCommand With(NpgsqlCommand command, DeliveryKey key)
    {
        command.Parameters.AddWithValue(key.Event);
        command.Parameters.AddWithValue(key.Recipient);
        command.Parameters.AddWithValue(key.Channel);
        return command;
    }
}
