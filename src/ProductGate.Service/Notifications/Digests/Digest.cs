using Marten;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Ops;
using ProductGate.Service.Stages;

namespace ProductGate.Service.Notifications;

/// <summary>What one person's digest tells: what waits, what is overdue, and what happened since the last one.</summary>
/// <param name="At">The moment of which it tells.</param>
public sealed record Digest(IReadOnlyList<WorkQueueEntry> Waiting, IReadOnlyList<DigestLine> Notices, DateTimeOffset At)
{
    /// <summary>As the queue itself says (<see cref="QueueSight.Late"/>): missed, or past its date and not yet found so.</summary>
    public bool IsOverdue(WorkQueueEntry entry) => entry.Overdue || (entry.Due < At && entry.PausedAt is null);

    public bool IsEmpty => Waiting.Count == 0 && Notices.Count == 0;
}

/// <summary>A notice of those kinds that the person wants gathered.</summary>
public sealed record DigestLine(Guid ProductId, string Product, string Template, Urgency Urgency, string Text);

/// <summary>Gathers digests from the work queue and the inbox.</summary>
public sealed class Digests(IDocumentStore store, NpgsqlDataSource database)
{
    private const int Most = 100;

    private const string Since =
        $"""
        select distinct on (at, cause, template) product_id, product, template, urgency, text from {InboxTables.Notifications}
        where audience = any($1) and at > $2 and at <= $3 order by at, cause, template, audience limit 1000
        """;

    public async Task<Digest> Of(Profile profile, DateTimeOffset from, DateTimeOffset to, CancellationToken stop)
    {
        string[] audiences = [.. profile.Audiences, profile.Recipient];
        await using var session = store.QuerySession();
        // The person's queue, with what was lent to them.
        var waiting = await database.Queue(session, await QueueSight.Of(session, profile.Actor, to, stop), QueueView.Mine, QueryCollection.Empty, new(Most, null), stop);
        return new([.. waiting.Items.Select(r => r.Entry)], [.. (await Notices(audiences, from, to, stop)).Where(n => Wishes.Of(profile.Kinds, n.Template, n.Urgency) == Wish.Digest).Take(Most)], to);
    }

    private Task<List<DigestLine>> Notices(string[] audiences, DateTimeOffset from, DateTimeOffset to, CancellationToken stop) => database.Read(
        Since, r => new DigestLine(r.GetGuid(0), r.GetString(1), r.GetString(2), Enum.Parse<Urgency>(r.GetString(3)), r.GetString(4)), stop, audiences, from, to);
}
