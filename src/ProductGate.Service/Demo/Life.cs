using ProductGate.Domain;

namespace ProductGate.Service.Demo;

/// <summary>The whole life of a product: nine stages with an objection and a condition, the launch, and a figure that stops its sales.</summary>
public static class Life
{
    private static readonly NewCondition Training = new(
        "Branch staff pass the test on this product.", Role.Operations, ConditionGate.BeforeLaunch, DateOnly.FromDateTime(DateTime.UtcNow).AddMonths(1));

    /// <summary>A product that is known goes on from wherever it is; one whose life is over stays as it is.</summary>
    public static async Task<ProductDrive> Live(this ProductDraft draft, GateClient gate, Cast cast, int turn, Guid? known)
    {
        var product = known is { } id ? await ProductDrive.Resume(gate, cast, draft, id, turn) : await ProductDrive.Declare(gate, cast, draft, turn);
        await Live(product);
        return product;
    }

    private static async Task Live(ProductDrive product)
    {
        await product.CarryTo(Stage.PreliminaryReview);
        if (product.Now.Stage == Stage.PreliminaryReview) await Review(product);
        await product.Launch();
        if (product.Now.MarketState == MarketState.Live) await product.Report(Dossiers.MisSelling, "3", "Three cases confirmed by the complaints desk.");
    }

    private static async Task Review(ProductDrive product)
    {
        await product.HandIn();
        if (!product.Objected) await product.Object();
        if (product.Now.Next.Any(n => n.Kind == AskKind.SignOff && n.By == Role.Compliance))
            await product.Sign(Role.Compliance, SignOffDecision.ApproveWithConditions, "Sound, once the staff knows it.", Training);
        await product.CarryTo(Stage.ProjectEstablishment);
    }
}
