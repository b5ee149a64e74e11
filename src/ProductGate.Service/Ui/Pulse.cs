using Marten;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Notifications;
using ProductGate.Service.Products;
using ProductGate.Service.Stages;

namespace ProductGate.Service.Ui;

/// <summary>What an open page asks now and then: whether it would look otherwise by now, and whether somebody changed the product that is being read.</summary>
internal static class Pulse
{
    public const string Address = "/pulse";

    /// <param name="Seen">Changes when the counts of the navigation do, or what the page shows.</param>
    /// <param name="Change">Who did what to the product since, in the reader's language; absent where nobody did.</param>
    private sealed record Beat(string Seen, string? Change);

    public static void MapPulse(this RouteGroupBuilder pages) => pages.MapGet(Address, Get).WithMetadata(new Identity.Page(IsForScripts: true)).Does(Deed.ReadQueue);

    /// <param name="shown">The fingerprint of a list; of a product its version.</param>
    public static string Seen(Count count, string? shown) => $"{count.Queue}/{count.Unread}/{shown}";

    private static async Task<IResult> Get(HttpContext http, Counts counts, IQuerySession session, Speech speech, Guid? product, long? since)
    {
        var by = Visit.Begin(http).By;
        var read = product is { } id ? await session.TellNow(id, http) : null;
        var shown = read is null ? await Shown(http) : $"{read.Product.Version}";
        var change = read is not null && since is { } version ? await Change(http, speech, by, read, version) : null;
        await counts.Show(by, http.RequestAborted);
        return Results.Json(new Beat(Seen(counts.Shown, shown), change), HttpJson.Writing);
    }

    /// <summary>The fingerprint of the list that the page shows, with the filters of its address.</summary>
    private static async Task<string?> Shown(HttpContext http) => http.Request.Query["list"].ToString() switch
    {
        QueuePages.List => Fingerprint.Of((await QueuePages.Read(http)).Rows),
        ProductsPages.List => Fingerprint.Of((await ProductsPages.Read(http)).Products),
        InboxPages.List => Fingerprint.Of(await InboxPages.Read(http)),
        _ => null,
    };

    private static async Task<string?> Change(HttpContext http, Speech speech, Actor by, Told read, long since)
    {
        var first = read.Events.FirstOrDefault(e => e.Version > since && e.Data is IFact && e.UserName != by.Id);
        if (first is null) return null;
        // A sentence of the trail, and shown as such.
        await http.Record(by, AccessKind.Trail, $"{read.Product.Id}", "pulse");
        return speech[$"{first.Headers?.GetValueOrDefault(ActingSession.NameHeader)?.ToString() ?? ""} changed this product while you were reading: {History.Sentence((IFact)first.Data)}"];
    }
}
