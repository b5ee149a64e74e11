using ProductGate.Domain;

namespace ProductGate.Service.Demo;

/// <param name="Category">One of the policy's categories.</param>
/// <param name="Risk">The main thing that can go wrong for the consumer.</param>
internal sealed record Wording(string Name, string Category, string Risk, RiskGrade Grade)
{
    /// <summary>The category in plain words.</summary>
    public string Kind => Category.Replace('-', ' ');
}

/// <summary>What every dossier says in much the same words.</summary>
internal static class Boilerplate
{
    public const string Complaints = "complaints-per-thousand";

    public static Dictionary<Section, object> Of(Wording w) => new()
    {
        [Section.Distribution] = new DistributionContent(["branch", "app"], ["telephone", "third-party sites"], "None."),
        [Section.Agreement] = new AgreementContent($"Agreement for {w.Name}: what the bank owes the customer, what the customer owes the bank, and how either may end it.", "Fourteen days to withdraw without giving a reason."),
        [Section.Disclosure] = new DisclosureContent([new("Costs", "Every fee and rate, with an example in money for one year."), new("Risks", w.Risk), new("Complaints", "By telephone, in the app and at every branch; an answer within fifteen days.")]),
        [Section.PersonalInformation] = new PersonalInformationContent(["name", "identity document", "telephone number"], $"To open and serve {w.Name}.", []),
        [Section.Risk] = new RiskContent(w.Grade, [w.Risk, "The customer does not understand the costs."], $"Two other {w.Kind} products of the bank and one of a competitor.", "Sales staff are not paid by volume.", "Low after disclosure and suitability checks."),
        [Section.Testing] = new TestingContent(
            "Ordinary, stressed and vulnerable consumers walk through the sale, a complaint and the end of the contract.",
            [
                new(ScenarioKind.Ordinary, "A customer compares the costs", "Found them within a minute.", true),
                new(ScenarioKind.Stressed, "A customer cannot pay", "Was offered help before any charge.", true),
                new(ScenarioKind.Vulnerable, "An elderly customer without a smartphone", "Was served fully at the branch.", true),
            ]),
        [Section.Handover] = new HandoverContent("Opening, serving, complaints, emergencies and closing, step by step.", "Two hours for branch staff, with a test.", "What to say when a customer disputes a charge.", ["C01", "C07"], "Pilot branches have reported ready."),
        [Section.Marketing] = new MarketingContent(NoMarketing: "Sold on request only; no advertising is planned."),
        [Section.MonitoringPlan] = new MonitoringPlanContent(
        [
            new(Complaints, "Complaints per thousand customers", "per mille", new Number(2m)),
            new(Dossiers.MisSelling, "Confirmed cases of mis-selling", "cases", new Number(0m), OnBreach: OnBreach.Suspend),
        ]),
    };
}
