using FluentValidation;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Identity;

internal static class DelegationEndpoints
{
    public static void MapDelegations(this IEndpointRouteBuilder api) =>
        api.MapCommand<DelegateAuthority>("/products/{productId}/delegations", "Pass on the right to sign for an office on this product");
}

internal sealed class DelegateAuthorityValidator : AbstractValidator<DelegateAuthority>
{
    public DelegateAuthorityValidator()
    {
        RuleFor(c => c.To).Text(Limits.Name);
        RuleFor(c => c.Reason).Text(Limits.Reason);
    }
}
