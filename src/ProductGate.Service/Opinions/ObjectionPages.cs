using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Opinions;

/// <summary>What the page of the objections shows.</summary>
/// <param name="Wrong">A filter that means nothing.</param>
public sealed record ObjectionsModel(Page<ObjectionEntry> Opinions, Problem? Wrong);

internal static class ObjectionPages
{
    private const int PageSize = 25;

    public static void MapObjectionPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/objections", Show).Does(Deed.ListProducts);
        pages.MapGet("/objections/{subjectId}", Lead).Does(Deed.ListProducts);
    }

    private static async Task<IResult> Show(HttpContext http, ObjectionQuery objections)
    {
        var model = new ObjectionsModel(new([], null), null);
        try
        {
            model = model with { Opinions = await objections.Of(http.User.ToActor(), http.Request.Query, Paging.Of(http.Request.Query, PageSize), http.RequestAborted) };
        }
        catch (ProblemException e) when (e.Problem.Status == StatusCodes.Status400BadRequest)
        {
            http.Response.StatusCode = e.Problem.Status;
            model = model with { Wrong = e.Problem };
        }
        return http.Page<ObjectionsPage>(new { Model = model });
    }

    /// <summary>To the thread on its product's page.</summary>
    private static async Task<IResult> Lead(HttpContext http, ObjectionQuery objections) =>
        await objections.Find(http.User.ToActor(), http.SubjectId(), http.RequestAborted) is { } found
            ? Results.Redirect($"/products/{found.ProductId}#o{found.Opinion.Number}")
            : throw new ProblemException(new(404, "unknown-opinion", "There is no such opinion, or you may not see its product."));
}
