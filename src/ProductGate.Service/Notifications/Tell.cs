using Marten;
using ProductGate.Domain;
using Wolverine;

namespace ProductGate.Service.Notifications;

/// <summary>One notice on its way to one audience's inbox.</summary>
/// <param name="Id">Derived from the cause, the audience and the template: however often it is delivered, it is one notice.</param>
/// <param name="Cause">The event (product and version), or the deadline and the share of its time.</param>
/// <param name="TextZh">The text in Chinese; absent in notices from before the inbox spoke it.</param>
public sealed record Tell(Guid Id, string Cause, Guid ProductId, string Product, long Version, string Audience, string Template, Urgency Urgency, string Text, DateTimeOffset At, string? TextZh = null)
{
    /// <summary>What the inbox shows in place of a product where none is concerned.</summary>
    public const string NoProduct = "ProductGate";

    /// <summary>A notice that concerns no product.</summary>
    public static Tell Apart(Notice notice, string cause, DateTimeOffset now) => About(Guid.Empty, NoProduct, notice, cause, 0, now);

    public static Tell About(Product product, Notice notice, string cause, long version, DateTimeOffset now) => About(product.Id, product.Name, notice, cause, version, now);

    /// <summary>The same for another audience.</summary>
    public Tell For(string audience) => this with { Id = IdOf(Cause, audience, Template), Audience = audience };

    private static Guid IdOf(string cause, string audience, string template) => Ids.Derive($"{cause}/{audience}/{template}");

    private static Tell About(Guid product, string name, Notice notice, string cause, long version, DateTimeOffset now) => new(
        IdOf(cause, notice.To.Key, notice.Template), cause, product, name, version, notice.To.Key, notice.Template, notice.Urgency, notice.Text.ToString(), now, notice.Text.In(Lexicon.Chinese));
}

/// <summary>Delivers to the inboxes what gathered in the last moments, and sends it on to mail and webhooks, in one transaction.</summary>
public static class TellHandler
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(20);

    private static readonly string Insert =
        $"""
        with {ReadMarks.Delivering}
        insert into {InboxTables.Notifications} (id, cause, audience, product_id, product, version, template, urgency, text, at, text_zh)
        select t.* from held, unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[]) t
        on conflict (id) do nothing
        """;

    /// <remarks>A notice stays in the durable inbox until its batch is committed.</remarks>
    public static void Gather(WolverineOptions options) => options.BatchMessagesOf<Tell>(b => b.TriggerTime = Gathering);

    public static async Task<OutgoingMessages> Handle(Tell[] tells, IDocumentSession session, FanOut fanOut, TimeProvider clock, CancellationToken stop)
    {
        var all = await session.WithSubstitutes(tells, clock.GetUtcNow(), stop);
        Keep(all, session);
        return await fanOut.Of(all, stop);
    }

    private static void Keep(Tell[] tells, IDocumentSession session) => session.QueueSqlCommand(
        Insert, tells.Select(t => t.Id).ToArray(), Each(tells, t => t.Cause), Each(tells, t => t.Audience), tells.Select(t => t.ProductId).ToArray(), Each(tells, t => t.Product), tells.Select(t => t.Version).ToArray(),
        Each(tells, t => t.Template), Each(tells, t => t.Urgency.ToString()), Each(tells, t => t.Text), tells.Select(t => t.At).ToArray(), tells.Select(t => t.TextZh).ToArray());

    private static string[] Each(Tell[] tells, Func<Tell, string> member) => [.. tells.Select(member)];
}
