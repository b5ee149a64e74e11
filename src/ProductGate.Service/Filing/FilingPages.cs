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
        pages.MapDeskForm<RecordFiling>(Path, Show, (c, attempt) => c with { Documents = Desk.Chosen(attempt.Typed.GetValueOrDefault("document").ToString()) });
    }

    private static async Task<IResult> Show(HttpContext http)
    {
        var desk = await http.Desk();
        return http.Page<FilingPage>(new { Desk = desk });
    }
}
