using System.Text.Json;
using ProductGate.Domain;

namespace ProductGate.Service.Notifications;

/// <summary>What a webhook is told, as a CloudEvents 1.0 event, structured as JSON.</summary>
/// <param name="Subject">The product, or the audit log.</param>
public sealed record CloudEvent<T>(string Specversion, string Id, string Source, string Type, string Subject, DateTimeOffset Time, string Datacontenttype, T Data);

/// <summary>What happened to the product.</summary>
public sealed record CloudEventData(Guid ProductId, string Product, long Version, string Kind, Urgency Urgency, string Text, string? Link);

public static class CloudEvent
{
    public static string Of(Guid id, Tell notice, MailOptions links) => Of(
        id, notice.Template, notice.ProductId.ToString(), notice.At,
        new CloudEventData(notice.ProductId, notice.Product, notice.Version, notice.Template, notice.Urgency, notice.Text, links.LinkBase.Length > 0 ? Letters.LinkTo(links, notice.ProductId) : null), links);

    public static string Of<T>(Guid id, string kind, string subject, DateTimeOffset at, T data, MailOptions links) => JsonSerializer.Serialize(
        new CloudEvent<T>("1.0", id.ToString(), links.LinkBase.Length > 0 ? links.LinkBase : "/productgate", $"productgate.{kind}", subject, at.ToUniversalTime(), "application/json", data), Json.Options);
}
