using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Notifications;

namespace ProductGate.Service.Ui;

/// <summary>How much waits for somebody.</summary>
internal readonly record struct Count(int Queue, int Unread);

/// <summary>Counts for the navigation; every page asks, so they are cheap.</summary>
internal sealed class Counts(NpgsqlDataSource database)
{
    private const string Most = "100";

    private const string Waiting =
        $"""
        select
            (select count(*) from (select 1 from gate.mt_doc_workqueuerow q where q.data ->> 'audience' = any($1) and not q.data -> 'notFor' ? $2 limit {Most}) w)::int,
            (select count(*) from (select 1 from {InboxTables.Notifications} n where audience = any($1) and not exists (select from {InboxTables.Reads} r where r.notification_id = n.id and r.person = $2) group by cause, template limit {Most}) u)::int
        """;

    public async Task<Count> Of(Actor by)
    {
        await using var command = database.CreateCommand(Waiting);
        command.Parameters.AddWithValue(Audience.KeysOf(by).Append($"person:{by.Id}").ToArray());
        command.Parameters.AddWithValue(by.Id);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return new(reader.GetInt32(0), reader.GetInt32(1));
    }
}
