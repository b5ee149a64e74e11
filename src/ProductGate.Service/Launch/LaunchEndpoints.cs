using FluentValidation;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Launch;

internal static class LaunchEndpoints
{
    public static void MapLaunch(this IEndpointRouteBuilder api) => api.MapCommand<LaunchProduct>("/products/{productId}/launch", "Launch exactly the evaluated revision");
}

internal sealed class LaunchProductValidator : AbstractValidator<LaunchProduct>
{
    public LaunchProductValidator()
    {
        RuleFor(c => c.Channels).NotEmpty().WithMessage("Say at least one channel.").AtMost(50);
        RuleForEach(c => c.Channels).Text(Limits.Name);
    }
}
