using FluentValidation;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Filing;

internal static class FilingEndpoints
{
    public static void MapFiling(this IEndpointRouteBuilder api) => api.MapCommand<RecordFiling>("/products/{productId}/filing", "Record the regulator's step");
}

internal sealed class RecordFilingValidator : AbstractValidator<RecordFiling>
{
    public RecordFilingValidator()
    {
        RuleFor(c => c.LegalBasis).Text(Door.Limits.Name);
        RuleFor(c => c.Reference).Text(Door.Limits.Name, optional: true);
        RuleFor(c => c.Limits).Text(Door.Limits.Reason, optional: true);
        RuleFor(c => c.Documents).AtMost(50);
    }
}
