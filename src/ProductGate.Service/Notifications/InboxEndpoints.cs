using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Notifications;

/// <summary>A notice in somebody's inbox.</summary>
public sealed record InboxItem(Guid Id, Guid ProductId, string Product, long Version, string Template, Urgency Urgency, string Text, DateTimeOffset At, DateTimeOffset? ReadAt);

internal static class InboxEndpoints
{
    private sealed record Place(DateTimeOffset At, Guid Id);

    /// <remarks>A person with several roles is told of one event once: the first of its notices stands for all.</remarks>
    private const string Mine =
        $"""
        select n.id, n.product_id, n.product, n.version, n.template, n.urgency, n.text, n.at, r.at
        from (select distinct on (cause, template) * from {InboxTables.Notifications} where audience = any(@audiences) order by cause, template, audience) n
        left join {InboxTables.Reads} r on r.notification_id = n.id and r.person = @person
        where (@unread = false or r.at is null) and (@after_at::timestamptz is null or (n.at, n.id) < (@after_at, @after_id))
        order by n.at desc, n.id desc limit @limit
        """;

    private const string Mark =
        $"""
        insert into {InboxTables.Reads} (notification_id, person, at)
        select id, @person, @at from {InboxTables.Notifications} where id = @id and audience = any(@audiences)
        on conflict (notification_id, person) do update set at = {InboxTables.Reads}.at
        """;

    public static void MapInbox(this IEndpointRouteBuilder api)
    {
        api.MapGet("/inbox", Get).Does(Deed.ReadInbox).WithSummary("My notices, newest first; ?unread=true").Asks("unread", "limit", "cursor").Produces<Page<InboxItem>>().ProducesProblems(400, 401, 503);
        api.MapPost("/inbox/{noticeId:guid}/read", Read).Does(Deed.ReadInbox).WithSummary("Mark one of my notices as read").Produces(204).ProducesProblems(401, 404, 503);
    }

    private static async Task<IResult> Get(HttpContext http, NpgsqlDataSource database)
    {
        var by = http.User.ToActor();
        var paging = Paging.Of(http.Request.Query);
        var after = paging.After<Place>();
        await using var command = database.CreateCommand(Mine);
        command.Parameters.AddWithValue("audiences", Audience.KeysOf(by).ToArray());
        command.Parameters.AddWithValue("person", by.Id);
        command.Parameters.AddWithValue("unread", http.Request.Query.Flag("unread"));
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset?>("after_at", after?.At) { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz });
        command.Parameters.AddWithValue("after_id", after?.Id ?? Guid.Empty);
        command.Parameters.AddWithValue("limit", paging.Limit + 1);
        var items = new List<InboxItem>();
        await using var reader = await command.ExecuteReaderAsync(http.RequestAborted);
        while (await reader.ReadAsync(http.RequestAborted)) items.Add(Item(reader));
        return Results.Json(paging.Cut(items, i => i, i => new Place(i.At, i.Id)), HttpJson.Writing);
    }

    private static async Task<IResult> Read(Guid noticeId, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        var by = http.User.ToActor();
        await using var command = database.CreateCommand(Mark);
        command.Parameters.AddWithValue("id", noticeId);
        command.Parameters.AddWithValue("person", by.Id);
        command.Parameters.AddWithValue("audiences", Audience.KeysOf(by).ToArray());
        command.Parameters.AddWithValue("at", clock.GetUtcNow());
        return await command.ExecuteNonQueryAsync(http.RequestAborted) == 1 ? Results.NoContent() : new Problem(404, "unknown-notice", "There is no such notice for you.").ToResult();
    }

    private static InboxItem Item(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetInt64(3), r.GetString(4), Enum.Parse<Urgency>(r.GetString(5)), r.GetString(6),
        r.GetFieldValue<DateTimeOffset>(7), r.IsDBNull(8) ? null : r.GetFieldValue<DateTimeOffset>(8));
}
