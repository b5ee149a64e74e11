using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Ops;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Notifications;

/// <summary>Which targets fail, and since when. Administrators find it in their inbox once it has lasted.</summary>
public sealed class FailingTargets(NpgsqlDataSource database, DeliveryTimes options, TimeProvider clock)
{
    private const string Note =
        $"""
        insert into {ChannelTables.Targets} as t (target, since, last_error) values ($1, $2, $3) on conflict (target) do update set last_error = excluded.last_error returning t.since
        """;

    private const string Forget = $"delete from {ChannelTables.Targets} where target = any($1)";

    private static readonly string Tell =
        $"""
        with {ReadMarks.Delivering}
        insert into {InboxTables.Notifications} (id, cause, audience, product_id, product, version, template, urgency, text, at, text_zh)
        select $1, $2, $3, '{NoProduct}'::uuid, '{Notifications.Tell.NoProduct}', 0, 'delivery-failing', '{nameof(Urgency.Urgent)}', $4, $5, $6 from held on conflict (id) do nothing
        """;

    private const string NoProduct = "00000000-0000-0000-0000-000000000000";

    private const string MailTo = "mail to ";

    /// <summary>One person's or office's mailbox, which may refuse while the mail server takes the letters of others.</summary>
    public static string Mailbox(string recipient) => MailTo + recipient;

    /// <summary>Told once for each time of failing; what was refused for good is told at once.</summary>
    public async Task Failed(NpgsqlConnection connection, string target, Exception error)
    {
        var now = clock.GetUtcNow();
        var refused = error is DeliveryRefusedException;
        var since = await Since(connection, target, now, error.Message);
        if (!refused && now - since < options.TellAfter) return;
        var cause = $"{(refused ? "refused" : "failing")}/{target}/{since:O}";
        var text = refused ? (Phrase)$"Notices by {target} are refused: {error.Message}" : $"Notices through {target} have not got through since {since:u}: {error.Message}";
        await connection.Execute(Tell, CancellationToken.None, Ids.Derive(cause), cause, new Audience(Role.Administrator).Key, text.ToString(), now, text.In(Languages.Chinese));
    }

    public Task Recovered(NpgsqlConnection connection, params string[] reached) => connection.Execute(Forget, CancellationToken.None, (object)reached);

    /// <summary>Those that are used no more: a webhook that was removed, a mailbox in whose place there is another.</summary>
    public Task Gone(string target, CancellationToken stop) => database.Execute(Forget, stop, (object)new[] { target });

    /// <summary>Those that have failed for long. Health goes into the log, where nobody is named.</summary>
    public async Task<List<string>> ForLong(CancellationToken stop)
    {
        var all = await database.Read($"select target from {ChannelTables.Targets} where since <= $1 order by target limit 20", r => r.GetString(0), stop, clock.GetUtcNow() - options.TellAfter);
        return [.. all.Select(t => t.StartsWith(MailTo, StringComparison.Ordinal) ? "a mailbox that refuses" : t).Distinct()];
    }

    private static async Task<DateTimeOffset> Since(NpgsqlConnection connection, string target, DateTimeOffset now, string error)
    {
        await using var note = connection.Ask(Note, target, now, error);
        await using var reader = await note.ExecuteReaderAsync();
        await reader.ReadAsync();
        return reader.GetFieldValue<DateTimeOffset>(0);
    }
}
