using FluentValidation;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Opinions;

internal static class OpinionEndpoints
{
    private const string One = "/products/{productId}/opinions/{subjectId}";

    public static void MapOpinions(this IEndpointRouteBuilder api)
    {
        api.MapCommand<RaiseOpinion>("/products/{productId}/opinions", "Raise an objection, a required change or a suggestion on a section");
        api.MapCommand<AnswerOpinion>($"{One}/answer", "Answer an opinion for the team", (c, id) => c with { OpinionId = id });
        api.MapCommand<VerifyOpinion>($"{One}/verification", "Say whether the promised change was made", (c, id) => c with { OpinionId = id });
        api.MapCommand<WithdrawOpinion>($"{One}/withdrawal", "Withdraw an opinion of one's office", (c, id) => c with { OpinionId = id });
        api.MapCommand<EscalateOpinion>($"{One}/escalation", "Take an opinion to the committee", (c, id) => c with { OpinionId = id });
        api.MapCommand<RuleOnOpinion>($"{One}/ruling", "Uphold an opinion, or accept the risk until a date", (c, id) => c with { OpinionId = id });
    }
}

internal sealed class RaiseOpinionValidator : AbstractValidator<RaiseOpinion>
{
    public RaiseOpinionValidator()
    {
        RuleFor(c => c.Subject).Text(Limits.Name);
        RuleFor(c => c.Text).Text(Limits.LongText);
        RuleFor(c => c.WantedChange).Text(Limits.LongText);
        RuleFor(c => c.LegalBasis).Text(Limits.Name, optional: true);
    }
}

internal sealed class VerifyOpinionValidator : AbstractValidator<VerifyOpinion>
{
    public VerifyOpinionValidator()
    {
        RuleFor(c => c.Note).Text(Limits.Reason, optional: true);
        RuleFor(c => c.Note).NotEmpty().When(c => !c.Verified).WithMessage("Say what is missing.");
    }
}
