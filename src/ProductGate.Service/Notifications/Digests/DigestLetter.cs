using System.Text;
using MimeKit;
using ProductGate.Domain;
using ProductGate.Service.Stages;

namespace ProductGate.Service.Notifications;

/// <summary>Writes a digest: what is overdue first, then what waits, then what happened.</summary>
internal static class DigestLetter
{
    /// <param name="end">The address that ends this person's digests.</param>
    public static MimeMessage Of(MailOptions options, string address, DeliveryKey key, DateOnly day, Digest digest, string end)
    {
        var overdue = digest.Waiting.Count(digest.IsOverdue);
        var message = Letters.Begin(options, address, key, $"ProductGate {day:yyyy-MM-dd}: {digest.Waiting.Count} waiting{(overdue > 0 ? $", {overdue} overdue" : "")}, {digest.Notices.Count} notices");
        // A mail program offers it as a button (RFC 2369), and presses it without opening a page (RFC 8058).
        message.Headers.Add(HeaderId.ListUnsubscribe, $"<{end}>");
        message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        (string Title, IEnumerable<(Guid Product, string Text)> Lines)[] parts =
        [
            ("Overdue", Waiting(digest, overdue: true)), ("Waiting for you", Waiting(digest, overdue: false)), ("What happened", digest.Notices.Select(n => (n.ProductId, $"{n.Product}: {n.Text}"))),
        ];
        var (text, html) = (new StringBuilder(), new StringBuilder());
        foreach (var (title, lines) in parts.Where(p => p.Lines.Any())) Write(options, text, html, title, lines);
        text.Append("No more digests: ").Append(end).Append('\n');
        html.Append("<p><a href=\"").Append(Letters.Html(end)).Append("\">No more digests</a></p>");
        message.Body = Letters.Body(text.ToString(), html.ToString());
        return message;
    }

    private static IEnumerable<(Guid Product, string Text)> Waiting(Digest digest, bool overdue) => digest.Waiting.Where(w => digest.IsOverdue(w) == overdue).Select(w => (w.ProductId, Line(w)));

    private static string Line(WorkQueueEntry w) => $"{w.Product}: {w.What}{(w.OnBehalfOf is { } other ? $" for {other}" : "")}{(w.Due is { } due ? $" (due {due:yyyy-MM-dd})" : "")}";

    private static void Write(MailOptions options, StringBuilder text, StringBuilder html, string title, IEnumerable<(Guid Product, string Text)> lines)
    {
        text.Append(title).Append("\n\n");
        html.Append("<h2>").Append(title).Append("</h2><ul>");
        foreach (var (product, line) in lines)
        {
            var link = Letters.LinkTo(options, product);
            text.Append("- ").Append(MailAddress.OneLine(line, 500)).Append("\n  ").Append(link).Append('\n');
            html.Append("<li><a href=\"").Append(Letters.Html(link)).Append("\">").Append(Letters.Html(line)).Append("</a></li>");
        }
        text.Append('\n');
        html.Append("</ul>");
    }
}
