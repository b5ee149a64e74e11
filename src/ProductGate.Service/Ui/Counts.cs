using Marten;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Notifications;
using ProductGate.Service.Ops;
using ProductGate.Service.Stages;

namespace ProductGate.Service.Ui;

/// <summary>How much waits for somebody.</summary>
internal readonly record struct Count(int Queue, int Unread)
{
    /// <summary>From here on the navigation counts no further.</summary>
    public const int Most = 100;

    public static string Said(int number) => number < Most ? $"{number}" : $"{Most - 1}+";
}

/// <summary>Counts for the navigation; every page asks, so they are cheap.</summary>
internal sealed class Counts(IQuerySession session, NpgsqlDataSource database, TimeProvider clock)
{
    /// <remarks>One event has a notice for each audience at most, so as many times more rows are as many notices as the navigation counts.</remarks>
    private static readonly string UnreadNotices =
        $"""
        select count(distinct (cause, template))::int from (select cause, template from {InboxTables.Notifications} n where audience = any($1)
            and not exists (select from {InboxTables.Reads} r where r.notification_id = n.id and r.person = $2) limit cardinality($1) * {Count.Most}) u
        """;

    /// <summary>What waits, where the page has counted it already.</summary>
    public int? Queue { get; set; }

    public async Task<Count> Of(Actor by, CancellationToken stop = default) => new(Queue ?? await Waiting(by, stop), await Unread(by, stop));

    private async Task<int> Waiting(Actor by, CancellationToken stop) => await (await QueueSight.Of(session, by, clock.GetUtcNow(), stop)).Waiting(database, stop);

    private async Task<int> Unread(Actor by, CancellationToken stop)
    {
        await using var command = database.Ask(UnreadNotices, Audience.InboxOf(by).ToArray(), by.Id);
        return (int)(await command.ExecuteScalarAsync(stop))!;
    }
}
