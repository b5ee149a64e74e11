using Marten;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Identity;

internal static class DelegationEndpoints
{
    private sealed record Place(Guid Id);

    public static void MapDelegations(this IEndpointRouteBuilder api)
    {
        api.MapCommand<DelegateAuthority>("/products/{productId}/delegations", "Pass on powers of an office on this product");
        api.MapCommand<RevokeDelegation>("/products/{productId}/delegations/{subjectId}/revocation", "Take them back before their time", (c, id) => c with { DelegationId = id });
        api.MapPost("/delegations", (Delegate)Post).Does(Deed.DelegateEverywhere).WithSummary("Pass on powers of an office on every product")
            .WithMetadata(new CommandAddress(typeof(DelegateAuthority), Versioned: false)).Produces<StandingDelegation>(201).ProducesProblems(400, 401, 403, 409, 413, 415, 422, 429, 503);
        api.MapPost("/delegations/{subjectId}/revocation", (Delegate)Revoke).Does(Deed.RevokeEverywhere).WithSummary("Take back what was passed on for every product")
            .WithMetadata(new CommandAddress(typeof(RevokeDelegation), Versioned: false)).Produces<StandingDelegation>().ProducesProblems(400, 401, 403, 404, 409, 413, 415, 422, 429, 503);
        api.MapGet("/delegations/{subjectId}", (Delegate)One).Does(Deed.ListDelegations).WithSummary("One of them").Produces<StandingDelegation>().ProducesProblems(401, 404, 503);
        api.MapGet("/delegations", List).Does(Deed.ListDelegations).WithSummary("What I have passed on for every product, and what was passed on to me; administrators: everybody's")
            .Asks("limit", "cursor").Produces<Page<StandingDelegation>>().ProducesProblems(400, 401, 503);
    }

    private static async Task<IResult> Post(HttpContext http)
    {
        var body = await http.Request.Body();
        var command = Requests.Parse<DelegateAuthority>(body);
        var delegation = await http.PassOn(command, http.Key(body));
        http.Response.Headers.Location = $"/api/delegations/{delegation.Id}";
        return Results.Json(delegation, HttpJson.Writing, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> Revoke(HttpContext http)
    {
        var body = await http.Request.Body();
        return Results.Json(await http.TakeBack(Requests.Parse<RevokeDelegation>(body), http.Key(body)), HttpJson.Writing);
    }

    private static async Task<IResult> One(HttpContext http, IQuerySession session) =>
        await session.LoadAsync<StandingDelegation>(http.SubjectId(), http.RequestAborted) is { } found && StandingDelegations.MaySee(http.User.ToActor(), found)
            ? Results.Json(found, HttpJson.Writing)
            : Problem.Of(DelegationRules.Unknown.Refusal!).ToResult();

    private static async Task<IResult> List(HttpContext http, IQuerySession session)
    {
        var paging = Paging.Of(http.Request.Query);
        var visible = session.Visible(http.User.ToActor());
        var page = paging.After<Place>() is { } after ? visible.Where(d => d.Id > after.Id) : visible;
        return Results.Json(paging.Cut(await page.OrderBy(d => d.Id).Take(paging.Limit + 1).ToListAsync(http.RequestAborted), d => d, d => new Place(d.Id)), HttpJson.Writing);
    }

    /// <summary>Passes powers on for every product.</summary>
    /// <exception cref="ProblemException">It was refused.</exception>
    public static async Task<StandingDelegation> PassOn(this HttpContext http, DelegateAuthority command, CommandKey? key)
    {
        http.Validate(command);
        return await http.Send(new PassOn(command, http.User.ToActor(), key));
    }

    /// <summary>Takes back what the address names.</summary>
    /// <exception cref="ProblemException">It was refused.</exception>
    public static async Task<StandingDelegation> TakeBack(this HttpContext http, RevokeDelegation said, CommandKey? key = null)
    {
        var command = said with { DelegationId = http.SubjectId() };
        http.Validate(command);
        return await http.Send(new TakeBack(command, http.User.ToActor(), key));
    }

    private static async Task<StandingDelegation> Send(this HttpContext http, object message)
    {
        var outcome = await http.CarryOut<Delegated>(message);
        return outcome.Delegation ?? throw new ProblemException(outcome.IsKeyReused ? Problem.KeyReused : Problem.Of(outcome.Refusal!));
    }
}
