using ProductGate.Domain;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Opinions;

internal static class OpinionForms
{
    private const string One = "/products/{productId}/opinions/{subjectId}";

    /// <param name="show">The page with the forms.</param>
    public static void MapOpinionForms(this RouteGroupBuilder pages, Func<HttpContext, Task<IResult>> show)
    {
        pages.MapForm<RaiseOpinion>("/products/{productId}/opinions", show);
        pages.MapForm<AnswerOpinion>($"{One}/answer", show, about: (c, id) => c with { OpinionId = id });
        pages.MapForm<VerifyOpinion>($"{One}/verification", show, about: (c, id) => c with { OpinionId = id });
        pages.MapForm<WithdrawOpinion>($"{One}/withdrawal", show, about: (c, id) => c with { OpinionId = id });
        pages.MapForm<EscalateOpinion>($"{One}/escalation", show, about: (c, id) => c with { OpinionId = id });
        pages.MapForm<RuleOnOpinion>($"{One}/ruling", show, about: (c, id) => c with { OpinionId = id });
    }
}
