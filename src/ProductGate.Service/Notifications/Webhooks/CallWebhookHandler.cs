namespace ProductGate.Service.Notifications;

/// <summary>Calls one webhook with one notice, once.</summary>
public static class CallWebhookHandler
{
    public static Task Handle(CallWebhook message, Deliveries deliveries, WebhookShelf shelf, WebhookCaller caller, MailOptions links, CancellationToken stop)
    {
        var key = new DeliveryKey(message.Event, message.Webhook.ToString(), DeliveryKey.Webhook);
        return deliveries.Once(key, WebhookCaller.TargetOf(message.Webhook), async token =>
        {
            // Removed meanwhile: there is nobody to tell.
            if (await shelf.Find(message.Webhook, token) is { } found) await caller.Call(found.Hook, found.Secrets, message.Event.ToString(), CloudEvent.Of(message.Event, message.Notice, links), token);
        }, stop);
    }
}
