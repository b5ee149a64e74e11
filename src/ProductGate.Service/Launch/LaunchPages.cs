using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Products;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Launch;

/// <summary>The launch, for people.</summary>
internal static class LaunchPages
{
    private const string Path = "/products/{productId}/launch";

    public static void MapLaunchPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Path, (Delegate)Show).Does(Deed.ReadProduct);
        pages.MapForm<LaunchProduct>(Path, Show);
    }

    private static async Task<IResult> Show(HttpContext http)
    {
        var look = await http.Look("launch");
        return http.Page<LaunchPage>(new { Look = look });
    }
}
