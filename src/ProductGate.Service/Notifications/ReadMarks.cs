using Npgsql;
using ProductGate.Domain;

namespace ProductGate.Service.Notifications;

/// <summary>
/// Up to which number somebody has read everything of an audience, so that what is unread is found without passing over all that was ever read. It follows from
/// what was read one by one, and counts nothing as read that was not.
/// </summary>
internal static class ReadMarks
{
    /// <summary>The word under which those who deliver and those who read agree; any number of this project's own.</summary>
    private const long Lock = 0x70672d726561;

    /// <summary>
    /// Held by whoever inserts notices, until they are committed: their numbers are drawn while it is held, so that whoever moves a mark sees all up to it.
    /// Those who insert do not wait for each other.
    /// </summary>
    public static readonly string Delivering = $"held as materialized (select pg_advisory_xact_lock_shared({Lock}))";

    /// <param name="person">How the question names the person; it is asked of each audience <c>a.key</c>.</param>
    /// <returns>The notices that the person has not read, the oldest first.</returns>
    public static string Unread(string person) =>
        $"""
        select n.number, n.cause, n.template from {InboxTables.Notifications} n
        where n.audience = a.key and n.number > coalesce((select m.number from {InboxTables.Marks} m where m.person = {person} and m.audience = a.key), 0)
            and not exists (select from {InboxTables.Reads} r where r.notification_id = n.id and r.person = {person})
        order by n.number
        """;

    private static readonly string Move =
        $"""
        insert into {InboxTables.Marks} as mark (person, audience, number)
        select @person, a.key, coalesce((select u.number - 1 from ({Unread("@person")} limit 1) u), (select max(n.number) from {InboxTables.Notifications} n where n.audience = a.key), 0)
        from unnest(@audiences) a (key)
        on conflict (person, audience) do update set number = greatest(mark.number, excluded.number)
        """;

    /// <summary>Moves the marks of a person who has just read something, in the same transaction; not now if somebody is delivering: then the next reading does.</summary>
    public static async Task Advance(Actor by, NpgsqlConnection connection, CancellationToken stop)
    {
        await using var alone = new NpgsqlCommand($"select pg_try_advisory_xact_lock({Lock})", connection);
        if (await alone.ExecuteScalarAsync(stop) is not true) return;
        await using var move = new NpgsqlCommand(Move, connection) { Parameters = { new("person", by.Id), new("audiences", Audience.InboxOf(by).ToArray()) } };
        await move.ExecuteNonQueryAsync(stop);
    }
}
