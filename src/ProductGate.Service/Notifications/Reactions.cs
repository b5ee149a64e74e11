using System.Collections.Immutable;
using ProductGate.Domain;
using ProductGate.Service.Deadlines;
using Wolverine;

namespace ProductGate.Service.Notifications;

/// <summary>What goes out with the facts, in the same transaction: who is told, and the timers of new deadlines.</summary>
internal static class Reactions
{
    /// <param name="after">The product after all of the facts.</param>
    /// <param name="version">The product's version before the first of them.</param>
    public static OutgoingMessages To(Product after, long version, ImmutableArray<IFact> facts, DateTimeOffset now)
    {
        var messages = new OutgoingMessages();
        foreach (var fact in facts)
        {
            version++;
            messages.AddRange(Notices.Of(after, fact).Select(n => Tell.About(after, n, $"{after.Id:N}/{version}", version, now)));
            if (DeadlineTimer.For(after, fact, now) is { } next) messages.Schedule(next.Timer, next.At);
        }
        return messages;
    }

    /// <summary>Who is told of a power that holds for every product; twice at once it is one notice.</summary>
    public static OutgoingMessages ToStanding(IFact fact, Guid delegation, DateTimeOffset now) =>
        [.. Notices.OfStanding(fact).Select(n => Tell.Apart(n, $"{delegation:N}/{n.Template}", now))];
}
