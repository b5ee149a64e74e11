using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Service.Conditions;
using ProductGate.Service.Deadlines;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Opinions;
using ProductGate.Service.SignOffs;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Products;

/// <summary>The page of one product, and the forms that stand on it.</summary>
internal static class ProductPages
{
    public static void MapProductPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/products/{productId}", (Delegate)Show).Does(Deed.ReadProduct);
        pages.MapForm<SubmitStage>("/products/{productId}/submissions", Show);
        pages.MapForm<WithdrawProduct>("/products/{productId}/withdrawal", Show);
        pages.MapForm<ProposeChange>("/products/{productId}/changes", Show);
        pages.MapOpinionForms(Show);
        pages.MapForm<CloseCondition>("/products/{productId}/conditions/{subjectId}/closure", Show, about: (c, id) => c with { ConditionId = id });
        pages.MapDeadlineForms(Show);
        pages.MapDecisionPages();
    }

    private static async Task<IResult> Show(HttpContext http)
    {
        var look = await http.Look();
        var recorded = http.Record(http.User.ToActor(), AccessKind.Dossier, look.Product.Id.ToString(), "page");
        var query = http.Request.Query;
        return http.Page<ProductPage>(new { Look = look, Done = long.TryParse(query["done"], out var version) ? version : (long?)null, RaiseOn = Filters.Named<Section>(query["section"].ToString()) }, recorded);
    }
}
