using FluentValidation;
using Marten;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Products;

internal static class ProductEndpoints
{
    public static void MapProducts(this IEndpointRouteBuilder api)
    {
        api.MapPost("/products", (Delegate)Declare).Does(Deed.DeclareProduct).Describe(typeof(DeclareProduct), "Declare a new product design", versioned: false).Produces<CommandAnswer>(201);
        api.MapGet("/products", ProductListEndpoint.Get).Does(Deed.ListProducts).WithSummary("Products I may see")
            .Asks("stage", "disposition", "marketState", "riskGrade", "category", "team", "q", "sort", "limit", "cursor").Produces<Page<ProductListEntry>>().ProducesProblems(400, 401, 503);
        api.MapGet("/products/{productId}", ProductViewEndpoint.Get).Does(Deed.ReadProduct).WithSummary("A product, now or as it was (?version= or ?asOf=)").Asks("version", "asOf")
            .Produces<ProductView>().ProducesProblems(400, 401, 404, 503);
        api.MapPut("/products/{productId}/dossier/{section}", (Delegate)DossierEndpoint.Put).Does(Deed.ReviseDossier).Describe(typeof(Section), "A new revision of one section; ?preview=true only says what it does to signatures");
        api.MapGet("/products/{productId}/dossier/diff", DossierEndpoint.Diff).Does(Deed.ReadProduct).WithSummary("Changed sections and fields between two revisions; ?from=last-seen compares with the newest that I have opened").Asks("from", "to")
            .Produces<DossierDiff>().ProducesProblems(400, 401, 404, 503).RecordsAccess(AccessKind.Dossier, "productId");
        api.MapCommand<WithdrawProduct>("/products/{productId}/withdrawal", "Withdraw an unlaunched product, or an open change round");
        api.MapCommand<ProposeChange>("/products/{productId}/changes", "Open a new round for a material change of a launched product");
    }

    private static async Task<IResult> Declare(HttpContext http)
    {
        var by = http.User.ToActor();
        var body = await http.Request.Body();
        var command = Requests.Parse<DeclareProduct>(body);
        http.Validate(command);
        var outcome = await http.CarryOut<Outcome>(new Declare(command, by, http.Request.Key(by, body)));
        return outcome.ToResult(http, "/api/products");
    }
}

internal sealed class DeclareProductValidator : AbstractValidator<DeclareProduct>
{
    public DeclareProductValidator()
    {
        RuleFor(c => c.Name).Text(Limits.Name);
        RuleFor(c => c.Category).Text(Limits.Name);
        RuleFor(c => c.Team).Text(Limits.Name);
        RuleFor(c => c.Summary).Text(Limits.LongText);
    }
}
