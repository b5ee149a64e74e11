using System.Collections.Immutable;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Identity;
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
internal sealed class Counts(NpgsqlDataSource database, TimeProvider clock)
{
    /// <remarks>As many of each audience as the navigation counts: one event may have a notice for several.</remarks>
    private static readonly string UnreadNotices =
        $"select count(*)::int from (select distinct cause, template from unnest(?) a (key), lateral ({ReadMarks.Unread("?")} limit {Count.Most}) u) e";

    /// <summary>Unread notices alone.</summary>
    public static readonly string Unread = Sql.Numbered(UnreadNotices);

    private static readonly string Both = Sql.Numbered($"select ({QueueCounts.AtMost}), ({UnreadNotices})");

    /// <summary>How much waits, where the page has counted it already.</summary>
    public Count? Known { get; set; }

    /// <summary>What the navigation of this page shows.</summary>
    public Count Shown { get; private set; }

    /// <summary>Finds out what it shows.</summary>
    public async Task Show(Actor by, CancellationToken stop) => Shown = Known ?? await QueueSight.Ask(by, clock.GetUtcNow(), sight => Of(sight, stop));

    private async Task<(ImmutableArray<Delegation> Lent, Count Count)> Of(QueueSight sight, CancellationToken stop)
    {
        await using var batch = database.CreateBatch();
        batch.Ask(StandingDelegations.ToPerson, sight.By.Id, sight.Now);
        Ask(batch, sight);
        await using var reader = await batch.ExecuteReaderAsync(stop);
        var lent = await StandingDelegations.Read(reader, sight.Now, stop);
        await reader.NextResultAsync(stop);
        return (lent, await Read(reader, stop));
    }

    /// <summary>Asks for both counts, on the way of other questions.</summary>
    public static void Ask(NpgsqlBatch batch, QueueSight sight) => batch.Ask(Both, [.. sight.Parameters, .. About(sight.By)]);

    public static async Task<Count> Read(NpgsqlDataReader reader, CancellationToken stop)
    {
        await reader.ReadAsync(stop);
        return new(reader.GetInt32(0), reader.GetInt32(1));
    }

    /// <summary>What <see cref="Unread"/> is to be asked with.</summary>
    public static object[] About(Actor by) => [Audience.InboxOf(by).ToArray(), by.Id, by.Id];
}
