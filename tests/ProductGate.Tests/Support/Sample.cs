using System.Text.Json;
using ProductGate.Domain;

namespace ProductGate.Tests.Support;

/// <summary>Content for every section, complete enough for the shipped policy.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public static readonly DeclareProduct Declaration = new("Harbour Card", "cards", ProductKind.Own, "cards", "A credit card without a yearly fee.");

    public static ReviseSection Revise(Section section, string note = "first") => new(section, Content(section, note));

    /// <summary>Complete content; another note is another content of the same form.</summary>
    public static CanonicalJson Content(Section section, string note = "first") => section switch
    {
        Section.Summary => Of(new SummaryContent("A credit card.", $"Everyday payments, {note}.", new DateOnly(2026, 9, 1))),
        Section.TargetMarket => Of(new TargetMarketContent($"Salaried customers, {note}.", "Customers without income.")),
        Section.Distribution => Of(new DistributionContent(["branch", "app"], ["telephone"], note)),
        Section.Pricing => Of(new PricingContent([new Fee("Late payment", "EVENT", new Money("15.00", "CNY"))], [new Rate("Purchase", new Number(0.0799m))], note)),
        Section.Agreement => Of(new AgreementContent($"The agreement, {note}.")),
        Section.Disclosure => Of(new DisclosureContent([new Note("Costs", $"All costs, {note}.")])),
        Section.PersonalInformation => Of(new PersonalInformationContent(["name", "income"], $"Credit decision, {note}.")),
        Section.Risk => Of(new RiskContent(RiskGrade.R3, ["over-indebtedness"], "Two other cards.", "None.", $"Low, {note}.")),
        Section.Testing => Of(new TestingContent($"Plan, {note}.", [new Scenario(ScenarioKind.Vulnerable, "Elderly customer", "Understood the costs.", true)])),
        Section.Handover => Of(new HandoverContent($"Run book, {note}.", "All staff trained.", "Scripts ready.", ["C01"], "Ready.")),
        Section.Marketing => Of(new MarketingContent(NoMarketing: $"No advertising, {note}.")),
        _ => Of(new MonitoringPlanContent(
            [
                new Indicator("complaints-per-thousand", "Complaints per thousand customers", "per mille", new Number(2m)),
                new Indicator("mis-selling-cases", "Confirmed mis-selling", "cases", new Number(0m), OnBreach: OnBreach.Suspend),
            ],
            note)),
    };

    public static ItemAnswer[] AllMet(Policy policy, Product product) => [.. policy.Evaluation.ItemsFor(product).Select(i => new ItemAnswer(i.Id, ItemResult.Met))];

    private static CanonicalJson Of<T>(T content) => CanonicalJson.Of(JsonSerializer.SerializeToElement(content, Json.Options));
}
