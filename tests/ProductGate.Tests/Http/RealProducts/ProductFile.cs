using ProductGate.Service.Demo;

namespace ProductGate.Tests.Http.RealProducts;

/// <summary>The real products where they lie beside the checkout, and invented ones in the same form otherwise.</summary>
internal static class ProductFile
{
    /// <summary>How many there are to be: a file that is read by half must not pass for the whole.</summary>
    public static int Count => Real() is null ? 12 : 156;

    public static IReadOnlyList<BankProduct> Products() => Real() is { } file ? BankProduct.ReadFile(file) : Invented();

    public static IReadOnlyList<BankProduct> Invented()
    {
        using var stream = typeof(ProductFile).Assembly.GetManifestResourceStream("invented-products.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return BankProduct.Read(copy.ToArray());
    }

    private static string? Real()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "data", "seed_products_anonymised.json") is var file && File.Exists(file)) return file;
        return null;
    }
}
