using System.Collections.Immutable;
using Marten;
using ProductGate.Domain;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Stages;

/// <summary>What of the queue is one person's: what waits for their roles, what was lent to them, and nothing that they may not judge.</summary>
/// <remarks>The list, its page and the count in the navigation all ask the database with <see cref="Mine"/>, so they cannot differ.</remarks>
internal sealed record QueueSight(Actor By, ImmutableArray<Delegation> Lent, DateTimeOffset Now)
{
    public const string Table = "gate.mt_doc_workqueuerow";

    /// <summary>What the rows of one ask have in common: <see cref="WorkQueueRow.Matter"/>.</summary>
    public const string Matter = "left(d.id, length(d.id) - length(d.audience) - 1)";

    /// <summary>Whether the row <c>d</c> is the reader's; to be asked with <see cref="Parameters"/>.</summary>
    public const string Mine =
        """
        (d.audience = any(?) and not ? = any(d.not_for) and (d.until is null or d.until > ?)
        and (d.audience = any(?) or exists (select from unnest(?, ?, ?) l (office, kind, principal)
            where l.office = d.audience and l.kind = d.kind and not l.principal = any(d.not_for))))
        """;

    /// <summary>Whether its time is over; to be asked with now.</summary>
    public const string Late = "coalesce(d.late_from < ?, false)";

    private readonly string[] own = [.. Audience.InboxOf(By)];

    private readonly (string Office, string Kind, string Principal)[] borrowed =
    [
        .. from right in Lent
           from kind in Enum.GetValues<AskKind>()
           where Duties.PowerFor(kind) is { } power && right.Powers.Contains(power)
           select (new Audience(right.Office).Key, kind.ToString(), right.From),
    ];

    public object[] Parameters =>
    [
        own.Union(borrowed.Select(b => b.Office)).ToArray(), By.Id, Now, own,
        borrowed.Select(b => b.Office).ToArray(), borrowed.Select(b => b.Kind).ToArray(), borrowed.Select(b => b.Principal).ToArray(),
    ];

    public static async Task<QueueSight> Of(IQuerySession session, Actor by, DateTimeOffset now, CancellationToken stop) => new(by, await session.To(by, now, stop), now);

    /// <summary>Asks something about somebody's matters together with what was lent to them.</summary>
    /// <remarks>Hardly anybody was lent anything: it is asked as if nothing were, and once more where something was.</remarks>
    public static async Task<T> Ask<T>(Actor by, DateTimeOffset now, Func<QueueSight, Task<(ImmutableArray<Delegation> Lent, T Answer)>> ask)
    {
        var (lent, answer) = await ask(new(by, [], now));
        return lent.IsEmpty ? answer : (await ask(new(by, lent, now))).Answer;
    }

    /// <summary>The row as the reader sees it; null where it is not theirs.</summary>
    public WorkQueueRow? Shown(WorkQueueRow row) => row.Until <= Now || row.NotFor.Contains(By.Id) ? null : own.Contains(row.Audience) ? row : row.Borrowed(Lent);
}
