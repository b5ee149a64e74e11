using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Ops;

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
        var text = refused ? $"Notices to {target} are refused: {error.Message}" : $"Notices through {target} have not got through since {since:u}: {error.Message}";
        await connection.Execute(Tell, CancellationToken.None, Ids.Derive(cause), cause, new Audience(Role.Administrator).Key, text, now);
    }

    public Task Recovered(NpgsqlConnection connection, string target) => connection.Execute($"delete from {ChannelTables.Targets} where target = $1", CancellationToken.None, target);

    /// <summary>Those that have failed for long.</summary>
    public Task<List<string>> ForLong(CancellationToken stop) =>
        database.Read($"select target from {ChannelTables.Targets} where since <= $1 order by target limit 20", r => r.GetString(0), stop, clock.GetUtcNow() - options.TellAfter);

    private static async Task<DateTimeOffset> Since(NpgsqlConnection connection, string target, DateTimeOffset now, string error)
    {
        await using var note = connection.Ask(Note, target, now, error);
        await using var reader = await note.ExecuteReaderAsync();
        await reader.ReadAsync();
        return reader.GetFieldValue<DateTimeOffset>(0);
    }
}
