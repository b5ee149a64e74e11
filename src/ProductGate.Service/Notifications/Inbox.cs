using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Notifications;

/// <summary>The notices of whoever asks, for programs and for the page.</summary>
internal sealed class Inbox(NpgsqlDataSource database, TimeProvider clock)
{
    private sealed record Place(DateTimeOffset At, Guid Id);

    /// <remarks>
    /// A person with several roles is told of one event once: the first of its notices stands for all. Each audience's newest are looked for by themselves, along its
    /// index; to gather all that anybody was ever told would take longer with every year.
    /// </remarks>
    private const string Mine =
        $"""
        select n.id, n.product_id, n.product, n.version, n.template, n.urgency, n.text, n.at, r.at, n.text_zh
        from unnest(@audiences) a (key), lateral (
            select * from {InboxTables.Notifications} n
            where n.audience = a.key and (@after_at::timestamptz is null or (n.at, n.id) < (@after_at, @after_id))
                and (not @unread or not exists (select from {InboxTables.Reads} r where r.notification_id = n.id and r.person = @person))
                and not exists (select from {InboxTables.Notifications} o
                    where o.audience = any(@audiences) and o.audience < n.audience and o.at = n.at and o.cause = n.cause and o.template = n.template)
            order by n.at desc, n.id desc limit @limit) n
        left join {InboxTables.Reads} r on r.notification_id = n.id and r.person = @person
        order by n.at desc, n.id desc limit @limit
        """;

    /// <remarks>Also those of the same event to other roles of the person: they were told once, and have read it once.</remarks>
    private const string Mark =
        $"""
        insert into {InboxTables.Reads} (notification_id, person, at)
        select other.id, @person, @at from {InboxTables.Notifications} n join {InboxTables.Notifications} other using (at, cause, template)
        where n.id = any(@ids) and n.audience = any(@audiences) and other.audience = any(@audiences)
        on conflict (notification_id, person) do update set at = {InboxTables.Reads}.at
        """;

    /// <summary>A page of them, newest first.</summary>
    public async Task<Page<InboxItem>> Of(Actor by, Paging paging, bool unread, CancellationToken stop)
    {
        var after = paging.After<Place>();
        await using var command = Ask(database.CreateCommand(Mine), by);
        command.Parameters.AddWithValue("unread", unread);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset?>("after_at", after?.At) { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz });
        command.Parameters.AddWithValue("after_id", after?.Id ?? Guid.Empty);
        command.Parameters.AddWithValue("limit", paging.Limit + 1);
        var items = new List<InboxItem>();
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop)) items.Add(Item(reader));
        return paging.Cut(items, i => i, i => new Place(i.At, i.Id));
    }

    /// <summary>Marks notices as read; false where none of them is this person's.</summary>
    public async Task<bool> Read(Actor by, Guid[] notices, NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = Ask(new(Mark, connection), by);
        command.Parameters.AddWithValue("ids", notices);
        command.Parameters.AddWithValue("at", clock.GetUtcNow());
        if (await command.ExecuteNonQueryAsync(stop) == 0) return false;
        await ReadMarks.Advance(by, connection, stop);
        return true;
    }

    private static NpgsqlCommand Ask(NpgsqlCommand command, Actor by)
    {
        command.Parameters.AddWithValue("audiences", Audience.InboxOf(by).ToArray());
        command.Parameters.AddWithValue("person", by.Id);
        return command;
    }

    private static InboxItem Item(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetInt64(3), r.GetString(4), Enum.Parse<Urgency>(r.GetString(5)), r.GetString(6),
        r.GetFieldValue<DateTimeOffset>(7), r.IsDBNull(8) ? null : r.GetFieldValue<DateTimeOffset>(8)) { TextZh = r.IsDBNull(9) ? null : r.GetString(9) };
}
