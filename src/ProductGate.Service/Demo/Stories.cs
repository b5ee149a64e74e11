using ProductGate.Domain;

namespace ProductGate.Service.Demo;

/// <summary>How far a product of the demo bank comes.</summary>
/// <param name="LookAt">What there is to see or to do next.</param>
internal sealed record Story(string Name, string LookAt, (Stage, Disposition, MarketState) End, Func<ProductDrive, Task> Act);

/// <summary>One product for each thing that the process can bring about.</summary>
internal static class Stories
{
    private static readonly NewCondition Scripts = Before("The complaint scripts are tried out with ten calls.", Role.Complaints);
    private static readonly NewCondition Notice = Before("Every borrower is sent an example of the new instalment.", Role.Operations);
    private static readonly NewCondition AfterSale = new("Fifty customers are called and asked what they think they bought.", Role.Operations, ConditionGate.AfterLaunch, DaysAfterLaunch: 60);

    public static readonly Story[] All =
    [
        At(Stage.InternalDeclaration, "Lotus Salary Saver", "just declared: the team fills the dossier and submits", _ => Task.CompletedTask),
        At(Stage.PreliminaryReview, "Magpie Instant Loan", "an objection and a suggestion wait for the team's answer", Opposed),
        At(Stage.PreliminaryReview, "Silver Crane Pension Plan", "the team did not adopt an objection: the committee decides", Escalated, Disposition.Escalated),
        At(Stage.InternalDeclaration, "Golden Ox Merchant Code", "sent back with reasons: the team revises and submits again", SentBack, Disposition.Returned),
        At(Stage.LaunchMonitoring, "River Town Mortgage Renewal", "evaluated; two open conditions keep it from its launch", Conditional),
        At(Stage.RegulatoryFiling, "Plum Blossom Health Cover", "on hold: the regulator's step is pending", Filed, Disposition.OnHold),
        At(Stage.DevelopmentAndTesting, "Swift Kite Remittance", "testing has signed; the protection office has not", Tested),
        At(Stage.MarketingPlanning, "Panda Campus Card", "a leaflet with its claims waits for the protection office", Advertised),
        At(Stage.ConsumerProtectionEvaluation, "Autumn Moon Structured Deposit", "the evaluation has one signature of two", HalfSigned),
        At(Stage.LaunchMonitoring, "Harbour Instalment Card", "on sale, with three months of figures and a condition after launch", Watched, market: MarketState.Live),
        At(Stage.LaunchMonitoring, "Bamboo Flexible Overdraft", "a breached indicator stopped its sales; the review is open", Breached, market: MarketState.Suspended),
        At(Stage.PreliminaryReview, "Red Lantern Holiday Loan", "rejected, with reasons: the end of the road", Rejected, Disposition.Rejected),
        At(Stage.PreliminaryReview, "Jade Bridge Term Deposit", "on sale, while a second round changes its price", Changed, market: MarketState.Live),
    ];

    private static Story At(Stage stage, string name, string lookAt, Func<ProductDrive, Task> act, Disposition disposition = Disposition.Active, MarketState market = MarketState.NotLaunched) =>
        new(name, lookAt, (stage, disposition, market), act);

    private static async Task Opposed(ProductDrive p)
    {
        await Review(p);
        await p.Raise(Role.ProtectionOffice, new(
            OpinionKind.Objection, Section.Distribution, "Sold where people shop", "A loan offered at the checkout is taken without comparing.", "A day between the offer and the contract.", "Measures on internet loans, article 20"));
        await p.Raise(Role.Compliance, new(OpinionKind.Suggestion, Section.Disclosure, "Total cost", "The total cost in money is easier to grasp than the yearly rate.", "State both side by side."));
    }

    private static async Task Escalated(ProductDrive p)
    {
        await Review(p);
        await p.Raise(Role.ProtectionOffice, new(
            OpinionKind.Objection, Section.TargetMarket, "Age limit", "Customers over 65 cannot wait five years.", "Lower the limit from 70 to 60.", "Measures on wealth management products, article 27"));
        await p.Answer(OpinionAnswer.NotAdopted, "A limit at 60 shuts out the customers for whom the plan is made; a second signature by a relative protects them better.");
    }

