using FluentValidation;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.SignOffs;

internal static class SignOffEndpoints
{
    public static void MapSignOffs(this IEndpointRouteBuilder api) =>
        api.MapCommand<SignOffStage>("/products/{productId}/sign-offs", "Decide on a stage for an office; ?preview=true shows what would be signed, what of it was never opened, and what survives");
}

internal sealed class SignOffStageValidator : AbstractValidator<SignOffStage>
{
    private const int MostConditions = 50;

    public SignOffStageValidator()
    {
        RuleFor(c => c.View).Length(64).When(c => c.View is not null).WithMessage("A view is named by its SHA-256, 64 characters.");
        RuleFor(c => c.Reason).Text(Limits.Reason, optional: true);
        RuleFor(c => c.Reason).NotEmpty().When(c => c.Decision != SignOffDecision.Approve).WithMessage("A decision other than a plain approval needs a reason.");
        RuleFor(c => c.Conditions).AtMost(MostConditions);
        RuleForEach(c => c.Conditions).ChildRules(x => x.RuleFor(y => y.Text).Text(Limits.LongText));
        RuleFor(c => c.SendBackTo).NotNull().When(c => c.Decision == SignOffDecision.SendBack).WithMessage("Say to which stage.");
        RuleFor(c => c.SendBackTo).Null().When(c => c.Decision != SignOffDecision.SendBack).WithMessage("Only a decision to send back names a stage to go back to.");
    }
}
