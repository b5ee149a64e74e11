using ProductGate.Domain;
using ProductGate.Service.Products;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Filing;

/// <summary>The regulator's step, for people.</summary>
internal static class FilingPages
{
    private const string Path = "/products/{productId}/filing";

    public static void MapFilingPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Path, (Delegate)Show);
        pages.MapForm<RecordFiling>(Path, Show, complete: (c, attempt) => c with { Documents = ProductLook.Chosen(attempt.Typed.GetValueOrDefault("document").ToString()) });
    }

    private static async Task<IResult> Show(HttpContext http)
    {
        var look = await http.Look();
        return http.Page<FilingPage>(new { Look = look });
    }
}
