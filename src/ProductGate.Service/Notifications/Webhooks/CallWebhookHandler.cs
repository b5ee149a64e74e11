using Wolverine;

namespace ProductGate.Service.Notifications;

/// <summary>Calls one webhook with one notice, once.</summary>
public static class CallWebhookHandler
{
    public static Task<OutgoingMessages> Handle(CallWebhook message, WebhookDelivery delivery, MailOptions links, CancellationToken stop) =>
        delivery.Make(message.Webhook, message.Event, message, () => CloudEvent.Of(message.Event, message.Notice, links), stop);
}
