using Marten;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Ui;

/// <summary>What an open page asks now and then: how much waits, and whether somebody changed the product that is being read.</summary>
internal static class Pulse
{
    public const string Address = "/pulse";

    /// <param name="Seen">Changes when the counts of the navigation do.</param>
    /// <param name="Change">Who did what to the product since, in the reader's language; absent where nobody did.</param>
    private sealed record Beat(string Seen, string? Change);

    public static void MapPulse(this RouteGroupBuilder pages) => pages.MapGet(Address, Get).Does(Deed.ReadQueue);

    private static async Task<IResult> Get(HttpContext http, Counts counts, IQuerySession session, Speech speech, Guid? product, long? since)
    {
        var by = Visit.Begin(http).By;
        var (queue, unread) = await counts.Of(by);
        return Results.Json(new Beat($"{queue}/{unread}", product is { } id && since is { } version ? await Change(http, session, speech, by, id, version) : null), HttpJson.Writing);
    }

    private static async Task<string?> Change(HttpContext http, IQuerySession session, Speech speech, Actor by, Guid id, long since)
    {
        if (await session.LoadAsync<Product>(id, http.RequestAborted) is not { } product || product.Version <= since || !await http.MaySee(session, product)) return null;
        var events = await session.Events.FetchStreamAsync(id, fromVersion: since + 1, token: http.RequestAborted);
        var first = events.FirstOrDefault(e => e.Data is IFact && e.UserName != by.Id);
        if (first is null) return null;
        // A sentence of the trail, and shown as such.
        await http.Record(by, AccessKind.Trail, id.ToString(), "pulse");
        return speech[$"{first.Headers?.GetValueOrDefault(ActingSession.NameHeader)?.ToString() ?? ""} changed this product while you were reading: {History.Sentence((IFact)first.Data)}"];
    }
}
