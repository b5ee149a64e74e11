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

/// <summary>Counts for the navigation; every page asks, so they are cheap: one question to the database.</summary>
internal sealed class Counts(IQuerySession session, NpgsqlDataSource database, TimeProvider clock)
{
    /// <remarks>One event has a notice for each audience at most, so as many times more rows are as many notices as the navigation counts.</remarks>
    private static readonly string UnreadNotices =
        $"""
        select count(distinct (cause, template))::int from (select cause, template from {InboxTables.Notifications} n where audience = any(?)
            and not exists (select from {InboxTables.Reads} r where r.notification_id = n.id and r.person = ?) limit cardinality(?) * {Count.Most}) u
        """;

    private static readonly string Unread = QueueSight.Numbered(UnreadNotices), Both = QueueSight.Numbered($"select ({QueueCounts.AtMost}), ({UnreadNotices})");

    /// <summary>What of the queue is the reader's, where the page has found out already.</summary>
    public QueueSight? Sight { get; set; }

    /// <summary>How much waits, where the page has counted it already.</summary>
    public Count? Known { get; set; }

    /// <summary>What the navigation of this page shows.</summary>
    public Count Shown { get; private set; }

    /// <summary>Finds out what it shows.</summary>
    public async Task Show(Actor by, CancellationToken stop) => Shown = Known ?? await Of(by, stop);

    private async Task<Count> Of(Actor by, CancellationToken stop)
    {
        await using var command = database.Ask(Both, [.. (Sight ?? await QueueSight.Of(session, by, clock.GetUtcNow(), stop)).Parameters, .. About(by)]);
        await using var reader = await command.ExecuteReaderAsync(stop);
        await reader.ReadAsync(stop);
        return new(reader.GetInt32(0), reader.GetInt32(1));
    }

    /// <summary>Unread notices alone.</summary>
    public async Task<int> UnreadBy(Actor by, CancellationToken stop)
    {
        await using var command = database.Ask(Unread, About(by));
        return (int)(await command.ExecuteScalarAsync(stop))!;
    }

    private static object[] About(Actor by)
    {
        var inbox = Audience.InboxOf(by).ToArray();
        return [inbox, by.Id, inbox];
    }
}
