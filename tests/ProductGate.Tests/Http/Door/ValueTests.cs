using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class ValueTests(Specimen specimen) : IClassFixture<Specimen>
{
    [Theory]
    [InlineData("12.345", "CNY")]
    [InlineData("12.5", "JPY")]
    [InlineData("1.0000", "KWD")]
    [InlineData("-5.00", "CNY")]
    [InlineData("1e3", "CNY")]
    [InlineData("1E-2", "CNY")]
    [InlineData("+1.00", "CNY")]
    [InlineData("1,000.00", "CNY")]
    [InlineData("1.", "CNY")]
    [InlineData(".5", "CNY")]
    [InlineData("01.00", "CNY")]
    [InlineData(" 1.00", "CNY")]
    [InlineData("1.00\\n", "CNY")]
    [InlineData("", "CNY")]
    [InlineData("NaN", "CNY")]
    [InlineData("Infinity", "CNY")]
    [InlineData("0x10", "CNY")]
    [InlineData("١٢", "CNY")]
    [InlineData("1234567890123", "CNY")]
    [InlineData("1.00", "cny")]
    [InlineData("1.00", "RMB")]
    [InlineData("1.00", "XXX")]
    [InlineData("1.00", "")]
    [InlineData("1.00", "CNY ")]
    [InlineData("1.00", "¥")]
    public async Task money_is_a_plain_decimal_of_a_known_currency(string amount, string currency) =>
        (await specimen.RefusesBody("/dossier/Pricing", $$"""{"fees":[{"name":"x","type":"y","amount":{"amount":"{{amount}}","currency":"{{currency}}"} }]}""", 422, "invalid-value"))
            .Json.GetProperty("errors").EnumerateObject().Single().Name.Should().StartWith("fees[0].amount");

    [Theory]
    [InlineData("12", "JPY")]
    [InlineData("0.00", "CNY")]
    [InlineData("1.005", "KWD")]
    [InlineData("999999999999.99", "CNY")]
    public async Task money_in_the_decimals_of_its_currency_is_kept_as_it_was_written(string amount, string currency)
    {
        var product = await HttpJourney.Declared(specimen.Bank);
        var body = $$"""{"fees":[{"name":"x","type":"y","amount":{"amount":"{{amount}}","currency":"{{currency}}"} }]}""";

        (await specimen.Bank.Send(People.Designer, HttpMethod.Put, $"{product.Path}/dossier/Pricing", body, Client.IfMatch(product.Version))).Is(200);

        (await product.Look()).Items("dossier").Single(s => s.Text("section") == "Pricing").GetProperty("content").GetRawText().Should().Contain($"\"amount\":\"{amount}\"");
    }

    [Theory]
    [InlineData("0.123456789")]
    [InlineData("5%")]
    [InlineData("1e-2")]
    [InlineData("")]
    [InlineData("1/3")]
    public Task a_rate_is_a_plain_decimal(string rate) => specimen.RefusesBody("/dossier/Pricing", $$"""{"rates":[{"name":"x","value":"{{rate}}"}]}""", 422, "invalid-value");

    [Theory]
    [InlineData("/indicators", """{"indicator":"x","value":"1","periodEnd":"2026-02-30"}""")]
    [InlineData("/indicators", """{"indicator":"x","value":"1","periodEnd":"30.01.2026"}""")]
    [InlineData("/indicators", """{"indicator":"x","value":"1","periodEnd":"2026-01-31T00:00:00Z"}""")]
    [InlineData("/indicators", """{"indicator":"x","value":"1","periodEnd":""}""")]
    [InlineData("/dossier/Summary", """{"wishedLaunchDate":"soon"}""")]
    [InlineData("/dossier/Summary", """{"wishedLaunchDate":"0000-01-01"}""")]
    [InlineData("/delegations", """{"to":"x","office":"compliance","until":"tomorrow","reason":"x"}""")]
    [InlineData("/delegations", """{"to":"x","office":"compliance","until":"10000-01-01T00:00:00Z","reason":"x"}""")]
    public Task what_is_no_date_is_malformed(string path, string body) => specimen.RefusesBody(path, body, 400, "malformed-json");

    [Theory]
    [InlineData("0001-01-01", true)]
    [InlineData("1899-12-31", true)]
    [InlineData("2200-01-01", true)]
    [InlineData("9999-12-31", true)]
    [InlineData("1900-01-01", false)]
    [InlineData("2199-12-31", false)]
    public async Task a_date_out_of_range_is_refused_wherever_a_date_is_asked_for(string day, bool implausible)
    {
        await Refuses($"/deadlines/{specimen.Deadline}/extension", $$"""{"due":"{{day}}","reason":"x"}""", "date-out-of-range", People.Head);
        await Refuses("/delegations", $$"""{"to":"ma.li","office":"compliance","until":"{{day}}T12:00:00Z","reason":"x"}""", "date-out-of-range", People.Compliance);
        if (day[0] == '2') await Refuses("/filing", $$"""{"type":"Filing","legalBasis":"x","outcome":"Accepted","reference":"x","date":"{{day}}"}""", "date-in-future", People.Designer);
        else await Refuses("/filing", $$"""{"type":"Filing","legalBasis":"x","outcome":"Accepted","reference":"x","date":"2026-01-01","expires":"{{day}}"}""", "expiry-out-of-range", People.Designer);
        if (day != "2199-12-31") await Refuses("/sign-offs", Condition(day), "invalid-condition", People.Compliance);

        Task Refuses(string path, string body, string code, Domain.Actor by) => specimen.RefusesBody(path, body, 422, implausible ? "invalid-value" : code, by);
    }

    [Fact]
    public async Task a_date_far_away_but_within_range_does_no_harm()
    {
        var product = await HttpJourney.HandedIn(specimen.Bank, Domain.Stage.PreliminaryReview);

        await product.Open(People.Compliance);
        (await specimen.Bank.Post(People.Compliance, $"{product.Path}/sign-offs", Condition("2199-12-31"), Client.IfMatch(product.Version))).Is(200);

        (await product.Look()).Items("conditions").Single().GetProperty("due").GetDateTimeOffset().Year.Should().Be(2199);
    }

    private static string Condition(string due) =>
        $$"""{"stage":"PreliminaryReview","decision":"ApproveWithConditions","reason":"x","conditions":[{"text":"x","owner":"operations","gate":"BeforeLaunch","due":"{{due}}"}]}""";

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8555")]
    [InlineData("../../etc/passwd")]
    public async Task a_document_is_named_by_its_sha256_and_nothing_else(string hash)
    {
        await specimen.RefusesBody("/dossier/Agreement", $$"""{"documents":[{"sha256":"{{hash}}","name":"x"}]}""", 422, "invalid-value");
        await specimen.RefusesBody("/filing", $$"""{"type":"Filing","legalBasis":"x","outcome":"Pending","documents":[{"sha256":"{{hash}}","name":"x"}]}""", 422, "invalid-value");
    }

    [Fact]
    public async Task a_document_that_nobody_stored_is_not_referred_to()
    {
        var unknown = $$"""[{"sha256":"{{new string('a', 64)}}","name":"x"}]""";

        (await specimen.RefusesBody("/dossier/Agreement", $$"""{"documents":{{unknown}}}""", 422, "unknown-document")).IsProblem(422, "unknown-document", null, "documents");
        await specimen.RefusesBody("/dossier/Marketing", $$"""{"items":[{"name":"x","document":{{unknown[1..^1]}},"claims":[],"validUntil":"2030-01-01"}]}""", 422, "unknown-document");
        await specimen.RefusesBody("/filing", $$"""{"type":"Filing","legalBasis":"x","outcome":"Pending","documents":{{unknown}}}""", 422, "unknown-document");
        await specimen.RefusesBody($"/conditions/{specimen.Condition}/closure", $$"""{"evidence":"x","documents":{{unknown}}}""", 422, "unknown-document", People.Officer);
        await specimen.RefusesBody("/evaluation", $$"""{"answers":[{"item":"special-notice","result":"Met","evidence":{{unknown}}}]}""", 422, "unknown-document", People.Officer);
    }

    [Theory]
    [InlineData("""{"indicators":[{"key":"a","name":"n","unit":"u","limit":"1"},{"key":"a","name":"n","unit":"u","limit":"2"}]}""", "duplicate-indicator")]
    public Task an_indicator_has_a_name_of_its_own(string body, string code) => specimen.RefusesBody("/dossier/MonitoringPlan", body, 422, code);

    [Theory]
    [InlineData("""{"type":"NotRequired","legalBasis":"x","outcome":"Refused"}""", "outcome-odd")]
    [InlineData("""{"type":"Approval","legalBasis":"x","outcome":"Accepted","date":"2026-01-01"}""", "reference-needed")]
    [InlineData("""{"type":"Approval","legalBasis":"x","outcome":"Accepted","reference":"x"}""", "date-needed")]
    [InlineData("""{"type":"Approval","legalBasis":" ","outcome":"Pending"}""", "invalid-value")]
    public Task the_regulators_step_is_told_in_full(string body, string code) => specimen.RefusesBody("/filing", body, 422, code);
}
