using Marten;
using ProductGate.Domain;

namespace ProductGate.Service.Notifications;

/// <summary>One notice on its way to one audience's inbox.</summary>
/// <param name="Id">Derived from the cause, the audience and the template: however often it is delivered, it is one notice.</param>
/// <param name="Cause">The event (product and version), or the deadline and the share of its time.</param>
public sealed record Tell(Guid Id, string Cause, Guid ProductId, string Product, long Version, string Audience, string Template, Urgency Urgency, string Text, DateTimeOffset At)
{
    public static Tell About(Product product, Notice notice, string cause, long version, DateTimeOffset now) => new(
        Ids.Derive($"{cause}/{notice.To.Key}/{notice.Template}"), cause, product.Id, product.Name, version, notice.To.Key, notice.Template, notice.Urgency, notice.Text, now);
}

public static class TellHandler
{
    public static void Handle(Tell tell, IDocumentSession session) => session.QueueSqlCommand(
        $"insert into {InboxTables.Notifications} (id, cause, audience, product_id, product, version, template, urgency, text, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing",
        tell.Id, tell.Cause, tell.Audience, tell.ProductId, tell.Product, tell.Version, tell.Template, tell.Urgency.ToString(), tell.Text, tell.At);
}
