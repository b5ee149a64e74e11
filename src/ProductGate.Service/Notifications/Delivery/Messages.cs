using ProductGate.Domain;

namespace ProductGate.Service.Notifications;

/// <summary>What makes a delivery the same delivery, however often it is tried.</summary>
/// <param name="Event">Derived from cause and template: several audiences of one event are one delivery to a person.</param>
public sealed record DeliveryKey(Guid Event, string Recipient, string Channel)
{
    public const string Mail = "mail";
    public const string Webhook = "webhook";

    public static Guid EventOf(Tell tell) => Ids.Derive($"{tell.Cause}/{tell.Template}");
}

/// <summary>One notice on its way to one person's or office's mailbox.</summary>
/// <param name="Recipient"><c>person:</c> and an id, or <c>office:</c> and an audience. The address is looked up when it is sent.</param>
public sealed record MailNotice(Guid Event, string Recipient, Tell Notice)
{
    /// <summary>What the log shows of a message that failed: no person, no text.</summary>
    public override string ToString() => $"{nameof(MailNotice)} of {Event}";
}

/// <summary>One notice on its way to one webhook.</summary>
public sealed record CallWebhook(Guid Event, Guid Webhook, Tell Notice)
{
    /// <summary>What the log shows of a message that failed: no person, no text.</summary>
    public override string ToString() => $"{nameof(CallWebhook)} {Webhook} of {Event}";
}

/// <summary>The channel did not take the delivery this time; it is tried again.</summary>
public sealed class DeliveryFailedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The other side has it or has not: its text went out, and no answer came. One further attempt is made, for each may be another copy.</summary>
/// <param name="last">It was the further attempt.</param>
public sealed class DeliveryUncertainException(string message, Exception? inner = null, bool last = false) : Exception(message, inner)
{
    public bool Last => last;
}

/// <summary>The other side will never take this delivery: trying again would change nothing.</summary>
public sealed class DeliveryRefusedException(string message, Exception? inner = null) : Exception(message, inner);
