using ProductGate.Domain;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Deadlines;

internal static class DeadlineForms
{
    private const string One = "/products/{productId}/deadlines/{subjectId}";

    /// <param name="show">The page with the forms.</param>
    public static void MapDeadlineForms(this RouteGroupBuilder pages, Func<HttpContext, Task<IResult>> show)
    {
        pages.MapForm<ExtendDeadline>($"{One}/extension", show, about: (c, id) => c with { DeadlineId = id });
        pages.MapForm<PauseDeadline>($"{One}/pause", show, about: (c, id) => c with { DeadlineId = id });
        pages.MapForm<ResumeDeadline>($"{One}/resumption", show, about: (c, id) => c with { DeadlineId = id });
    }
}
