using FluentValidation;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Deadlines;

internal static class DeadlineEndpoints
{
    public static void MapDeadlines(this IEndpointRouteBuilder api)
    {
        api.MapCommand<ExtendDeadline>("/products/{productId}/deadlines/{subjectId}/extension", "Give more time, with a reason", (c, id) => c with { DeadlineId = id });
        api.MapCommand<PauseDeadline>("/products/{productId}/deadlines/{subjectId}/pause", "Let it stand still, with a reason", (c, id) => c with { DeadlineId = id });
        api.MapCommand<ResumeDeadline>("/products/{productId}/deadlines/{subjectId}/resumption", "Let it run again: its date moves by the working time that it stood still", (c, id) => c with { DeadlineId = id });
        api.MapCommand<MigrateCalendar>("/products/{productId}/calendar-migration", "Count the days by another calendar, and every open deadline anew");
    }
}

internal sealed class MigrateCalendarValidator : AbstractValidator<MigrateCalendar>
{
    public MigrateCalendarValidator()
    {
        RuleFor(c => c.Calendar).Text(Limits.Name);
        RuleFor(c => c.Reason).Text(Limits.Reason);
    }
}
