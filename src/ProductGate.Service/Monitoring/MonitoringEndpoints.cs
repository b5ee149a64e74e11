using FluentValidation;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Monitoring;

internal static class MonitoringEndpoints
{
    public static void MapMonitoring(this IEndpointRouteBuilder api)
    {
        api.MapCommand<ReportIndicator>("/products/{productId}/indicators", "Report a figure of the monitoring plan");
        api.MapCommand<OpenReview>("/products/{productId}/reviews", "Open a review of a launched product");
        api.MapCommand<CompleteReview>("/products/{productId}/reviews/{subjectId}/completion", "Complete a review", (c, id) => c with { ReviewId = id });
        api.MapCommand<SuspendDistribution>("/products/{productId}/suspension", "Stop sales at once");
        api.MapCommand<ResumeDistribution>("/products/{productId}/resumption", "Let sales resume after a review");
        api.MapCommand<RetireProduct>("/products/{productId}/retirement", "End sales for good");
    }
}

internal sealed class ReportIndicatorValidator : AbstractValidator<ReportIndicator>
{
    public ReportIndicatorValidator()
    {
        RuleFor(c => c.Indicator).Text(Limits.Name);
        RuleFor(c => c.Note).Text(Limits.Reason, optional: true);
    }
}

internal sealed class CompleteReviewValidator : AbstractValidator<CompleteReview>
{
    public CompleteReviewValidator()
    {
        RuleFor(c => c.Findings).Text(Limits.LongText);
        RuleFor(c => c.RemedialAction!.Action).Text(Limits.LongText).When(c => c.RemedialAction is not null);
    }
}
