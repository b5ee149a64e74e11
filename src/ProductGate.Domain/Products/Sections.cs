using System.Text.Json;

namespace ProductGate.Domain;

public sealed record Note(string Title, string Text);

/// <param name="Contributors">Ids of people. Whoever is named made the product as much as whoever wrote in the dossier, and judges nothing of it (R5).</param>
public sealed record SummaryContent(
    string? Description = null, string? Purpose = null, DateOnly? WishedLaunchDate = null, string[]? Contributors = null, Note[]? Features = null,
    DocumentRef[]? Documents = null);

public sealed record TargetMarketContent(
    string? Target = null, string? NegativeTarget = null, Note[]? Eligibility = null, Note[]? Constraints = null, DocumentRef[]? Documents = null);

public sealed record DistributionContent(string[]? SuitableChannels = null, string[]? UnsuitableChannels = null, string? Partners = null, DocumentRef[]? Documents = null);

/// <param name="Rate">A fraction, not a percentage: 0.015 is one and a half per cent.</param>
public sealed record Fee(string Name, string Type, Money? Amount = null, Number? Rate = null, string? Note = null);

/// <param name="Value">A yearly rate as a fraction: 0.0799 is 7.99 per cent.</param>
public sealed record Rate(string Name, Number Value, Number? ComparisonRate = null, string? Note = null);

public sealed record PricingContent(Fee[]? Fees = null, Rate[]? Rates = null, string? Note = null, DocumentRef[]? Documents = null);

public sealed record AgreementContent(string? Text = null, string? Terms = null, DocumentRef[]? Documents = null);

public sealed record DisclosureContent(Note[]? Texts = null, DocumentRef[]? Documents = null);

public sealed record PersonalInformationContent(string[]? Collected = null, string? Purpose = null, string[]? SharedWith = null, DocumentRef[]? Documents = null);

public sealed record RiskContent(
    RiskGrade? Grade = null, string[]? Points = null, string? ComparableProducts = null, string? ConflictOfInterest = null, string? ResidualRisk = null,
    DocumentRef[]? Documents = null);

public enum ScenarioKind
{
    Ordinary,
    Stressed,
    Vulnerable,
}

/// <param name="Outcome">What came of it; without one the scenario was not tested.</param>
public sealed record Scenario(ScenarioKind Kind, string Name, string Outcome, bool Passed);

public sealed record TestingContent(string? Plan = null, Scenario[]? Scenarios = null, DocumentRef[]? Documents = null);

public sealed record HandoverContent(
    string? RunBook = null, string? StaffTraining = null, string? ComplaintScripts = null, string[]? ComplaintCodes = null, string? BranchReadiness = null,
    DocumentRef[]? Documents = null);

/// <param name="Section">The dossier section that supports the claim.</param>
public sealed record Claim(string Text, Section Section);

public sealed record MarketingItem(string Name, DocumentRef Document, Claim[] Claims, DateOnly ValidUntil);

public sealed record MarketingContent(MarketingItem[]? Items = null, string? NoMarketing = null, DocumentRef[]? Documents = null);

public sealed record MonitoringPlanContent(Indicator[]? Indicators = null, string? Note = null, DocumentRef[]? Documents = null);

/// <summary>The form of each section's content.</summary>
public static class Sections
{
    public static readonly Section[] All = Enum.GetValues<Section>();

    public static Type TypeOf(Section section) => section switch
    {
        Section.Summary => typeof(SummaryContent),
        Section.TargetMarket => typeof(TargetMarketContent),
        Section.Distribution => typeof(DistributionContent),
        Section.Pricing => typeof(PricingContent),
        Section.Agreement => typeof(AgreementContent),
        Section.Disclosure => typeof(DisclosureContent),
        Section.PersonalInformation => typeof(PersonalInformationContent),
        Section.Risk => typeof(RiskContent),
        Section.Testing => typeof(TestingContent),
        Section.Handover => typeof(HandoverContent),
        Section.Marketing => typeof(MarketingContent),
        _ => typeof(MonitoringPlanContent),
    };

    /// <summary>Checks content against its form and brings it into the one canonical text that is stored and hashed.</summary>
    /// <exception cref="JsonException">An unknown member, a wrong type, or (<see cref="InvalidValueException"/>) an impossible value.</exception>
    public static CanonicalJson Read(Section section, ReadOnlySpan<byte> utf8, JsonSerializerOptions options)
    {
        var content = JsonSerializer.Deserialize(utf8, TypeOf(section), options) ?? throw new JsonException("A section is a JSON object.");
        return CanonicalJson.Of(JsonSerializer.SerializeToElement(content, TypeOf(section), Json.Options));
    }

    /// <summary>Every document that a content refers to, at any depth.</summary>
    public static IEnumerable<DocumentRef> DocumentsIn(CanonicalJson content) => DocumentsIn(content.ToElement());

    private static IEnumerable<DocumentRef> DocumentsIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object when element.TryGetProperty("sha256", out _) => [element.Deserialize<DocumentRef>(Json.Options)!],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(m => DocumentsIn(m.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(DocumentsIn),
        _ => [],
    };
}
