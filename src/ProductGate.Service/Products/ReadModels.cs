using JasperFx.Events;
using Marten;
using Marten.Events.Projections;
using ProductGate.Domain;
using ProductGate.Service.Policies;
using ProductGate.Service.Stages;

namespace ProductGate.Service.Products;

/// <summary>The product list and the work queue: for every product touched, its newest snapshot is written down anew.</summary>
/// <remarks>The rows depend on the snapshot alone, so that running behind, running twice and rebuilding all end in the same rows.</remarks>
public sealed class ReadModels(PolicyShelf policies) : IProjection
{
    public const string Name = "ReadModels";

    public async Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var products = await operations.LoadManyAsync<Product>(cancellation, events.Select(e => e.StreamId).Distinct());
        var rows = products.Where(p => p is not null).ToList();
        operations.Store(rows.Select(ProductRow.Of));
        var ids = rows.Select(p => p.Id).ToArray();
        var written = await operations.Query<WorkQueueRow>().Where(r => r.ProductId.IsOneOf(ids)).ToListAsync(cancellation);
        var now = rows.SelectMany(p => policies.Find(p.Policy) is { } policy ? WorkQueueRow.Of(p, policy) : []).ToDictionary(r => r.Id);
        // Most commands change nothing of what waits for whom; only what differs is written.
        foreach (var gone in written.Where(r => !now.ContainsKey(r.Id))) operations.Delete(gone);
        foreach (var same in written.Where(r => now.GetValueOrDefault(r.Id)?.SaysTheSameAs(r) ?? false)) now.Remove(same.Id);
        operations.Store<WorkQueueRow>(now.Values);
    }
}
