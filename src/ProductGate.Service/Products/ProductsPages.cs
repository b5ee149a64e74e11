using Marten;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Policies;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Products;

/// <summary>What the page of the products shows.</summary>
/// <param name="Wrong">A filter that means nothing.</param>
public sealed record ProductsModel(Page<ProductListEntry> Products, string[] Categories, Problem? Wrong);

internal static class ProductsPages
{
    /// <summary>Under which an open page asks whether it has changed.</summary>
    public const string List = "products";
    private const int PageSize = 25;

    public static void MapProductsPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/products", (Delegate)Show).Does(Deed.ListProducts);
        pages.MapGet("/products.csv", Export).RecordsAccess(AccessKind.ProductExport).Does(Deed.ListProducts);
    }

    private static async Task<IResult> Show(HttpContext http) => http.Page<ProductsPage>(new { Model = await Read(http) });

    /// <summary>What the address asks for.</summary>
    public static async Task<ProductsModel> Read(HttpContext http)
    {
        var (services, query) = (http.RequestServices, http.Request.Query);
        var model = new ProductsModel(new([], null), services.GetRequiredService<PolicyShelf>().InForce.Categories, null);
        try
        {
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            return model with { Products = await services.GetRequiredService<IQuerySession>().Products(http.User.ToActor(), now, query, Paging.Of(query, PageSize), http.RequestAborted) };
        }
        catch (ProblemException e) when (e.Problem.Status == StatusCodes.Status400BadRequest)
        {
            http.Response.StatusCode = e.Problem.Status;
            return model with { Wrong = e.Problem };
        }
    }

    /// <summary>The whole list as a file, written while it is read: no list is too long for it.</summary>
    private static async Task<IResult> Export(HttpContext http, IQuerySession session, TimeProvider clock)
    {
        var products = await session.EveryProduct(http.User.ToActor(), clock.GetUtcNow(), http.Request.Query, http.RequestAborted);
        return Results.Stream(file => ProductsCsv.Write(file, products, http.RequestAborted), "text/csv; charset=utf-8", "products.csv");
    }
}
