using System.Text.Json.Nodes;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>Nothing but a checked policy ever judges a product.</summary>
public sealed class PolicyReaderTests
{
    public delegate void Change(JsonObject policy);

    private static JsonNode Stage(JsonObject p, int number) => p["stages"]![number - 1]!;

    private static JsonNode SignOff(JsonObject p, int stage, int index = 0) => Stage(p, stage)["signOffs"]![index]!;

    [Fact]
    public void the_shipped_policy_reads_and_is_the_table_of_the_source()
    {
        var policy = PolicyReader.Read(Sample.PolicyDocument().ToJsonString());

        policy.Ref.Should().Be(PolicyReader.Default.Ref, "white space does not matter");
        policy.Stages.Select(s => s.ClockDays).Should().Equal(0, 5, 10, 5, 5, 10, 3, 5, 30);
        policy.Stages.Select(s => string.Join(" ", s.SignOffs.Select(x => x.Office).Distinct())).Should().Equal(
            "", "ProtectionOffice Compliance", "Committee", "Compliance", "Testing ProtectionOffice", "Operations", "ProtectionOffice", "ProtectionOffice ProtectionHead", "Operations");
        policy.Launch.WindowDays.Should().Be(30);
        policy.Monitoring.ReviewDays.Should().Equal(30, 90);
        policy.Evaluation.Items.Select(i => i.Element).Distinct().Should().HaveCount(7, "all seven elements are scored");
        policy.Ladder.Should().Match<LadderPolicy>(l => l.OwnerAt(0, Role.ProtectionOffice) == Role.ProtectionOffice && l.OwnerAt(1, Role.ProtectionOffice) == Role.ProtectionOffice
            && l.OwnerAt(2, Role.ProtectionOffice) == Role.ProtectionHead && l.OwnerAt(2, Role.Testing) == Role.Committee && l.OwnerAt(3, Role.ProtectionOffice) == Role.Committee
            && l.DaysAt(1) == 1 && l.DaysAt(2) == 2 && l.DaysAt(9) == 2);
    }

    [Fact]
    public void the_hash_names_the_content()
    {
        Sample.Policy(_ => { }).Hash.Should().Be(PolicyReader.Default.Hash).And.MatchRegex("^[0-9a-f]{64}$");
        Sample.Policy(p => p["launch"]!["windowDays"] = 31).Hash.Should().NotBe(PolicyReader.Default.Hash);
    }

