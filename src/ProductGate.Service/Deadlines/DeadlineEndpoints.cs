using FluentValidation;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Deadlines;

internal static class DeadlineEndpoints
{
    public static void MapDeadlines(this IEndpointRouteBuilder api) =>
        api.MapCommand<ExtendDeadline>("/products/{productId}/deadlines/{subjectId}/extension", "Give more time, with a reason", (c, id) => c with { DeadlineId = id });
}

internal sealed class ExtendDeadlineValidator : AbstractValidator<ExtendDeadline>
{
    public ExtendDeadlineValidator() => RuleFor(c => c.Reason).Text(Limits.Reason);
}
