using Marten;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Policies;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Products;

/// <summary>A product that is over, or on sale, and may have a successor.</summary>
public sealed record Forebear(Guid Id, string Name);

/// <summary>Where a product begins.</summary>
internal static class DeclarePages
{
    private const int MostForebears = 500;
    private static readonly Question[] Asked = Questions.Of(typeof(DeclareProduct));

    public static async Task<IResult> Show(HttpContext http)
    {
        var by = http.May(Deed.DeclareProduct);
        var services = http.RequestServices;
        var known = await services.GetRequiredService<IQuerySession>().Query<ProductRow>().Where(r => r.Team.IsOneOf(by.Teams.ToArray())).OrderBy(r => r.Name).Take(MostForebears).ToListAsync(http.RequestAborted);
        return http.Page<DeclarePage>(new { services.GetRequiredService<PolicyShelf>().InForce.Categories, Forebears = known.Select(r => new Forebear(r.Id, r.Name)).ToArray() });
    }

    public static Task<IResult> Post(HttpContext http) => http.Try(Show, async attempt =>
    {
        Questions.RefuseGaps(Asked, attempt.Typed, path => Array.Find(Asked, q => q.Name == path)!.Word);
        var command = attempt.Read<DeclareProduct>();
        http.Validate(command);
        var by = http.User.ToActor();
        var key = http.Request.Key(by, attempt.Typed.GetValueOrDefault(Forms.Key).ToString(), FormJson.Of(typeof(DeclareProduct), attempt.Typed));
        var answer = (await http.CarryOut<Outcome>(new Declare(command, by, key))).OrThrow();
        http.SeeOther($"/products/{answer.ProductId}/dossier?done=declared");
        return true;
    });
}
