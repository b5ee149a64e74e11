using System.Text.Json;
using ProductGate.Domain;
using ProductGate.Service.Products;

namespace ProductGate.Service.Demo;

/// <summary>A product of the demo bank, as demo-bank.json tells of it.</summary>
/// <param name="Risk">The main thing that can go wrong for the consumer.</param>
internal sealed record DemoProduct(
    string Name, string Category, ProductKind Kind, string Team, RiskGrade Grade, string Summary, string Purpose, string Target, string NegativeTarget, string Risk, Fee[] Fees,
    Rate[]? Rates = null)
{
    public ProductDraft Draft()
    {
        var pricing = new PricingContent(Fees, Rates);
        var sections = Boilerplate.Of(new Wording(Name, Category, Risk, Grade));
        sections[Section.Summary] = new SummaryContent(Summary, Purpose, DateOnly.FromDateTime(DateTime.UtcNow).AddMonths(3));
        sections[Section.TargetMarket] = new TargetMarketContent(Target, NegativeTarget);
        sections[Section.Pricing] = pricing;
        var objection = new RaiseOpinion(
            OpinionKind.Objection, Section.Pricing, "Charges", "The charges are not in proportion to the service.", "Lower them, or explain with an example how they are worked out.", "Measures on service prices, article 5");
        return new(new DeclareProduct(Name, Category, Kind, Team, Summary), sections, objection, Prices.Cheaper(pricing));
    }
}

/// <summary>Where a product of the demo bank stands after its story, and why it is worth a look.</summary>
internal sealed record DemoEntry(string Name, Guid Id, Stage Stage, Disposition Disposition, MarketState MarketState, string LookAt);

/// <summary>Loads the demo bank through the public API alone.</summary>
internal static class DemoBank
{
    private const int AtOnce = 3;

    /// <summary>Tells every story whose product is not there yet; those that are stay as they are.</summary>
    public static async Task<DemoEntry[]> Load(GateClient gate, Cast cast)
    {
        var drafts = Products().ToDictionary(p => p.Name, p => p.Draft());
        var known = await gate.Known(cast);
        var entries = new DemoEntry[Stories.All.Length];
        await Parallel.ForAsync(0, entries.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
        {
            var story = Stories.All[i];
            entries[i] = known.TryGetValue(story.Name, out var there) ? Seen(there, story) : await Tell(story, await ProductDrive.Declare(gate, cast, drafts[story.Name], i));
        });
        return entries;
    }

    /// <exception cref="GateException">The story ends elsewhere than it should.</exception>
    public static async Task<DemoEntry> Tell(Story story, ProductDrive product)
    {
        await story.Act(product);
        var now = product.Now;
        if ((now.Stage, now.Disposition, now.MarketState) != story.End) throw new GateException($"The story of '{story.Name}' should end as {story.End}, not as {(now.Stage, now.Disposition, now.MarketState)}.");
        return new(story.Name, product.Id, now.Stage, now.Disposition, now.MarketState, story.LookAt);
    }

    /// <remarks>An earlier run may have been cut short, and people may have gone on with the product since.</remarks>
    private static DemoEntry Seen(ProductListEntry p, Story story) => new(
        p.Name, p.Id, p.Stage, p.Disposition, p.MarketState, (p.Stage, p.Disposition, p.MarketState) == story.End ? story.LookAt : "has moved on since it was loaded, or was not loaded to the end");

    private static DemoProduct[] Products()
    {
        using var stream = typeof(DemoBank).Assembly.GetManifestResourceStream("demo-bank.json")!;
        return JsonSerializer.Deserialize<DemoProduct[]>(stream, Json.Strict)!;
    }
}
