using System.Text.Json;
using ProductGate.Domain;

namespace ProductGate.Service.Demo;

/// <summary>Makes a dossier of a product of a product reference file. What no field takes is kept in notes.</summary>
public static class Dossiers
{
    /// <summary>The indicator whose limit is nought and whose breach stops sales.</summary>
    public const string MisSelling = "mis-selling-cases";

    private static readonly string[] Mapped = ["name", "description", "features", "constraints", "eligibility", "fees", "lendingRates", "depositRates"];

    private sealed record Place(string Category, string Team, RiskGrade Grade, string Risk);

    private static readonly Dictionary<string, Place> Places = new()
    {
        ["TRANS_AND_SAVINGS_ACCOUNTS"] = new("deposits", "savings", RiskGrade.R1, "Charges that outweigh the interest of small balances."),
        ["TERM_DEPOSITS"] = new("deposits", "savings", RiskGrade.R1, "Money is needed before the term ends."),
        ["REGULATED_TRUST_ACCOUNTS"] = new("trusts", "wealth", RiskGrade.R2, "Trust money is mixed with the trustee's own."),
        ["CRED_AND_CHRG_CARDS"] = new("cards", "cards", RiskGrade.R3, "Revolving debt that grows faster than income."),
        ["TRAVEL_CARDS"] = new("cards", "cards", RiskGrade.R2, "Exchange costs that are not seen before the purchase."),
        ["PERS_LOANS"] = new("consumer-loans", "loans", RiskGrade.R3, "Borrowing beyond the means to repay."),
        ["OVERDRAFTS"] = new("consumer-loans", "loans", RiskGrade.R3, "An overdraft that is never paid back."),
        ["MARGIN_LOANS"] = new("wealth-management", "wealth", RiskGrade.R5, "A margin call when markets fall."),
        ["RESIDENTIAL_MORTGAGES"] = new("mortgages", "loans", RiskGrade.R3, "Instalments that rise with the rate."),
        ["BUSINESS_LOANS"] = new("business-loans", "business", RiskGrade.R2, "Private guarantees of small owners."),
        ["LEASES"] = new("leasing", "business", RiskGrade.R2, "The cost of ending a lease early."),
        ["TRADE_FINANCE"] = new("trade-finance", "business", RiskGrade.R2, "Documents that do not match the goods."),
    };

    /// <exception cref="UnreadableFileException">The product is of a category that this bank does not have.</exception>
    public static ProductDraft Of(BankProduct product)
    {
        var source = BankProduct.Text(product.Content, "productCategory") ?? "";
        if (!Places.TryGetValue(source, out var place)) throw new UnreadableFileException($"{product.Ref} '{product.Name}' has the product category '{source}'; known are: {string.Join(", ", Places.Keys)}.");
        var description = BankProduct.Text(product.Content, "description") is { } text ? BankProduct.Clean(text) : null;
        if (description is null) product.Remarks.Add($"{product.Ref}: there is no description; the name stands for it.");
        var pricing = Prices.Of(product);
        var words = new Wording(Short(product), place.Category, place.Risk, place.Grade);
        var sections = Boilerplate.Of(words);
        sections[Section.Summary] = new SummaryContent(
            description ?? product.Name, $"Offer {words.Name} to the bank's customers.", DateOnly.FromDateTime(DateTime.UtcNow).AddMonths(3), null,
            [.. Notes(product, "features", "featureType"), .. Leftovers(product)]);
        sections[Section.TargetMarket] = new TargetMarketContent(
            $"Customers who need {words.Kind} and meet the conditions below.", "Customers who do not meet the conditions, or who do not understand the risk points.",
            OrNull(Notes(product, "eligibility", "eligibilityType")), OrNull(Notes(product, "constraints", "constraintType")));
        sections[Section.Pricing] = pricing;
        return new(
            new DeclareProduct(words.Name, place.Category, ProductKind.Own, place.Team, description ?? product.Name), sections,
            new RaiseOpinion(OpinionKind.Objection, Section.Pricing, "Charges", "The dearest charge is not in proportion to the service.", "Lower it, or explain how it is worked out.", "Measures on service prices, article 5"),
            Prices.Cheaper(pricing));
    }

    private static Note[] Notes(BankProduct product, string member, string type) =>
        [.. product.List(member).Select(x => new Note(BankProduct.Text(x, type) ?? "UNSTATED", BankProduct.Rest(x, type) is { Length: > 0 } rest ? rest : "Yes."))];

    /// <summary>What stands at the product itself and in no list: its reference, dates, and members that nobody knows.</summary>
    private static IEnumerable<Note> Leftovers(BankProduct product)
    {
        string[] lists = [.. Mapped.Where(m => !product.Content.TryGetProperty(m, out var x) || x.ValueKind is not (JsonValueKind.Array or JsonValueKind.String))];
        if (BankProduct.Rest(product.Content, [.. Mapped.Except(lists)]) is { Length: > 0 } rest) yield return new("SOURCE", rest);
        if (product.Name.Length > Short(product).Length) yield return new("FULL_NAME", product.Name);
    }

    private static string Short(BankProduct product) => product.Name.Length <= Door.Limits.Name ? product.Name : product.Name[..Door.Limits.Name].TrimEnd();

    private static Note[]? OrNull(Note[] notes) => notes.Length == 0 ? null : notes;
}
