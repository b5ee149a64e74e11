using System.Text;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class MalformedBodyTests(Specimen specimen) : IClassFixture<Specimen>
{
    private const string Opinion = """ "kind":"Objection","section":"Pricing","subject":"Fee","text":"Too high.","wantedChange":"Halve it." """;

    private static readonly Dictionary<string, byte[]> NoJson = new()
    {
        ["nothing"] = [],
        ["a space"] = " "u8.ToArray(),
        ["an open object"] = "{"u8.ToArray(),
        ["a crossed bracket"] = "{]"u8.ToArray(),
        ["a bare word"] = "nope"u8.ToArray(),
        ["a missing value"] = """{"reason":}"""u8.ToArray(),
        ["a trailing comma"] = """{"reason":"x",}"""u8.ToArray(),
        ["something after the end"] = """{"reason":"x"} {}"""u8.ToArray(),
        ["a comment"] = """{"reason":"x" /* why */}"""u8.ToArray(),
        ["single quotes"] = "{'reason':'x'}"u8.ToArray(),
        ["not a number"] = """{"reason":NaN}"""u8.ToArray(),
        ["a raw control character"] = "{\"reason\":\"a\u0001b\"}"u8.ToArray(),
        ["broken UTF-8"] = [.. "{\"reason\":\""u8, 0xC3, 0x28, .. "\"}"u8],
        ["an encoded surrogate"] = [.. "{\"reason\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8],
        ["UTF-16"] = Encoding.Unicode.GetBytes("{\"reason\":\"x\"}"),
        ["a byte order mark"] = [0xEF, 0xBB, 0xBF, .. "{\"reason\":\"x\"}"u8],
        ["an array"] = "[]"u8.ToArray(),
        ["a text"] = "\"reason\""u8.ToArray(),
        ["a number"] = "1"u8.ToArray(),
        ["null"] = "null"u8.ToArray(),
        ["a hundred levels"] = Encoding.UTF8.GetBytes($"{{\"reason\":{new string('[', 100)}{new string(']', 100)}}}"),
        ["a hundred thousand levels"] = Encoding.UTF8.GetBytes($"{{\"reason\":{new string('[', 100_000)}"),
    };

    public static TheoryData<string> NoJsonNames => [.. NoJson.Keys];

    [Theory]
    [MemberData(nameof(NoJsonNames))]
    public Task what_is_no_json_object_is_malformed(string name) => specimen.RefusesBody("/withdrawal", NoJson[name], 400, "malformed-json");

    [Theory]
    [MemberData(nameof(NoJsonNames))]
    public Task what_is_no_json_object_is_no_section_either(string name) => specimen.RefusesBody("/dossier/Agreement", NoJson[name], 400, "malformed-json");

    [Theory]
    [InlineData("/withdrawal", """{"reason":"x","note":"y"}""")]
    [InlineData("/withdrawal", """{"reason":"x","by":"li.wei"}""")]
    [InlineData("/withdrawal", """{"reason":"x","Reason":"y"}""")]
    [InlineData("/withdrawal", """{"Reason":"x"}""")]
    [InlineData("/withdrawal", """{"reason":"x","$type":"Other"}""")]
    [InlineData("/withdrawal", """{"reason":"x","":""}""")]
    [InlineData("/changes", """{"reason":"x","inForce":null}""")]
    [InlineData("/policy-migration", """{"reason":"x","version":1,"target":{}}""")]
    [InlineData("/filing", """{"type":"Filing","legalBasis":"x","outcome":"Pending","references":[]}""")]
    [InlineData("/opinions/{opinion}/answer", """{"answer":"Adopted","reason":"x","opinionId":"7b0c2f4e-0000-7000-8000-000000000001"}""")]
    [InlineData("/sign-offs", """{"stage":"PreliminaryReview","decision":"Approve","reason":"","conditions":[{"text":"x","owner":"operations","gate":"AfterLaunch","daysAfterLaunch":1,"by":"me"}]}""")]
    [InlineData("/dossier/Pricing", """{"fees":[{"name":"x","type":"y","amount":{"amount":"1.00","currency":"CNY","rounded":true}}]}""")]
    [InlineData("/dossier/Agreement", """{"fees":[]}""")]
    public Task a_member_that_nobody_knows_is_refused(string path, string body) => specimen.RefusesBody(Path(path), body, 400, "malformed-json");

    [Theory]
    [InlineData("/opinions", """{"kind":"Complaint","section":"Pricing","subject":"x","text":"x","wantedChange":"x"}""")]
    [InlineData("/opinions", """{"kind":"objection","section":"Pricing","subject":"x","text":"x","wantedChange":"x"}""")]
    [InlineData("/opinions", """{"kind":"Objection, Suggestion","section":"Pricing","subject":"x","text":"x","wantedChange":"x"}""")]
    [InlineData("/opinions", """{"kind":" Objection","section":"Pricing","subject":"x","text":"x","wantedChange":"x"}""")]
    [InlineData("/opinions", """{"kind":"","section":"Pricing","subject":"x","text":"x","wantedChange":"x"}""")]
    [InlineData("/opinions", """{"kind":0,"section":"Pricing","subject":"x","text":"x","wantedChange":"x"}""")]
    [InlineData("/opinions", """{"kind":"0","section":"Pricing","subject":"x","text":"x","wantedChange":"x"}""")]
    [InlineData("/opinions", """{"kind":"\ud800","section":"Pricing","subject":"x","text":"x","wantedChange":"x"}""")]
    [InlineData("/submissions", """{"stage":2}""")]
    [InlineData("/submissions", """{"stage":"Tenth"}""")]
    [InlineData("/dossier/Risk", """{"grade":"R6"}""")]
    [InlineData("/dossier/Risk", """{"grade":"R1, R2"}""")]
    [InlineData("/dossier/Risk", """{"grade":3}""")]
    [InlineData("/delegations", """{"to":"x","office":"Compliance","until":"2030-01-01T00:00:00Z","reason":"x"}""")]
    public Task a_word_that_is_not_one_of_those_allowed_is_refused(string path, string body) => specimen.RefusesBody(path, body, 400, "malformed-json");

    [Theory]
    [InlineData("/withdrawal", """{"reason":1}""", "reason")]
    [InlineData("/withdrawal", """{"reason":true}""", "reason")]
    [InlineData("/withdrawal", """{"reason":{"text":"x"}}""", "reason")]
    [InlineData("/withdrawal", """{"reason":["x"]}""", "reason")]
    [InlineData("/launch", """{"revision":"13","channels":["branch"]}""", "revision")]
    [InlineData("/launch", """{"revision":13.5,"channels":["branch"]}""", "revision")]
    [InlineData("/launch", """{"revision":99999999999,"channels":["branch"]}""", "revision")]
    [InlineData("/launch", """{"revision":13,"channels":"branch"}""", "channels")]
    [InlineData("/launch", """{"revision":13,"channels":[1]}""", "channels[0]")]
    [InlineData("/opinions/{opinion}/verification", """{"verified":"true","note":"x"}""", "verified")]
    [InlineData("/opinions/{opinion}/verification", """{"verified":1,"note":"x"}""", "verified")]
    [InlineData("/indicators", """{"indicator":"x","value":1.5,"periodEnd":"2026-01-31"}""", "value")]
    [InlineData("/indicators", """{"indicator":"x","value":"1.5","periodEnd":20260131}""", "periodEnd")]
    [InlineData("/dossier/TargetMarket", """{"eligibility":{"title":"x","text":"y"}}""", "eligibility")]
    [InlineData("/dossier/Pricing", """{"rates":[{"name":"x","value":0.05}]}""", "rates[0].value")]
    [InlineData("/dossier/Pricing", """{"fees":[{"name":"x","type":"y","amount":"15.00 CNY"}]}""", "fees[0].amount")]
    public async Task a_value_of_the_wrong_type_is_refused_and_its_place_named(string path, string body, string field) =>
        (await specimen.RefusesBody(Path(path), body, 400, "malformed-json")).IsProblem(400, "malformed-json", null, field);

    [Theory]
    [InlineData("/withdrawal", """{"reason":null}""")]
    [InlineData("/withdrawal", "{}")]
    [InlineData("/launch", """{"revision":null,"channels":["branch"]}""")]
    [InlineData("/launch", """{"revision":13,"channels":null}""")]
    [InlineData("/launch", """{"revision":13,"channels":[null]}""")]
    [InlineData("/evaluation", """{"answers":[null]}""")]
    [InlineData("/sign-offs", """{"stage":"PreliminaryReview","decision":"ApproveWithConditions","reason":"x","conditions":[null]}""")]
    [InlineData("/opinions", """{"kind":null,"section":"Pricing","subject":"x","text":"x","wantedChange":"x"}""")]
    [InlineData("/dossier/Disclosure", """{"texts":[null]}""")]
    [InlineData("/dossier/Distribution", """{"suitableChannels":[null]}""")]
    [InlineData("/dossier/Pricing", """{"fees":[{"name":"x","type":"y","amount":{"amount":null,"currency":"CNY"}}]}""")]
    [InlineData("/dossier/MonitoringPlan", """{"indicators":[{"key":"k","name":"n","unit":"u","limit":null}]}""")]
    public Task nothing_where_something_is_needed_is_refused(string path, string body) => specimen.RefusesBody(path, body, 400, "malformed-json");

    [Theory]
    [InlineData("/withdrawal", """{"reason":"x","reason":"y"}""")]
    [InlineData("/withdrawal", """{"reason":"x","reaso\u006e":"y"}""")]
    [InlineData("/dossier/Agreement", """{"text":"x","text":"y"}""")]
    [InlineData("/dossier/Disclosure", """{"texts":[{"title":"x","title":"y","text":"z"}]}""")]
    public Task the_same_member_twice_is_refused(string path, string body) => specimen.RefusesBody(path, body, 400, "malformed-json");

    [Fact]
    public async Task optional_members_may_be_absent_or_null()
    {
        var product = await HttpJourney.At(specimen.Bank, Domain.Stage.PreliminaryReview);

        await Send($$"""{ {{Opinion}} }""");
        await Send($$"""{ {{Opinion}}, "legalBasis": null }""");

        async Task Send(string body) => (await product.Bank.Post(People.Officer, $"{product.Path}/opinions", body, ("If-Match", $"\"{(await product.Look()).Text("version")}\""))).Is(200);
    }

    private string Path(string path) => path.Replace("{opinion}", specimen.Opinion.ToString(), StringComparison.Ordinal);
}
