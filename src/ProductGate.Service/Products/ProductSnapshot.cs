using JasperFx.Events;
using Marten.Events.Aggregation;
using ProductGate.Domain;

namespace ProductGate.Service.Products;

/// <summary>Hands the pure fold to the store. An explicit override: the store's own convention would silently miss facts (stack.md, trap 1).</summary>
public sealed class ProductSnapshot : SingleStreamProjection<Product, Guid>
{
    public override Product? Evolve(Product? snapshot, Guid id, IEvent e) => e.Data is IFact fact ? Product.Evolve(snapshot, id, fact) : snapshot;
}
