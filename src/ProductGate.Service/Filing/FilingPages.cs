using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Products;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Filing;

/// <summary>The regulator's step, for people.</summary>
internal static class FilingPages
{
    private const string Path = "/products/{productId}/filing";

    public static void MapFilingPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Path, (Delegate)Show).Does(Deed.ReadProduct);
        pages.MapForm<RecordFiling>(Path, Show, complete: (c, attempt) => c with { Documents = ProductLook.Chosen(attempt.Typed.GetValueOrDefault("document").ToString()) });
    }

    private static async Task<IResult> Show(HttpContext http)
    {
        var look = await http.Look("filing");
        return http.Page<FilingPage>(new { Look = look });
    }
}
