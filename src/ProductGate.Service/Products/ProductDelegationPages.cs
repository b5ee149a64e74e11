using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Products;

/// <summary>Powers that are passed on for one product.</summary>
internal static class ProductDelegationPages
{
    public const string Form = "pass-on";
    private const string Root = "/products/{productId}/delegations";

    public static void MapProductDelegations(this RouteGroupBuilder pages)
    {
        pages.MapGet(Root, (Delegate)Show).Does(Deed.ReadProduct);
        pages.MapPost(Root, (Delegate)((HttpContext http) => http.Try(Show, attempt => PassOn(http, attempt)))).Does(Deed.DelegateAuthority);
        pages.MapForm<RevokeDelegation>($"{Root}/{{subjectId}}/revocation", Show, about: (c, id) => c with { DelegationId = id });
    }

    private static async Task<IResult> Show(HttpContext http) => http.Page<ProductDelegationsPage>(new { Look = await http.Look() });

    private static async Task<bool> PassOn(HttpContext http, Attempt attempt)
    {
        var look = await http.Look();
        var said = FormJson.Of(typeof(DelegateAuthority), DelegationPages.ToTheEndOfTheDay(attempt.Typed, look.Policy.Calendar));
        var command = Requests.Parse<DelegateAuthority>(said);
        http.Validate(command);
        if (await http.Decide(command, attempt, said) is not { } answer) return false;
        http.SeeOther(Forms.Done(attempt.Page!, answer));
        return true;
    }
}
