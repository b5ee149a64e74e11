using System.Text.Json.Nodes;
using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>The shipped policy and two others: nothing about stages and offices is fixed in the rules, so the histories must not rely on it either.</summary>
internal static class Rulebooks
{
    public static readonly Policy Shipped = PolicyReader.Default;
    public static readonly Policy Stricter = Read(2, MakeStricter);
    public static readonly Policy Looser = Read(3, MakeLooser);

    public static readonly Policy[] All = [Shipped, Stricter, Looser];

    /// <param name="calendar">The one that the product is pinned to; null for the policy's own.</param>
    public static Policy Find(PolicyRef named, CalendarRef? calendar = null) => Under(Array.Find(All, p => p.Ref == named) ?? throw new ArgumentException($"No policy {named}."), calendar);

    public static Policy Under(Policy policy, CalendarRef? calendar) => calendar is null ? policy : policy.Under(CalendarReader.Shipped.Single(c => c.Ref == calendar));

    private static void MakeStricter(JsonNode policy)
    {
        SignOffs(policy, Stage.PreliminaryReview)[1]!["sections"] = new JsonArray("Summary", "TargetMarket", "Risk", "Pricing");
        SignOffs(policy, Stage.PreliminaryReview).Add(SignOff("marketing", "TargetMarket", 1));
        SignOffs(policy, Stage.Handover).Add(SignOff("protection-office", "Handover", 2));
        SignOffs(policy, Stage.LaunchMonitoring).Add(SignOff("protection-office", "MonitoringPlan", 1));
        StageOf(policy, Stage.Handover)["clocks"] = JsonNode.Parse("""[{"days":2,"when":{"riskGrades":["R4","R5"]}},{"days":4,"when":{"riskGrades":["R3","R4"]}}]""");
        StageOf(policy, Stage.ConsumerProtectionEvaluation)["sendBackTo"] = new JsonArray("MarketingPlanning");
        policy["evaluation"]!["passMark"] = 90;
        policy["opinions"]!["answerDays"] = 2;
        policy["launch"]!["windowDays"] = 8;
        policy["monitoring"]!["answerDays"] = 4;
        policy["ladder"]!["heads"]!["compliance"] = "committee";
    }

    private static void MakeLooser(JsonNode policy)
    {
        SignOffs(policy, Stage.PreliminaryReview).RemoveAt(1);
        SignOffs(policy, Stage.ProjectEstablishment)[0]!["quorum"] = 1;
        SignOffs(policy, Stage.MarketingPlanning).Clear();
        StageOf(policy, Stage.ProjectEstablishment)["answers"] = false;
        var grown = SignOff("compliance", "Summary", 1);
        grown["when"] = new JsonObject { ["riskGrades"] = new JsonArray("R5") };
        SignOffs(policy, Stage.LaunchMonitoring).Add(grown);
        policy["evaluation"]!["passMark"] = 60;
        policy["evaluation"]!["items"]!.AsArray().RemoveAt(0);
        policy["monitoring"]!["reviewDays"] = new JsonArray(14);
        policy["monitoring"]!["thenEveryDays"] = 60;
    }

    private static JsonObject SignOff(string office, string section, int quorum) => new()
    {
        ["office"] = office, ["meaning"] = "Reviewed", ["quorum"] = quorum, ["sections"] = new JsonArray(section),
        ["decisions"] = new JsonArray("Approve", "ApproveWithConditions", "SendBack", "Recuse"),
    };

    private static JsonNode StageOf(JsonNode policy, Stage stage) => policy["stages"]![(int)stage - 1]!;

    private static JsonArray SignOffs(JsonNode policy, Stage stage) => StageOf(policy, stage)["signOffs"]!.AsArray();

    private static Policy Read(int version, Action<JsonNode> change)
    {
        using var shipped = typeof(PolicyReader).Assembly.GetManifestResourceStream("default.1.json")!;
        var policy = JsonNode.Parse(shipped)!;
        policy["version"] = version;
        change(policy);
        return PolicyReader.Read(policy.ToJsonString());
    }
}
