using System.Text.Json;
using ProductGate.Domain;
using Wolverine.Persistence.Durability;

namespace ProductGate.Service.Notifications;

/// <summary>A message that was given up after all attempts, or refused for good.</summary>
/// <param name="Kind">What kind of message: <c>MailNotice</c>, <c>CallWebhook</c> ...</param>
/// <param name="ProductId">Absent where the message is about no product.</param>
/// <param name="Replaying">True once somebody has asked for another try.</param>
public sealed record DeadLetter(Guid Id, string Kind, string? Recipient, string? Template, Guid? ProductId, string Error, DateTimeOffset SentAt, bool Replaying)
{
    public static DeadLetter Of(DeadLetterEnvelope letter)
    {
        var kind = letter.MessageType.Split('.')[^1];
        var (recipient, tell) = kind switch
        {
            nameof(MailNotice) when Read<MailNotice>(letter) is { } m => (m.Recipient, m.Notice),
            nameof(CallWebhook) when Read<CallWebhook>(letter) is { } c => (WebhookCaller.TargetOf(c.Webhook), c.Notice),
            nameof(SendDigest) when Read<SendDigest>(letter) is { } d => (Audience.Person(d.Person).Key, null),
            nameof(CallWithCheckpoint) when Read<CallWithCheckpoint>(letter) is { } c => (WebhookCaller.TargetOf(c.Webhook), null),
            _ => ((string?)null, (Tell?)null),
        };
        return new(letter.Id, kind, recipient, tell?.Template, tell is { ProductId: var product } && product != Guid.Empty ? product : null, letter.ExceptionMessage, letter.SentAt, letter.Replayable);
    }

    /// <summary>Null where an older release wrote it in another form: it is listed all the same.</summary>
    private static T? Read<T>(DeadLetterEnvelope letter)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(letter.Envelope.Data, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
