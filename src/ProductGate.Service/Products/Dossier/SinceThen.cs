using JasperFx.Events;
using Marten;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Products;

internal static class SinceThen
{
    /// <summary>What happened to a product since somebody looked at it.</summary>
    public static async Task<LaterFact[]> Since(this IQuerySession session, Guid product, long seen, CancellationToken stop)
    {
        var events = await session.Events.FetchStreamAsync(product, fromVersion: seen + 1, token: stop);
        return [.. events.Where(e => e.Data is IFact && e.Version > seen).Select(e => new LaterFact(e.GetHeader(ActingSession.NameHeader)?.ToString() ?? "", History.Sentence((IFact)e.Data), e.Timestamp))];
    }
}
