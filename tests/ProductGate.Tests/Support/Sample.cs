using System.Text.Json;
using System.Text.Json.Nodes;
using ProductGate.Domain;

namespace ProductGate.Tests.Support;

/// <summary>Content for every section, complete enough for the shipped policy.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    /// <summary>One of each kind.</summary>
    public static readonly Scenario[] Scenarios =
    [
        new(ScenarioKind.Ordinary, "Everyday customer", "Found the costs.", true), new(ScenarioKind.Stressed, "Customer out of work", "Was offered help first.", true),
        new(ScenarioKind.Vulnerable, "Elderly customer", "Understood the costs.", true),
    ];

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
        Section.Testing => Of(new TestingContent($"Plan, {note}.", [.. Scenarios])),
        Section.Handover => Of(new HandoverContent($"Run book, {note}.", "All staff trained.", "Scripts ready.", ["C01"], "Ready.")),
        Section.Marketing => Of(new MarketingContent(NoMarketing: $"No advertising, {note}.")),
        _ => Of(new MonitoringPlanContent(
            [
                new Indicator("complaints-per-thousand", "Complaints per thousand customers", "per mille", new Number(2m)),
                new Indicator("mis-selling-cases", "Confirmed mis-selling", "cases", new Number(0m), OnBreach: OnBreach.Suspend),
            ],
            note)),
    };

    /// <summary>The content with these members taken out.</summary>
    public static ReviseSection Without(Section section, params string[] members)
    {
        var content = JsonNode.Parse(Content(section).Text)!.AsObject();
        foreach (var member in members) content.Remove(member);
        return new(section, CanonicalJson.Parse(content.ToJsonString()));
    }

    /// <summary>The tests with these scenarios alone.</summary>
    public static ReviseSection Tests(params Scenario[] scenarios) => new(Section.Testing, Of(new TestingContent("Plan.", scenarios)));

    /// <summary>The summary with people named as contributors.</summary>
    public static ReviseSection Naming(params string[] people) => new(Section.Summary, Of(new SummaryContent("A credit card.", "Everyday payments.", new DateOnly(2026, 9, 1), people)));

    public static ReviseSection Graded(RiskGrade grade, string note = "graded") =>
        new(Section.Risk, Of(new RiskContent(grade, ["over-indebtedness"], "Two other cards.", "None.", $"Low, {note}.")));

    public static RaiseOpinion Opinion(OpinionKind kind, Section section) => new(kind, section, "Late fee", "The late fee is too high.", "Halve it.", "Article 7");

    public static RecordFiling Filing(FilingOutcome outcome = FilingOutcome.Accepted, DateOnly? expires = null) =>
        new(FilingType.Filing, "Article 12", outcome, "F-2026-2", new DateOnly(2026, 2, 27), Expires: expires);

    /// <summary>The shipped policy with a change to its document.</summary>
    public static Policy Policy(Action<JsonObject> change)
    {
        var document = PolicyDocument();
        change(document);
        return PolicyReader.Read(document.ToJsonString());
    }

    /// <summary>The shipped policy's document.</summary>
    public static JsonObject PolicyDocument()
    {
        using var stream = typeof(PolicyReader).Assembly.GetManifestResourceStream("default.1.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }

    public static ItemAnswer[] AllMet(Policy policy, Product product) => [.. policy.Evaluation.ItemsFor(product).Select(i => new ItemAnswer(i.Id, ItemResult.Met))];

    private static CanonicalJson Of<T>(T content) => CanonicalJson.Of(JsonSerializer.SerializeToElement(content, Json.Options));
}
