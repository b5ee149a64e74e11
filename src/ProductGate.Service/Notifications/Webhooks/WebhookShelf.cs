using Npgsql;
using ProductGate.Service.Ops;

namespace ProductGate.Service.Notifications;

/// <summary>The webhooks that administrators have set up.</summary>
public sealed class WebhookShelf(NpgsqlDataSource database, WebhookSecrets secrets, WebhookOptions options, FailingTargets targets, TimeProvider clock)
{
    private const string Columns = "id, url, kinds, created_by, created_at, case when former_until > $1 then former_until end";

    public async Task<Webhook> Add(WebhookOrder order, string by, NpgsqlConnection connection, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var hook = new Webhook(Guid.CreateVersion7(now), order.Url, order.Kinds ?? [], by, now) { Secret = WebhookSecrets.New() };
        await connection.Execute($"insert into {ChannelTables.Webhooks} (id, url, kinds, secret, created_by, created_at) values ($1, $2, $3, $4, $5, $6)", stop, hook.Id, hook.Url, hook.Kinds, secrets.Close(hook.Secret), by, now);
        return hook;
    }

    public async Task<bool> Change(Guid id, WebhookOrder order, CancellationToken stop)
    {
        await targets.Gone(WebhookCaller.TargetOf(id), stop);
        return await database.Execute($"update {ChannelTables.Webhooks} set url = $2, kinds = $3 where id = $1", stop, id, order.Url, order.Kinds ?? []) == 1;
    }

    public async Task<bool> Remove(Guid id, CancellationToken stop)
    {
        await targets.Gone(WebhookCaller.TargetOf(id), stop);
        return await database.Execute($"delete from {ChannelTables.Webhooks} where id = $1", stop, id) == 1;
    }

    /// <summary>A new secret; the one before signs as well for a while, so that the receiver can change over in peace.</summary>
    public async Task<string?> Rotate(Guid id, NpgsqlConnection connection, CancellationToken stop)
    {
        var fresh = WebhookSecrets.New();
        var changed = await connection.Execute(
            $"update {ChannelTables.Webhooks} set former_secret = secret, former_until = $2, secret = $3 where id = $1", stop, id, clock.GetUtcNow() + options.Overlap, secrets.Close(fresh));
        return changed == 1 ? fresh : null;
    }

    public Task<List<Webhook>> All(CancellationToken stop) => database.Read($"select {Columns} from {ChannelTables.Webhooks} order by id", Read, stop, clock.GetUtcNow());

    /// <summary>The webhook, and the secrets that are valid now, newest first; null where it is gone.</summary>
    public async Task<(Webhook Hook, string[] Secrets)?> Find(Guid id, CancellationToken stop)
    {
        await using var command = database.Ask($"select {Columns}, secret, former_secret from {ChannelTables.Webhooks} where id = $2", clock.GetUtcNow(), id);
        await using var reader = await command.ExecuteReaderAsync(stop);
        if (!await reader.ReadAsync(stop)) return null;
        var hook = Read(reader);
        return (hook, [secrets.Open(reader.GetString(6)), .. hook.FormerSecretUntil is null ? [] : (string[])[secrets.Open(reader.GetString(7))]]);
    }

    private static Webhook Read(NpgsqlDataReader r) =>
        new(r.GetGuid(0), r.GetString(1), r.GetFieldValue<string[]>(2), r.GetString(3), r.GetFieldValue<DateTimeOffset>(4), r.IsDBNull(5) ? null : r.GetFieldValue<DateTimeOffset>(5));
}
