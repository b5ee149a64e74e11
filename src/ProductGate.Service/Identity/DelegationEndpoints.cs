using FluentValidation;
using ProductGate.Domain;
using ProductGate.Service.Door;
using Wolverine;

namespace ProductGate.Service.Identity;

internal static class DelegationEndpoints
{
    public static void MapDelegations(this IEndpointRouteBuilder api)
    {
        api.MapCommand<DelegateAuthority>("/products/{productId}/delegations", "Pass on the right to sign for an office on this product");
        api.MapPost("/delegations", Post).WithSummary("Pass on the right to sign for an office on every product")
            .WithMetadata(new CommandAddress(typeof(DelegateAuthority), Versioned: false)).Produces<StandingDelegation>(201).ProducesProblems(400, 401, 403, 413, 415, 422, 429, 503);
    }

    private static async Task<IResult> Post(HttpContext http, IMessageBus bus)
    {
        var by = http.User.ToActor();
        var body = await http.Request.Body();
        var command = Requests.Parse<DelegateAuthority>(body);
        http.Validate(command);
        var outcome = await bus.InvokeAsync<Delegated>(new PassOn(command, by, http.Request.Key(by, body)), http.RequestAborted);
        if (outcome.IsKeyReused) return Outcome.KeyReused.ToResult(http);
        return outcome.Refusal is { } refusal ? Problem.Of(refusal).ToResult() : Results.Json(outcome.Delegation, HttpJson.Writing, statusCode: StatusCodes.Status201Created);
    }
}

internal sealed class DelegateAuthorityValidator : AbstractValidator<DelegateAuthority>
{
    public DelegateAuthorityValidator()
    {
        RuleFor(c => c.To).Text(Limits.Name);
        RuleFor(c => c.Reason).Text(Limits.Reason);
    }
}
