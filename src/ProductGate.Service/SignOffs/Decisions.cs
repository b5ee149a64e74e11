using ProductGate.Domain;
using ProductGate.Service.Products;

namespace ProductGate.Service.SignOffs;

/// <summary>Which signatures somebody may give, in whose right, and what they would sign.</summary>
internal static class Decisions
{
    /// <summary>Bars that stand in the person and not in the product (R4, R5, R15).</summary>
    private static readonly string[] Personal = ["own-product", "recused", "already-signed", "stepped-in"];

    /// <summary>A step for every signature that is asked of an office of this person.</summary>
    public static IEnumerable<NextStep> For(ProductLook look) =>
        from asked in Asked(look)
        select new NextStep($"Decide on {Words.Of(asked.Stage)} for {Words.Of(asked.Office)}", Address(look, asked.Stage, asked.Office), IsDue: true, Personal.Contains(asked.Refusal?.Code) ? asked.Refusal!.Sentence : null);

    /// <summary>The signatures still missing that the person's offices are asked for, and what the rules say to an approval.</summary>
    public static IEnumerable<(Stage Stage, Role Office, Refusal? Refusal)> Asked(ProductLook look) =>
        from request in look.Product.Requests
        where !Domain.SignOffs.AreComplete(look.Product, look.Policy, request.Stage, request.Office)
        let refusal = Try(look, request.Stage, request.Office, SignOffDecision.Approve).Refusal
        where refusal is not { Kind: RefusalKind.Forbidden }
        select (request.Stage, request.Office, refusal);

    public static string Address(ProductLook look, Stage stage, Role office) => $"{look.Path}/decision?stage={stage}&office={Door.Names.Of(office)}";

    /// <summary>What the rules would say to it, had the person read everything.</summary>
    public static Decision Try(ProductLook look, Stage stage, Role office, SignOffDecision decision) =>
        ProductRules.Decide(look.Situation.HavingOpenedAll(), new SignOffStage(
            stage, decision, "-", decision == SignOffDecision.ApproveWithConditions ? [Harmless(office)] : null,
            decision == SignOffDecision.SendBack ? look.Policy.Of(stage).SendBackTo.FirstOrDefault() : null, Office: office));

    private static NewCondition Harmless(Role office) => new("-", office == Role.ProductTeam ? Role.Operations : Role.ProductTeam, ConditionGate.AfterLaunch, DaysAfterLaunch: 1);
}
