using Marten;
using ProductGate.Domain;
using ProductGate.Service.Door;
using Wolverine;

namespace ProductGate.Service.Identity;

internal static class DelegationEndpoints
{
    private sealed record Place(Guid Id);

    public static void MapDelegations(this IEndpointRouteBuilder api)
    {
        api.MapCommand<DelegateAuthority>("/products/{productId}/delegations", "Pass on powers of an office on this product");
        api.MapCommand<RevokeDelegation>("/products/{productId}/delegations/{subjectId}/revocation", "Take them back before their time", (c, id) => c with { DelegationId = id });
        api.MapPost("/delegations", Post).Does(Deed.DelegateEverywhere).WithSummary("Pass on powers of an office on every product")
            .WithMetadata(new CommandAddress(typeof(DelegateAuthority), Versioned: false)).Produces<StandingDelegation>(201).ProducesProblems(400, 401, 403, 409, 413, 415, 422, 429, 503);
        api.MapPost("/delegations/{subjectId}/revocation", Revoke).Does(Deed.RevokeEverywhere).WithSummary("Take back what was passed on for every product")
            .WithMetadata(new CommandAddress(typeof(RevokeDelegation), Versioned: false)).Produces<StandingDelegation>().ProducesProblems(400, 401, 403, 404, 409, 413, 415, 422, 429, 503);
        api.MapGet("/delegations", List).Does(Deed.ListDelegations).WithSummary("What I have passed on for every product, and what was passed on to me; administrators: everybody's")
            .Asks("limit", "cursor").Produces<Page<StandingDelegation>>().ProducesProblems(400, 401, 503);
    }

    private static async Task<IResult> Post(HttpContext http, IMessageBus bus)
    {
        var by = http.User.ToActor();
        var body = await http.Request.Body();
        var command = Requests.Parse<DelegateAuthority>(body);
        http.Validate(command);
        return (await bus.InvokeAsync<Delegated>(new PassOn(command, by, http.Request.Key(by, body)), http.RequestAborted)).ToResult(http, StatusCodes.Status201Created);
    }

    private static async Task<IResult> Revoke(HttpContext http, IMessageBus bus)
    {
        var by = http.User.ToActor();
        var command = Requests.Parse<RevokeDelegation>(await http.Request.Body()) with { DelegationId = http.SubjectId() };
        http.Validate(command);
        return (await bus.InvokeAsync<Delegated>(new TakeBack(command, by), http.RequestAborted)).ToResult(http, StatusCodes.Status200OK);
    }

    private static async Task<IResult> List(HttpContext http, IQuerySession session)
    {
        var by = http.User.ToActor();
        var paging = Paging.Of(http.Request.Query);
        var rights = by.IsAny(Grants.Of(Deed.RevokeEverywhere).Roles) ? session.Query<StandingDelegation>() : session.Query<StandingDelegation>().Where(d => d.From == by.Id || d.To == by.Id);
        var page = paging.After<Place>() is { } after ? rights.Where(d => d.Id > after.Id) : rights;
        return Results.Json(paging.Cut(await page.OrderBy(d => d.Id).Take(paging.Limit + 1).ToListAsync(http.RequestAborted), d => d, d => new Place(d.Id)), HttpJson.Writing);
    }

    private static IResult ToResult(this Delegated outcome, HttpContext http, int status)
    {
        if (outcome.IsKeyReused) return Outcome.KeyReused.ToResult(http);
        return outcome.Refusal is { } refusal ? Problem.Of(refusal).ToResult() : Results.Json(outcome.Delegation, HttpJson.Writing, statusCode: status);
    }
}
