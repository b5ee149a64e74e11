using FluentValidation;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Evaluation;

internal static class EvaluationEndpoints
{
    public static void MapEvaluation(this IEndpointRouteBuilder api) => api.MapCommand<RecordEvaluation>("/products/{productId}/evaluation", "Record the answers to the evaluation checklist");
}

internal sealed class RecordEvaluationValidator : AbstractValidator<RecordEvaluation>
{
    public RecordEvaluationValidator()
    {
        RuleFor(c => c.Answers).AtMost(500);
        RuleForEach(c => c.Answers).ChildRules(a =>
        {
            a.RuleFor(x => x.Note).Text(Limits.Reason, optional: true);
            a.RuleFor(x => x.Evidence).AtMost(50);
        });
    }
}
