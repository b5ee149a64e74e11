using Marten;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Ops;
using ProductGate.Service.Stages;

namespace ProductGate.Service.Notifications;

/// <summary>What one person's digest tells: what waits, what is overdue, and what happened since the last one.</summary>
public sealed record Digest(IReadOnlyList<WorkQueueEntry> Waiting, IReadOnlyList<DigestLine> Notices)
{
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
        var rows = await session.Query<WorkQueueRow>().Where(r => r.Audience.IsOneOf(audiences) && !r.NotFor.Contains(profile.Person) && (r.Until == null || r.Until > to))
            .OrderBy(r => r.Order).ThenBy(r => r.Id).Take(Most).ToListAsync(stop);
        return new([.. rows.DistinctBy(r => r.Matter).Select(r => r.Entry)], [.. (await Notices(audiences, from, to, stop)).Where(n => Wishes.Of(profile.Kinds, n.Template, n.Urgency) == Wish.Digest).Take(Most)]);
    }

    private Task<List<DigestLine>> Notices(string[] audiences, DateTimeOffset from, DateTimeOffset to, CancellationToken stop) => database.Read(
        Since, r => new DigestLine(r.GetGuid(0), r.GetString(1), r.GetString(2), Enum.Parse<Urgency>(r.GetString(3)), r.GetString(4)), stop, audiences, from, to);
}
