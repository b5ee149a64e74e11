using Npgsql;
using NpgsqlTypes;
using ProductGate.Service.Door;

namespace ProductGate.Service.Audit;

/// <summary>Which access records are asked for.</summary>
/// <param name="Address">The network address that the request came from.</param>
/// <param name="Asked">A part of what stood behind the question mark.</param>
internal sealed record AccessFilter(string? Person, string? Subject, AccessKind? Kind, DateTimeOffset? From, DateTimeOffset? To, string? Address = null, string? Asked = null)
{
    /// <param name="from">How a moment is read from the address: programs write times, people days.</param>
    public static AccessFilter Of(IQueryCollection query, Func<string, DateTimeOffset?> from, Func<string, DateTimeOffset?> to) =>
        new(query.Text("person"), query.Text("subject")?.ToLowerInvariant(), query.Enum<AccessKind>("kind"), from("from"), to("to"), query.Text("address"), query.Text("asked"));
}

/// <summary>Finds who opened what, newest first.</summary>
internal static class AccessSearch
{
    private const string Search =
        $"""
        select id, at, person, name, roles, kind, subject, asked, from_address, agent, trace_id from {AccessTables.Records}
        where (@person is null or person = @person) and (@subject is null or subject = @subject) and (@kind is null or kind = @kind)
            and (@address is null or from_address = @address) and (@asked is null or position(lower(@asked) in lower(asked)) > 0)
            and (@from is null or at >= @from) and (@to is null or at <= @to) and (@after_at is null or (at, id) < (@after_at, @after_id))
        order by at desc, id desc limit @limit
        """;

    private sealed record Place(DateTimeOffset At, Guid Id);

    public static async Task<Page<AccessRecord>> AccessRecords(this NpgsqlDataSource database, AccessFilter filter, Paging paging, CancellationToken stop)
    {
        var after = paging.After<Place>();
        await using var command = database.CreateCommand(Search);
        command.Parameters.Add(Text("person", filter.Person));
        command.Parameters.Add(Text("subject", filter.Subject));
        command.Parameters.Add(Text("kind", filter.Kind?.ToString()));
        command.Parameters.Add(Text("address", filter.Address));
        command.Parameters.Add(Text("asked", filter.Asked));
        command.Parameters.Add(Time("from", filter.From));
        command.Parameters.Add(Time("to", filter.To));
        command.Parameters.Add(Time("after_at", after?.At));
        command.Parameters.AddWithValue("after_id", after?.Id ?? Guid.Empty);
        command.Parameters.AddWithValue("limit", paging.Limit + 1);
        var records = new List<AccessRecord>();
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop)) records.Add(Read(reader));
        return paging.Cut(records, r => r, r => new Place(r.At, r.Id));
    }

    private static NpgsqlParameter Text(string name, string? text) => new NpgsqlParameter<string?>(name, text) { NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter Time(string name, DateTimeOffset? at) => new NpgsqlParameter<DateTimeOffset?>(name, at) { NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private static AccessRecord Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetFieldValue<DateTimeOffset>(1), r.GetString(2), r.GetString(3), r.GetFieldValue<string[]>(4), Enum.Parse<AccessKind>(r.GetString(5)),
        r.GetString(6), r.GetString(7), r.GetString(8), r.GetString(9), r.GetString(10));
}