    private static async Task SentBack(ProductDrive p)
    {
        await Review(p);
        await p.Sign(Role.ProtectionOffice, SignOffDecision.SendBack, "The negative target market does not say how minors are recognised. Describe it, and declare again.", sendBackTo: Stage.InternalDeclaration);
    }

    private static async Task Conditional(ProductDrive p)
    {
        await Review(p);
        await p.Sign(Role.Compliance, SignOffDecision.ApproveWithConditions, "Lawful, once the complaints desk is ready.", Scripts);
        await p.CarryTo(Stage.DevelopmentAndTesting);
        await p.HandIn();
        await p.Sign(Role.ProtectionOffice, SignOffDecision.ApproveWithConditions, "Clear, once every borrower has seen the numbers.", Notice);
        await p.CarryTo(Stage.LaunchMonitoring);
        await p.Sign(Role.Operations);
    }

    private static async Task Filed(ProductDrive p)
    {
        await p.CarryTo(Stage.RegulatoryFiling);
        await p.Do(p.Author, "/filing", new RecordFiling(FilingType.Filing, "Rules on insurance agency business, article 31", FilingOutcome.Pending));
    }

    private static async Task Tested(ProductDrive p)
    {
        await p.CarryTo(Stage.DevelopmentAndTesting);
        await p.HandIn();
        await p.Sign(Role.Testing);
    }

    private static async Task Advertised(ProductDrive p)
    {
        await p.CarryTo(Stage.MarketingPlanning);
        var leaflet = await p.Upload("campus-leaflet.txt", "Your first card. No credit, no debts, no yearly fee.");
        await p.Revise(Section.Marketing, new MarketingContent(
            [new("Campus leaflet", leaflet, [new("No credit", Section.Summary), new("No yearly fee", Section.Pricing)], DateOnly.FromDateTime(DateTime.UtcNow).AddMonths(6))]));
        await p.HandIn();
    }

    private static async Task HalfSigned(ProductDrive p)
    {
        await p.CarryTo(Stage.ConsumerProtectionEvaluation);
        await p.HandIn();
        await p.Evaluate();
        await p.Sign(Role.ProtectionOffice, reason: "The three rates stand side by side; nothing is promised.");
    }

    private static async Task Watched(ProductDrive p)
    {
        await Review(p);
        await p.Sign(Role.ProtectionOffice, SignOffDecision.ApproveWithConditions, "Good, if customers have understood it.", AfterSale);
        await p.Launch();
        await p.Report(Boilerplate.Complaints, "0.4", "First month.");
        await p.Report(Boilerplate.Complaints, "0.9", "Second month; mostly about the date of the first instalment.");
        await p.Report(Dossiers.MisSelling, "0");
    }

    private static async Task Breached(ProductDrive p)
    {
        await p.Launch();
        await p.Report(Boilerplate.Complaints, "1.2");
        await p.Report(Dossiers.MisSelling, "2", "Two customers were told that the reserve costs nothing.");
    }

    private static async Task Rejected(ProductDrive p)
    {
        await Review(p);
        await p.Sign(Role.ProtectionOffice, SignOffDecision.Reject, "A loan at this price for consumption, without a negative target market, cannot be made safe by conditions.");
    }

    private static async Task Changed(ProductDrive p)
    {
        await p.Launch();
        await p.Change("The rate for three years follows the market down.");
        await p.Revise(Section.Pricing, new PricingContent([new Fee("None", "NONE", Note: "There is no fee.")], [new Rate("Three years", new Number(0.0195m))]));
        await p.HandIn();
        await p.HandIn();
        await p.Sign(Role.Compliance);
    }

    private static async Task Review(ProductDrive p)
    {
        await p.CarryTo(Stage.PreliminaryReview);
        await p.HandIn();
    }

    private static NewCondition Before(string text, Role owner) => new(text, owner, ConditionGate.BeforeLaunch, DateOnly.FromDateTime(DateTime.UtcNow).AddMonths(1));
}