    public static TheoryData<string, Change> Faults() => new()
    {
        { "id must not be empty", p => p["id"] = " " },
        { "version must be 1 or more", p => p["version"] = 0 },
        { "categories must name each category once", p => p["categories"] = new JsonArray() },
        { "categories must name each category once", p => p["categories"]!.AsArray().Add("cards") },
        { "sections must list all sections in order", p => p["sections"]!.AsArray().RemoveAt(3) },
        { "sections must list all sections in order", p => p["sections"]![0]!["section"] = "Risk" },
        { "every section needs an editor", p => p["sections"]![2]!["editors"] = new JsonArray() },
        { "calendar needs a working day", p => p["calendar"]!["workingDays"] = new JsonArray() },
        { "offset of at most 14 hours", p => p["calendar"]!["utcOffset"] = "15:00:00" },
        { "opinions.offices must name offices", p => p["opinions"]!["offices"] = new JsonArray() },
        { "opinions.offices must name offices", p => p["opinions"]!["offices"]!.AsArray().Add("product-team") },
        { "stages must list the nine stages in order", p => p["stages"]!.AsArray().RemoveAt(4) },
        { "stages must list the nine stages in order", p => Stage(p, 2)["stage"] = "Handover" },
        { "MarketingPlanning: sendBackTo must name earlier stages", p => Stage(p, 7)["sendBackTo"]!.AsArray().Add("MarketingPlanning") },
        { "InternalDeclaration: sendBackTo must name earlier stages", p => Stage(p, 1)["sendBackTo"]!.AsArray().Add("LaunchMonitoring") },
        { "InternalDeclaration: Pricing has no field 'colour'", p => Stage(p, 1)["requires"]![3]!["fields"]!.AsArray().Add("colour") },
        { "MarketingPlanning: Marketing has no field 'nothing'", p => Stage(p, 7)["requires"]![0]!["fields"]!.AsArray().Add("items|nothing") },
        { "PreliminaryReview: the quorum of ProtectionOffice cannot be reached", p => SignOff(p, 2)["quorum"] = 0 },
        { "PreliminaryReview: the quorum of ProtectionOffice cannot be reached", p => (SignOff(p, 2)["quorum"], SignOff(p, 2)["members"]) = (2, new JsonArray("a", "a")) },
        { "Handover: the sign-off of Operations covers nothing", p => SignOff(p, 6)["sections"] = new JsonArray() },
        { "Handover: Operations must be able to approve", p => SignOff(p, 6)["decisions"] = new JsonArray("Reject") },
        { "ProjectEstablishment: Committee is asked twice about the same product", p => SignOff(p, 3, 1)["when"]!["riskGrades"]!.AsArray().Add("R3") },
        { "ProjectEstablishment: Committee is asked twice about the same product", p => SignOff(p, 3, 1)["when"] = JsonNode.Parse("""{"categories":["cards"]}""") },
        { "scenarios must name kinds of test", p => Stage(p, 5)["requires"]![0]!["scenarios"] = new JsonArray() },
        { "scenarios must name kinds of test", p => Stage(p, 5)["requires"]![0]!["scenarios"]!.AsArray().Add("Ordinary") },
        { "scenarios must name kinds of test", p => Stage(p, 5)["requires"]![1]!["scenarios"] = new JsonArray("Ordinary") },
        { "the administrator never signs", p => SignOff(p, 6)["office"] = "administrator" },
        { "Handover: only the last stage opens without being handed in", p => Stage(p, 6)["submission"] = false },
        { "LaunchMonitoring is not handed in", p => Stage(p, 9)["submission"] = true },
        { "exactly ConsumerProtectionEvaluation must be the evaluation", p => Stage(p, 8)["evaluation"] = false },
        { "exactly ConsumerProtectionEvaluation must be the evaluation", p => Stage(p, 7)["evaluation"] = true },
        { "the evaluation needs two offices' signatures in every case", p => Stage(p, 8)["signOffs"]!.AsArray().RemoveAt(1) },
        { "the evaluation needs two offices' signatures in every case", p => SignOff(p, 8, 1)["office"] = "protection-office" },
        { "the evaluation needs two offices' signatures in every case", p => SignOff(p, 8, 1)["when"] = JsonNode.Parse("""{"riskGrades":["R5"]}""") },
        { "the evaluation's signatures must cover every section", p => SignOff(p, 8)["sections"]!.AsArray().RemoveAt(0) },
        { "evaluation.passMark lies from 1 to 100", p => p["evaluation"]!["passMark"] = 0 },
        { "evaluation.passMark lies from 1 to 100", p => p["evaluation"]!["passMark"] = 101 },
        { "evaluation.items must have distinct ids", p => p["evaluation"]!["items"] = new JsonArray() },
        { "evaluation.items must have distinct ids", p => p["evaluation"]!["items"]![1]!["id"] = "policy-in-place" },
        { "evaluation.items need a weight", p => p["evaluation"]!["items"]![0]!["weight"] = 0 },
        { "clocks lie from 1", p => p["opinions"]!["answerDays"] = 0 },
        { "clocks lie from 1", p => p["launch"]!["windowDays"] = -1 },
        { "clocks lie from 1", p => p["monitoring"]!["thenEveryDays"] = 100000 },
        { "clocks lie from 1", p => Stage(p, 2)["clockDays"] = -5 },
        { "clocks lie from 1", p => Stage(p, 2)["clocks"] = JsonNode.Parse("""[{"days":0,"when":{"riskGrades":["R5"]}}]""") },
        { "when names the unknown category 'lottery'", p => Stage(p, 2)["clocks"] = JsonNode.Parse("""[{"days":3,"when":{"categories":["lottery"]}}]""") },
        { "clocks lie from 1", p => p["ladder"]!["days"]![0] = 0 },
        { "ladder.days are counted from the miss", p => p["ladder"]!["days"] = new JsonArray(1, 3, 3) },
        { "ladder.days must not be empty", p => p["ladder"]!["days"] = new JsonArray() },
        { "monitoring.reviewDays must ascend", p => p["monitoring"]!["reviewDays"] = new JsonArray(90, 30) },
        { "when names the unknown category 'lottery'", p => SignOff(p, 3)["when"]!["categories"] = new JsonArray("lottery") },
        { "when names the unknown category 'lottery'", p => p["evaluation"]!["items"]![0]!["when"] = JsonNode.Parse("""{"categories":["lottery"]}""") },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void a_policy_that_contradicts_itself_is_not_usable(string fault, Change change)
    {
        var read = () => Sample.Policy(p => change(p));

        read.Should().Throw<InvalidPolicyException>().Which.Faults.Should().ContainMatch($"*{fault}*");
    }

    public static TheoryData<string, Change> Malformed() => new()
    {
        { "unknown member", p => p["colour"] = "red" },
        { "unknown member deep inside", p => SignOff(p, 2)["quorums"] = 1 },
        { "missing member", p => p.Remove("ladder") },
        { "missing member deep inside", p => SignOff(p, 2).AsObject().Remove("quorum") },
        { "null", p => p["stages"] = null },
        { "unknown role", p => SignOff(p, 2)["office"] = "janitor" },
        { "role by its C# name", p => SignOff(p, 2)["office"] = "ProtectionOffice" },
        { "unknown kind of scenario", p => Stage(p, 5)["requires"]![0]!["scenarios"]!.AsArray().Add("Extreme") },
        { "unknown section", p => SignOff(p, 2)["sections"]!.AsArray().Add("Colour") },
        { "number as text", p => p["version"] = "1" },
        { "fraction", p => p["version"] = 1.5 },
        { "no date", p => p["calendar"]!["holidays"] = new JsonArray("tomorrow") },
        { "no time", p => p["calendar"]!["utcOffset"] = "east" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void a_document_of_another_form_is_not_usable(string kind, Change change)
    {
        var read = () => Sample.Policy(p => change(p));

        read.Should().Throw<InvalidPolicyException>(kind).Which.Faults.Should().ContainSingle();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"id":"a","id":"b"}""")]
    public void text_that_is_no_policy_is_not_usable(string text)
    {
        var read = () => PolicyReader.Read(text);

        read.Should().Throw<InvalidPolicyException>();
    }

    [Fact]
    public void every_fault_is_reported_not_only_the_first()
    {
        var read = () => Sample.Policy(p => (p["version"], p["evaluation"]!["passMark"], p["ladder"]!["days"]) = (0, 0, new JsonArray()));

        read.Should().Throw<InvalidPolicyException>().Which.Faults.Should().HaveCount(3);
    }
}
