using Marten;
using ProductGate.Domain;
using ProductGate.Service.Insights;
using ProductGate.Service.Policies;
using ProductGate.Service.Stages;

namespace ProductGate.Service.Products;

/// <summary>The rows of the product list, of the work queue and of the figures. They follow from the snapshot, the figures from the facts (src/decisions/read-models-from-snapshots.md).</summary>
public static class ReadModels
{
    private const int PageSize = 100;

    /// <summary>Writes what a command changed of a product's rows, in the transaction of its facts. Most commands change none.</summary>
    /// <param name="before">Null for a new product.</param>
    public static async Task Keep(IDocumentSession session, Product? before, Product after, IReadOnlyList<IFact> facts, PolicyShelf policies, CancellationToken stop)
    {
        await Courses.Keep(session, before, after, facts, stop);
        var row = ProductRow.Of(after, policies);
        if (before is null || !row.SaysTheSameAs(ProductRow.Of(before, policies))) session.Store(row);
        Replace(session, before is null ? [] : QueueOf(before, policies), QueueOf(after, policies));
    }

    /// <summary>
    /// Writes every product's rows anew: needed when a release computes them in another way. Safe while others work. What waits for a product whose policy
    /// cannot be read stands as it was: it still waits, though nobody can say anew for whom.
    /// </summary>
    public static async Task Rebuild(IDocumentStore store, PolicyShelf policies, CancellationToken stop = default)
    {
        for (var last = Guid.Empty; ;)
        {
            await using var session = store.LightweightSession();
            await session.BeginTransactionAsync(stop);
            // Locked, so that no command slips in between reading a product and writing its rows.
            var products = await session.QueryAsync<Product>("where id > ? order by id limit ? for update", stop, last, PageSize);
            if (products.Count == 0) return;
            last = products[^1].Id;
            Guid[] ids = [.. products.Select(p => p.Id)];
            session.Store(products.Select(p => ProductRow.Of(p, policies)));
            session.Store<Course>(await Courses.Replay(session, ids, stop));
            Guid[] judged = [.. products.Where(p => policies.For(p) is not null).Select(p => p.Id)];
            var written = await session.Query<WorkQueueRow>().Where(r => r.ProductId.IsOneOf(judged)).ToListAsync(stop);
            // All of them, for a release may keep more of a row that says the same.
            WorkQueueRow[] wanted = [.. products.SelectMany(p => QueueOf(p, policies))];
            Replace(session, written.ExceptBy(wanted.Select(r => r.Id), r => r.Id), wanted);
            await session.SaveChangesAsync(stop);
        }
    }

    private static IEnumerable<WorkQueueRow> QueueOf(Product product, PolicyShelf policies) =>
        policies.For(product) is { } policy ? WorkQueueRow.Of(product, policy) : [];

    private static void Replace(IDocumentSession session, IEnumerable<WorkQueueRow> written, IEnumerable<WorkQueueRow> wanted)
    {
        var now = wanted.ToDictionary(r => r.Id);
        foreach (var row in written)
            if (!now.TryGetValue(row.Id, out var same)) session.Delete(row);
            else if (row.SaysTheSameAs(same)) now.Remove(row.Id);
        if (now.Count > 0) session.Store<WorkQueueRow>(now.Values);
    }
}
