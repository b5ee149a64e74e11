using ProductGate.Domain;
using ProductGate.Service.SignOffs;

namespace ProductGate.Service.Products;

/// <summary>Something that somebody may do, and where.</summary>
/// <param name="IsDue">The product waits for it.</param>
/// <param name="WhyNot">Why this person cannot do it now.</param>
public sealed record NextStep(Phrase What, string Address, bool IsDue = false, Phrase? WhyNot = null);

/// <summary>Where the reader goes from the product's page. Whose matter it is, the table of authority says; whether it waits, the asks.</summary>
internal static class NextSteps
{
    public static IEnumerable<NextStep> Of(ProductLook look) =>
        look.Product.IsOver ? [] : [.. Decisions.For(look), .. Waiting(look), .. Possible(look)];

    private static IEnumerable<NextStep> Waiting(ProductLook look) =>
        from ask in Asks.Of(look.Product, look.Policy)
        where Place(look, ask) is not null
        select new NextStep(ask.What, Place(look, ask)!, IsDue: ask.Kind is not (AskKind.RenewRisk or AskKind.RenewFiling));

    private static string? Place(ProductLook look, Ask ask) => ask.Kind switch
    {
        AskKind.AnswerOpinion when look.May(Deed.AnswerOpinion) => Opinion(look, ask),
        AskKind.VerifyOpinion when look.May(Deed.VerifyOpinion, ask.Subject) => Opinion(look, ask),
        AskKind.SettleOpinion when look.May(Deed.WithdrawOpinion, ask.Subject) => Opinion(look, ask),
        AskKind.RuleOnOpinion or AskKind.RenewRisk when look.May(Deed.RuleOnOpinion, ask.Subject) => Opinion(look, ask),
        AskKind.MeetCondition when look.IsMine(ask.By) || look.May(Deed.CloseCondition, ask.Subject) => $"#c{look.Product.Conditions.First(c => c.Id == ask.Subject).Number}",
        AskKind.Evaluate or AskKind.RenewEvaluation when look.May(Deed.RecordEvaluation) => $"{look.Path}/evaluation",
        AskKind.RenewFiling when look.May(Deed.RecordFiling) => $"{look.Path}/filing",
        AskKind.Launch when look.May(Deed.LaunchProduct) => $"{look.Path}/launch",
        AskKind.CompleteReview when look.May(Deed.CompleteReview, ask.Subject) => $"{look.Path}/monitoring",
        AskKind.ResumeDistribution when look.May(Deed.ResumeDistribution) => $"{look.Path}/monitoring",
        AskKind.SupplyMissing when look.May(Deed.ReviseDossier) => $"{look.Path}/dossier",
        _ => null,
    };

    private static string Opinion(ProductLook look, Ask ask) => $"#o{look.Product.Opinions.First(o => o.Id == ask.Subject).Number}";

    private static IEnumerable<NextStep> Possible(ProductLook look)
    {
        var p = look.Product;
        if (look.May(Deed.ReviseDossier)) yield return new("Write the dossier", $"{look.Path}/dossier", WhyNot: p.RoundOpen ? null : (Phrase)"A launched product is changed in a new round: propose the change first.");
        if (look.May(Deed.RaiseOpinion)) yield return new("Raise an opinion", "#raise");
        if (look.May(Deed.RecordFiling) && look.Policy.Of(p.Stage).Filing && p.RoundOpen) yield return new("Record the regulator's step", $"{look.Path}/filing", IsDue: p.Filing is null);
        if (p.IsOnTheMarket && (look.May(Deed.SuspendDistribution) || look.May(Deed.ReportIndicator) || look.May(Deed.OpenReview))) yield return new("Monitor the product on sale", $"{look.Path}/monitoring");
        if (look.May(Deed.DelegateAuthority)) yield return new("Pass on a power", $"{look.Path}/delegations");
        if (look.By.Is(Role.Administrator)) yield return new("Policies and delegations", "/administration");
    }
}
