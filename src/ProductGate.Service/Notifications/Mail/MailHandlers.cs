namespace ProductGate.Service.Notifications;

/// <summary>Mails one notice to one recipient, once.</summary>
public static class MailNoticeHandler
{
    public static async Task Handle(MailNotice message, Deliveries deliveries, AddressBook addresses, Postman postman, MailOptions options, CancellationToken stop)
    {
        var key = new DeliveryKey(message.Event, message.Recipient, DeliveryKey.Mail);
        // Somebody who has taken their address back meanwhile is not written to.
        if (await addresses.Of(message.Recipient, stop) is not { } address) return;
        await deliveries.Once(key, DeliveryKey.Mail, token => postman.Send(Letters.Of(options, address, key, message.Notice), token), stop);
    }
}
