using Marten;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Service.Door;
using ProductGate.Service.Notifications;
using ProductGate.Service.Policies;
using Wolverine;

namespace ProductGate.Service.Deadlines;

/// <summary>A durable timer of one deadline: at half of its time, at four fifths, and when it is due. It is never cancelled; it asks (R15).</summary>
public sealed record DeadlineTimer(Guid ProductId, Guid DeadlineId)
{
    private static readonly int[] Reminders = [50, 80];

    /// <summary>The timer that a fact sets off, and when it goes off first; null where none is needed. Where a date moves back the old timer asks and goes on.</summary>
    /// <param name="after">The product after the fact.</param>
    public static (DeadlineTimer Timer, DateTimeOffset At)? For(Product after, IFact fact, DateTimeOffset now) => fact switch
    {
        DeadlineSet f => (new(after.Id, f.DeadlineId), At(f.At, f.Due, Reminders[0])),
        DeadlineResumed f => Next(after, f.DeadlineId, now),
        DeadlineRecalculated f when f.To < f.From => Next(after, f.DeadlineId, now),
        _ => null,
    };

    /// <summary>The newest reminder whose time has come, in per cent; null before the first.</summary>
    public static int? ReminderAt(Deadline deadline, DateTimeOffset now) =>
        Reminders.Where(percent => At(deadline, percent) <= now).Select(percent => (int?)percent).LastOrDefault();

    public static DateTimeOffset NextAt(Deadline deadline, DateTimeOffset now) =>
        Reminders.Select(percent => At(deadline, percent)).Where(at => at > now).Append(deadline.Due).First();

    private static (DeadlineTimer, DateTimeOffset)? Next(Product after, Guid id, DateTimeOffset now) =>
        after.Deadlines.FirstOrDefault(d => d.Id == id) is { IsPaused: false } deadline ? (new(after.Id, id), NextAt(deadline, now)) : null;

    private static DateTimeOffset At(Deadline deadline, int percent) => At(deadline.RemindedFrom ?? deadline.SetAt, deadline.Due, percent);

    private static DateTimeOffset At(DateTimeOffset set, DateTimeOffset due, int percent) => set + ((due - set) * (percent / 100.0));
}

public static partial class DeadlineTimerHandler
{
    /// <summary>What cannot be decided yet is asked again after this, for as long as it takes: nothing expires silently.</summary>
    private static readonly TimeSpan AnotherTry = TimeSpan.FromMinutes(15);

    public static async Task<OutgoingMessages> Handle(DeadlineTimer timer, IDocumentSession session, PolicyShelf policies, Readings readings, TimeProvider clock, ILogger log, CancellationToken stop)
    {
        var product = await session.LoadAsync<Product>(timer.ProductId, stop);
        if (product?.Deadlines.FirstOrDefault(d => d.Id == timer.DeadlineId) is not { IsPaused: false } deadline) return [];
        var now = clock.GetUtcNow();
        var messages = new OutgoingMessages();
        if (deadline.IsDue(now))
        {
            // Not through the door: it would write the same refusal into the log every time.
            if (policies.For(product) is not null)
                return (await ActHandler.Handle(new Act(timer.ProductId, new CheckDeadline(deadline.Id), Actor.System), session, policies, readings, clock, stop)).Item2;
            Waits(log, deadline.Id, product.Id, product.Policy.Id, product.Policy.Version);
            messages.Schedule(timer, now + AnotherTry);
            return messages;
        }

        if (DeadlineTimer.ReminderAt(deadline, now) is { } percent)
            messages.AddRange(Notices.Reminder(product, deadline, percent).Select(n => Tell.About(product, n, $"{deadline.Id:N}/{deadline.Due:O}/{percent}", product.Version, now)));
        messages.Schedule(timer, DeadlineTimer.NextAt(deadline, now));
        return messages;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Deadline {Deadline} of product {Product} is due and cannot be judged: its policy {Policy} version {Version}, or its calendar, is not there as it was pinned. It is asked again.")]
    private static partial void Waits(ILogger log, Guid deadline, Guid product, string policy, int version);
}
