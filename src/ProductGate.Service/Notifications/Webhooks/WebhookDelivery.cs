using Wolverine;

namespace ProductGate.Service.Notifications;

/// <summary>Brings one event to one webhook, once, whatever it tells.</summary>
public sealed class WebhookDelivery(CallTurns turns, Deliveries deliveries, WebhookShelf shelf, WebhookCaller caller)
{
    /// <param name="message">What comes again later where it is not the webhook's turn.</param>
    /// <param name="body">The event as the receiver gets it.</param>
    public Task<OutgoingMessages> Make<T>(Guid webhook, Guid id, T message, Func<string> body, CancellationToken stop)
        where T : notnull => turns.Take(webhook, message, async () =>
    {
        var key = new DeliveryKey(id, webhook.ToString(), DeliveryKey.Webhook);
        // Removed meanwhile: there is nobody to tell.
        if (await shelf.Find(webhook, stop) is not { } found) return;
        var said = body();
        await deliveries.Once(key, WebhookCaller.TargetOf(webhook), token => caller.Call(found.Hook, found.Secrets, id.ToString(), said, token), stop);
    }, stop);
}
