using System.Text.Json;
using ProductGate.Domain;

namespace ProductGate.Service.Notifications;

/// <summary>A notice as a CloudEvents 1.0 event, structured as JSON.</summary>
/// <param name="Subject">The product.</param>
public sealed record CloudEvent(string Specversion, string Id, string Source, string Type, string Subject, DateTimeOffset Time, string Datacontenttype, CloudEventData Data)
{
    public static string Of(Guid id, Tell notice, MailOptions links) => JsonSerializer.Serialize(
        new CloudEvent(
            "1.0", id.ToString(), links.LinkBase.Length > 0 ? links.LinkBase : "/productgate", $"productgate.{notice.Template}", notice.ProductId.ToString(), notice.At.ToUniversalTime(), "application/json",
            new(notice.ProductId, notice.Product, notice.Version, notice.Template, notice.Urgency, notice.Text, links.LinkBase.Length > 0 ? Letters.LinkTo(links, notice.ProductId) : null)),
        Json.Options);
}

/// <summary>What happened to the product.</summary>
public sealed record CloudEventData(Guid ProductId, string Product, long Version, string Kind, Urgency Urgency, string Text, string? Link);
