using Npgsql;
using ProductGate.Domain;

namespace ProductGate.Service.Notifications;

/// <summary>Which targets fail, and since when. Administrators find it in their inbox once it has lasted.</summary>
public sealed class FailingTargets(NpgsqlDataSource database, DeliveryTimes options, TimeProvider clock)
{
    private const string Note =
        $"""
        insert into {ChannelTables.Targets} as t (target, since, last_error) values ($1, $2, $3) on conflict (target) do update set last_error = excluded.last_error returning t.since
        """;

    private const string Tell =
        $"""
        insert into {InboxTables.Notifications} (id, cause, audience, product_id, product, version, template, urgency, text, at)
        values ($1, $2, $3, '{NoProduct}', '{Notifications.Tell.NoProduct}', 0, 'delivery-failing', '{nameof(Urgency.Urgent)}', $4, $5) on conflict (id) do nothing
        """;

    private const string NoProduct = "00000000-0000-0000-0000-000000000000";

    /// <summary>Told once for each time of failing; what was refused for good is told at once.</summary>
    public async Task Failed(NpgsqlConnection connection, string target, Exception error)
    {
        var now = clock.GetUtcNow();
        var refused = error is DeliveryRefusedException;
        var since = refused ? now : await Since(connection, target, now, error.Message);
        if (!refused && now - since < options.TellAfter) return;
        var cause = refused ? $"refused/{target}" : $"failing/{target}/{since:O}";
        await using var tell = new NpgsqlCommand(Tell, connection);
        tell.Parameters.AddWithValue(Ids.Derive(cause));
        tell.Parameters.AddWithValue(cause);
        tell.Parameters.AddWithValue(new Audience(Role.Administrator).Key);
        tell.Parameters.AddWithValue(refused ? $"Notices to {target} are refused: {error.Message}" : $"Notices through {target} have not got through since {since:u}: {error.Message}");
        tell.Parameters.AddWithValue(now);
        await tell.ExecuteNonQueryAsync();
    }

    public async Task Recovered(NpgsqlConnection connection, string target)
    {
        await using var command = new NpgsqlCommand($"delete from {ChannelTables.Targets} where target = $1", connection) { Parameters = { new() { Value = target } } };
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Those that have failed for long.</summary>
    public async Task<List<string>> ForLong(CancellationToken stop)
    {
        await using var command = database.CreateCommand($"select target from {ChannelTables.Targets} where since <= $1 order by target limit 20");
        command.Parameters.AddWithValue(clock.GetUtcNow() - options.TellAfter);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var found = new List<string>();
        while (await reader.ReadAsync(stop)) found.Add(reader.GetString(0));
        return found;
    }

    private static async Task<DateTimeOffset> Since(NpgsqlConnection connection, string target, DateTimeOffset now, string error)
    {
        await using var note = new NpgsqlCommand(Note, connection) { Parameters = { new() { Value = target }, new() { Value = now }, new() { Value = error } } };
        await using var reader = await note.ExecuteReaderAsync();
        await reader.ReadAsync();
        return reader.GetFieldValue<DateTimeOffset>(0);
    }
}
