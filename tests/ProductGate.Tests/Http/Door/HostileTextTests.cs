using System.Text.Json;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class HostileTextTests(Specimen specimen) : IClassFixture<Specimen>
{
    private static readonly Dictionary<string, string> Deceiving = new()
    {
        ["NUL"] = "\\u0000", ["bell"] = "\\u0007", ["backspace"] = "\\b", ["escape"] = "\\u001b[31m", ["delete"] = "\\u007f", ["next line"] = "\\u0085",
        ["right-to-left override"] = "\\u202egnp.exe", ["left-to-right embedding"] = "\\u202a", ["isolate"] = "\\u2066", ["pop isolate"] = "\\u2069", ["right-to-left mark"] = "\\u200f",
        ["Arabic letter mark"] = "\\u061c", ["high surrogate alone"] = "\\ud800", ["low surrogate alone"] = "\\udc00x", ["surrogates the wrong way round"] = "\\udc00\\ud800",
        ["no character"] = "\\uffff", ["no character either"] = "\\ufffe",
    };

    private static readonly Dictionary<string, string> Honest = new()
    {
        ["SQL"] = "Robert'); DROP TABLE gate.mt_events;--", ["HTML"] = "<script>alert(1)</script> & <b>\"bold\"</b>", ["Chinese"] = "消费者权益保护 \u00b7 理财产品", ["emoji"] = "Card \ud83d\udc1f\ud83c\udffd",
        ["combining"] = "Cafe\u0301", ["Arabic"] = "بطاقة", ["backslashes"] = @"C:\new\table %s {0} ${x} \u0000", ["placeholders"] = "$1 ? :p @p", ["spaces"] = "  two  spaces  ", ["JSON"] = "{\"a\":[1]}",
    };

    public static TheoryData<string> DeceivingNames => [.. Deceiving.Keys];

    public static TheoryData<string> HonestNames => [.. Honest.Keys];

    [Theory]
    [MemberData(nameof(DeceivingNames))]
    public async Task a_text_that_would_deceive_its_reader_is_refused(string name)
    {
        var text = Deceiving[name];

        var declared = await specimen.Bank.Post(People.Designer, "/api/products", $$"""{"name":"{{text}}","category":"cards","kind":"Own","team":"cards","summary":"x"}""");
        declared.IsProblem(422, "invalid-value", null, "name");
        await specimen.RefusesBody("/withdrawal", $$"""{"reason":"a{{text}}"}""", 422, "invalid-value");
        await specimen.RefusesBody("/dossier/Disclosure", $$"""{"texts":[{"title":"x","text":"{{text}}"}]}""", 422, "invalid-value");
    }

    [Theory]
    [InlineData("/indicators", """{"indicator":"x","value":"\ud800","periodEnd":"2026-01-31"}""")]
    [InlineData("/indicators", """{"indicator":"x","value":"1","periodEnd":"\ud800"}""")]
    [InlineData("/dossier/Pricing", """{"fees":[{"name":"x","type":"y","amount":{"amount":"\ud800","currency":"CNY"}}]}""")]
    [InlineData("/dossier/Agreement", """{"documents":[{"sha256":"\u0000","name":"x"}]}""")]
    [InlineData("/dossier/Risk", """{"grade":"\ud800"}""")]
    [InlineData("/delegations", """{"to":"x","office":"\udc00","until":"2030-01-01T00:00:00Z","reason":"x"}""")]
    [InlineData("/delegations", """{"to":"x","office":"compliance","until":"\ud800","reason":"x"}""")]
    [InlineData("/withdrawal", """{"\ud800":"x","reason":"x"}""")]
    [InlineData("/withdrawal", """{"\u0000":"x","reason":"x"}""")]
    public async Task a_broken_character_where_no_free_text_is_expected_is_refused_too(string path, string body)
    {
        var before = await Trace.Of(specimen.Bank, specimen.Product.Id);

        var answer = await specimen.Bank.Send(People.Designer, path.StartsWith("/dossier", StringComparison.Ordinal) ? HttpMethod.Put : HttpMethod.Post, $"{specimen.Product.Path}{path}", body, Client.IfMatch(specimen.Product.Version));

        answer.Status.Should().BeOneOf([400, 422], answer.Text);
        answer.IsProblem(answer.Status, answer.Status == 400 ? "malformed-json" : "invalid-value");
        (await Trace.Of(specimen.Bank, specimen.Product.Id)).Should().Be(before);
    }

    [Theory]
    [MemberData(nameof(HonestNames))]
    public async Task an_honest_text_comes_back_letter_by_letter_everywhere(string name)
    {
        var text = $"{Honest[name]} {Guid.NewGuid():N}";
        var product = await HttpJourney.Declared(specimen.Bank, text);
        await product.Do(People.Designer, new ReviseSection(Section.Disclosure, CanonicalJson.Of(JsonSerializer.SerializeToElement(new DisclosureContent([new Note(text, text)]), Json.Options))));
        await product.Do(People.Officer, new RaiseOpinion(OpinionKind.Suggestion, Section.Disclosure, text, text, text));

        var seen = await product.Look();
        seen.Text("name").Should().Be(text);
        seen.Items("opinions").Single().Text("wantedChange").Should().Be(text);
        seen.Items("dossier").Single(s => s.Text("section") == "Disclosure").GetProperty("content").Items("texts").Single().Text("title").Should().Be(text);
        (await product.Trail()).First().Text("sentence").Should().Contain($"\"{text}\"");
        var found = (await specimen.Bank.Get(People.Designer, $"/api/products?q={Uri.EscapeDataString(text)}")).Is(200).Json.Items("items");
        found.Should().ContainSingle().Which.Text("name").Should().Be(text);
        await specimen.Bank.NoticesAreDelivered(product.Id);
        (await specimen.Bank.All(People.Designer, "/api/inbox", 200)).Single(i => i.Text("productId") == product.Id.ToString()).Text("text").Should().Contain(text);
    }
}
