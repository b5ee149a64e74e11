using System.Net;
using MimeKit;
using ProductGate.Domain;

namespace ProductGate.Service.Notifications;

/// <summary>Writes the mail of a notice: plain text and the same as HTML, in the thread of its product.</summary>
/// <remarks>Headers are set through MimeKit alone, and texts of people become one line first: nothing can add a header.</remarks>
internal static class Letters
{
    public static MimeMessage Of(MailOptions options, string address, DeliveryKey key, Tell notice)
    {
        var message = Begin(options, address, key, $"{(notice.Urgency == Urgency.Urgent ? "[Urgent] " : "")}{notice.Product}: {notice.Text}");
        var root = $"product-{notice.ProductId:N}@{options.Domain}";
        message.InReplyTo = root;
        message.References.Add(root);
        if (notice.Urgency == Urgency.Urgent) message.Importance = MessageImportance.High;
        var link = LinkTo(options, notice.ProductId, notice.Template, notice.Version);
        message.Body = Body($"{notice.Product}\n\n{notice.Text}\n\n{link}\n", $"<h1>{Html(notice.Product)}</h1><p>{Html(notice.Text)}</p><p><a href=\"{Html(link)}\">{Html(link)}</a></p>");
        return message;
    }

    /// <summary>The place to which the inbox leads too.</summary>
    public static string LinkTo(MailOptions options, Guid product, string template = "", long version = 0) => options.LinkBase + InboxPages.PlaceOf(product, template, version);

    /// <summary>The id follows from the delivery: sent twice, it is recognisably the same message.</summary>
    public static MimeMessage Begin(MailOptions options, string address, DeliveryKey key, string subject)
    {
        var message = new MimeMessage { MessageId = $"{key.Event:N}.{Ids.Derive(key.Recipient):N}@{options.Domain}", Subject = MailAddress.OneLine(subject) };
        message.From.Add(MailboxAddress.Parse(options.From));
        message.To.Add(MailboxAddress.Parse(address));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    public static MimeEntity Body(string text, string html) => new BodyBuilder { TextBody = text, HtmlBody = $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><body>{html}</body></html>" }.ToMessageBody();

    public static string Html(string text) => WebUtility.HtmlEncode(text);
}
