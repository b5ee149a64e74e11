using System.Text.Json;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using ProductGate.Domain;
using ProductGate.Service.Policies;
using ProductGate.Service.Products;

namespace ProductGate.Tests.Support;

/// <summary>What must hold in a bank's database whatever its tests did: the stored snapshots are the fold of the facts, and the read models follow from them.</summary>
internal static class Truth
{
    public static async Task<int> SnapshotsAreTheFoldOfTheirFacts(this Bank bank)
    {
        await using var session = bank.Services.GetRequiredService<IDocumentStore>().QuerySession();
        var stored = await session.Query<Product>().ToListAsync();
        foreach (var snapshot in stored)
        {
            var events = await session.Events.FetchStreamAsync(snapshot.Id);
            var folded = events.Aggregate((Product?)null, (p, e) => Product.Evolve(p, snapshot.Id, (IFact)e.Data));
            JsonSerializer.Serialize(folded, Json.Options).Should().Be(JsonSerializer.Serialize(snapshot, Json.Options), $"the snapshot of {snapshot.Name} is the fold of its facts");
            snapshot.Version.Should().Be(events.Count);
        }
        (await bank.Scalar<long>("select count(*) from gate.mt_events where type = 'product-declared'")).Should().Be(stored.Count, "every declared product has a snapshot");
        return stored.Count;
    }

    /// <summary>The rows that commands left behind are those that a rebuild writes; gives them.</summary>
    public static async Task<string> ReadModelsAreThoseOfARebuild(this Bank bank)
    {
        var lived = await bank.ReadModelRows();
        await ReadModels.Rebuild(bank.Services.GetRequiredService<IDocumentStore>(), bank.Services.GetRequiredService<PolicyShelf>());
        (await bank.ReadModelRows()).Should().Be(lived, "the list and the queue follow from the snapshots, the figures from the facts");
        return lived;
    }

    /// <summary>The rows of the list, of the queue and of the figures, in an order of their own.</summary>
    public static async Task<string> ReadModelRows(this Bank bank) => await bank.Scalar<string>(
        """
        select coalesce((select string_agg(id || data::text, E'\n' order by id) from gate.mt_doc_productrow), '')
            || coalesce((select string_agg(id || data::text, E'\n' order by id) from gate.mt_doc_workqueuerow), '')
            || coalesce((select string_agg(id || data::text, E'\n' order by id) from gate.mt_doc_course), '')
        """);
}
