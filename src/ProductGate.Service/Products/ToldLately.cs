using Microsoft.Extensions.Caching.Memory;

namespace ProductGate.Service.Products;

/// <summary>Products as they were told lately. What is told of a version never changes, so whoever knows the version needs no fresher answer.</summary>
internal sealed class ToldLately : IDisposable
{
    /// <summary>About 50 MiB: an event takes a kilobyte or two.</summary>
    private const int MostEvents = 30_000;

    private readonly MemoryCache told = new(new MemoryCacheOptions { SizeLimit = MostEvents });

    /// <summary>Null where it has to be read.</summary>
    public Told? Of(Guid product, int version) => told.Get<Told>((product, version));

    public Told Keep(Told product) => told.Set((product.Product.Id, product.Product.Version), product, new MemoryCacheEntryOptions { Size = product.Events.Count, SlidingExpiration = TimeSpan.FromMinutes(10) });

    public void Dispose() => told.Dispose();
}
