using ProductGate.Domain;
using Wolverine;

namespace ProductGate.Service.Notifications;

/// <summary>From a notice for an audience to one durable message for each of its people, its mailbox, and each webhook.</summary>
public sealed class FanOut(Profiles profiles, AddressBook addresses, WebhookShelf shelf, MailOptions mail)
{
    public async Task<OutgoingMessages> Of(Tell[] tells, CancellationToken stop)
    {
        List<Profile> people = mail.IsOn ? await profiles.Of([.. tells.Select(t => t.Audience).Distinct()], stop) : [];
        var hooks = await shelf.All(stop);
        var messages = new OutgoingMessages();
        messages.AddRange(tells.SelectMany(t => Mails(t, people)).DistinctBy(m => (m.Event, m.Recipient)));
        messages.AddRange(tells.SelectMany(t => hooks.Where(h => h.Wants(t.Template)).Select(h => new CallWebhook(DeliveryKey.EventOf(t), h.Id, t))).DistinctBy(c => (c.Event, c.Webhook)));
        return messages;
    }

    private IEnumerable<MailNotice> Mails(Tell t, List<Profile> people)
    {
        if (!mail.IsOn) yield break;
        if (addresses.OfficeOf(t.Audience) is { } office) yield return new(DeliveryKey.EventOf(t), office, t);
        foreach (var person in people.Where(p => p.IsOf(t.Audience) && Wishes.Of(p.Kinds, t.Template, t.Urgency) == Wish.AtOnce))
            yield return new(DeliveryKey.EventOf(t), person.Recipient, t);
    }
}
