using System.Text.Json;
using ProductGate.Domain;

namespace ProductGate.Tests.Golden;

/// <summary>The stored snapshot of a product that has lived through everything.</summary>
public sealed class SnapshotTests
{
    private static readonly JsonSerializerOptions Readable = new(Json.Options) { WriteIndented = true };

    [Fact]
    public void its_stored_form_is_frozen() => GoldenFile.Check("Snapshots/walked-product.json", JsonSerializer.Serialize(Tour.Walked().Product, Readable));

    [Fact]
    public void it_reads_back_as_it_was()
    {
        var product = Tour.Walked().Product;
        var stored = JsonSerializer.Serialize(product, Json.Options);

        JsonSerializer.Serialize(JsonSerializer.Deserialize<Product>(stored, Json.Options), Json.Options).Should().Be(stored);
    }

    [Fact]
    public void a_stored_snapshot_folds_on_like_the_live_one()
    {
        foreach (var journey in Tour.All)
        {
            Product? live = null, stored = null;
            foreach (var fact in journey.Facts)
            {
                live = Product.Evolve(live, Support.Journey.Id, fact);
                stored = Product.Evolve(stored is null ? null : JsonSerializer.Deserialize<Product>(JsonSerializer.Serialize(stored, Json.Options), Json.Options), Support.Journey.Id, fact);
            }
            JsonSerializer.Serialize(stored, Json.Options).Should().Be(JsonSerializer.Serialize(live, Json.Options));
        }
    }

    [Fact]
    public void every_fact_of_the_stream_is_counted_once() => Tour.Walked().Should().Match<Support.Journey>(j => j.Product.Version == j.Facts.Count);
}
