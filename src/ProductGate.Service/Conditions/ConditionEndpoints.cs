using FluentValidation;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Conditions;

internal static class ConditionEndpoints
{
    public static void MapConditions(this IEndpointRouteBuilder api) =>
        api.MapCommand<CloseCondition>("/products/{productId}/conditions/{subjectId}/closure", "Close a condition with evidence", (c, id) => c with { ConditionId = id });
}

internal sealed class CloseConditionValidator : AbstractValidator<CloseCondition>
{
    public CloseConditionValidator()
    {
        RuleFor(c => c.Evidence).Text(Limits.Reason);
        RuleFor(c => c.Documents).AtMost(50);
    }
}
