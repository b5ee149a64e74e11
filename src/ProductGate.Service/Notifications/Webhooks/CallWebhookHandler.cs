using Wolverine;

namespace ProductGate.Service.Notifications;

/// <summary>Calls one webhook with one notice, once.</summary>
public static class CallWebhookHandler
{
    public static Task<OutgoingMessages> Handle(CallWebhook message, CallTurns turns, Deliveries deliveries, WebhookShelf shelf, WebhookCaller caller, MailOptions links, CancellationToken stop) => turns.Take(message.Webhook, message, async () =>
    {
        var key = new DeliveryKey(message.Event, message.Webhook.ToString(), DeliveryKey.Webhook);
        // Removed meanwhile: there is nobody to tell.
        if (await shelf.Find(message.Webhook, stop) is not { } found) return;
        var body = CloudEvent.Of(message.Event, message.Notice, links);
        await deliveries.Once(key, WebhookCaller.TargetOf(message.Webhook), token => caller.Call(found.Hook, found.Secrets, message.Event.ToString(), body, token), stop);
    }, stop);
}
