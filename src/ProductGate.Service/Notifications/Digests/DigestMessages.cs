using Marten;
using Npgsql;
using ProductGate.Service.Ops;
using ProductGate.Service.Policies;
using Wolverine;

namespace ProductGate.Service.Notifications;

/// <summary>Sees to it that the next digest day is scheduled; sent at every start and after every digest day, it is done once.</summary>
public sealed record PlanDigests;

/// <summary>The durable timer of one day's digests.</summary>
public sealed record DigestDay(DateOnly Day);

/// <summary>One person's digest of one day.</summary>
public sealed record SendDigest(string Person, DateOnly Day)
{
    /// <summary>What the log shows of a message that failed: no person, no text.</summary>
    public override string ToString() => $"{nameof(SendDigest)} of {Day:O}";
}

public static class PlanDigestsHandler
{
    public static async Task<OutgoingMessages> Handle(PlanDigests message, IDocumentSession session, NpgsqlDataSource database, DigestTimes times, PolicyShelf policies, TimeProvider clock, CancellationToken stop)
    {
        var calendar = policies.InForce.Calendar;
        var day = times.Next(calendar, clock.GetUtcNow());
        await using var known = database.Ask($"select 1 from {ChannelTables.DigestDays} where day = $1", day);
        if (await known.ExecuteScalarAsync(stop) is not null) return [];
        // Of two nodes that plan at once, the second fails on the key, looks again, and finds it planned.
        session.QueueSqlCommand($"insert into {ChannelTables.DigestDays} (day) values (?)", day);
        var messages = new OutgoingMessages();
        messages.Schedule(new DigestDay(day), times.At(calendar, day));
        return messages;
    }
}

public static class DigestDayHandler
{
    public static async Task<OutgoingMessages> Handle(DigestDay timer, IDocumentSession session, Profiles profiles, CancellationToken stop) =>
        [.. (await profiles.All(stop)).Where(p => p.Digest).Select(p => new SendDigest(p.Person, timer.Day)), new PlanDigests()];
}

public static class SendDigestHandler
{
    public static async Task Handle(SendDigest message, Deliveries deliveries, Profiles profiles, Digests digests, DigestTimes times, PolicyShelf policies, Postman postman, MailOptions options, Unsubscribing links, CancellationToken stop)
    {
        if (await profiles.Find(message.Person, stop) is not { Mail: { } address, Digest: true } profile) return;
        var calendar = policies.InForce.Calendar;
        var key = new DeliveryKey(ProductGate.Domain.Ids.Derive($"digest/{message.Day:yyyy-MM-dd}"), profile.Recipient, DeliveryKey.Mail);
        var digest = await digests.Of(profile, times.At(calendar, times.Before(calendar, message.Day)), times.At(calendar, message.Day), stop);
        if (!digest.IsEmpty) await deliveries.Once(key, DeliveryKey.Mail, token => postman.Send(DigestLetter.Of(options, address, key, message.Day, digest, links.LinkFor(message.Person)), token), stop);
    }
}
