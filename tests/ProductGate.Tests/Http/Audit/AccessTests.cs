using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>Reading is recorded.</summary>
public sealed class AccessTests(SharedBank shared) : IClassFixture<SharedBank>
{
    private Bank Bank => shared.Bank;

    [Fact]
    public async Task opening_a_dossier_a_document_or_a_trail_leaves_a_record_of_who_what_when_and_from_where()
    {
        var product = await HttpJourney.Declared(Bank);
        var document = await Bank.Upload(People.Designer, RandomNumberGenerator.GetBytes(100));
        await product.Do(People.Designer, Sample.Revise(Section.Pricing, "first"));

        await Bank.Get(People.Officer, $"{product.Path}?version=1");
        await Bank.Get(People.Compliance, $"{product.Path}/audit?type=product-declared");
        await Bank.Get(People.Head, $"{product.Path}/dossier/diff?from=1&to=2");
        (await Bank.Get(People.Designer, $"/api/documents/{document}")).Is(200);

        var opened = await Records($"subject={product.Id}");
        opened.Select(r => (r.Text("person"), r.Text("kind"), r.Text("asked"))).Should().BeEquivalentTo(
            new[] { (People.Head.Id, "Dossier", "?from=1&to=2"), (People.Compliance.Id, "Trail", "?type=product-declared"), (People.Officer.Id, "Dossier", "?version=1") });
        var record = opened.Single(r => r.Text("person") == People.Officer.Id);
        record.Text("name").Should().Be(People.Officer.Name);
        record.Texts("roles").Should().Equal("protection-office");
        record.Text("from").Should().Be("127.0.0.1");
        record.GetProperty("at").GetDateTimeOffset().Should().BeCloseTo(Bank.Clock.GetUtcNow(), TimeSpan.FromMinutes(1));
        record.Text("traceId").Should().NotBeEmpty();
        (await Records($"subject={document.ToUpperInvariant()}&kind=Document")).Should().ContainSingle().Which.Text("person").Should().Be(People.Designer.Id);
    }

    [Fact]
    public async Task every_page_that_shows_a_product_leaves_one_too()
    {
        var product = await HttpJourney.Live(Bank);
        foreach (var page in (string[])["", "/decision", "/evaluation", "/filing", "/launch", "/monitoring"]) (await Bank.Get(People.SecondOfficer, $"/products/{product.Id}{page}")).Is(200);

        (await Records($"subject={product.Id}&person={People.SecondOfficer.Id}&kind=Dossier")).Select(r => r.Text("asked")).Should().BeEquivalentTo("page", "decision", "evaluation", "filing", "launch", "monitoring");
    }

    [Fact]
    public async Task a_sentence_of_the_trail_that_comes_by_itself_leaves_a_record_and_silence_does_not()
    {
        var product = await HttpJourney.Declared(Bank);
        foreach (var since in (long[])[0, product.Version]) (await Bank.Get(People.SecondOfficer, $"/pulse?product={product.Id}&since={since}")).Is(200);

        var record = (await Records($"subject={product.Id}")).Should().ContainSingle().Which;
        (record.Text("kind"), record.Text("asked")).Should().Be(("Trail", "pulse"));
    }

    [Fact]
    public async Task figures_that_are_taken_along_as_a_file_leave_a_record()
    {
        (await Bank.Get(People.DoubleHat, "/api/reports/funnel")).Is(200);
        (await Bank.Get(People.DoubleHat, "/api/reports/funnel?format=csv")).Is(200);

        (await Records($"kind=ReportExport&person={People.DoubleHat.Id}")).Should().ContainSingle().Which.Text("subject").Should().Be("funnel");
    }

    [Fact]
    public void every_kind_of_record_has_words_of_its_own() => Enum.GetValues<AccessKind>().Select(k => AccessPage.Of(k).ToString()).Should().OnlyHaveUniqueItems();

    [Fact]
    public async Task a_name_of_a_browser_that_cannot_be_stored_is_mended_and_harms_nobody()
    {
        var product = await HttpJourney.Declared(Bank);
        using var line = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }) { BaseAddress = Bank.Line.BaseAddress };
        line.DefaultRequestHeaders.Authorization = new("Bearer", await Bank.TokenOf(People.Officer));
        line.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", new string('a', 499) + "\U0001F600");

        using var answer = await line.GetAsync(new Uri($"{product.Path}/audit?actor=%00", UriKind.Relative));
        using var another = await line.GetAsync(new Uri($"{product.Path}/audit", UriKind.Relative));

        ((int)answer.StatusCode, (int)another.StatusCode).Should().Be((400, 200));
        (await Records($"subject={product.Id}")).Single().Text("agent").Should().StartWith("aaa").And.HaveLength(499);
    }

    [Fact]
    public async Task who_is_shown_nothing_leaves_no_record()
    {
        var product = await HttpJourney.Declared(Bank);

        (await Bank.Get(People.OtherTeam, product.Path)).IsProblem(404, "unknown-product");
        (await Bank.Get(People.OtherTeam, $"{product.Path}/audit")).IsProblem(404, "unknown-product");
        (await Bank.Get(People.Officer, $"{product.Path}?version=99")).IsProblem(404, "unknown-version");
        (await Bank.Get(People.Officer, $"{product.Path}/gate")).Is(200);

        (await Records($"subject={product.Id}")).Should().BeEmpty();
    }

    [Fact]
    public async Task records_are_for_compliance_and_looking_at_them_is_recorded_too()
    {
        foreach (var person in People.All.Where(p => !p.Is(Role.Compliance))) (await Bank.Get(person, "/api/access-records")).IsProblem(403, "role-not-allowed");
        var mark = Guid.NewGuid();

        await Bank.Get(People.Compliance, $"/api/access-records?subject={mark}");

        (await Records($"kind=AccessRecords&person={People.Compliance.Id}")).Should().Contain(r => r.Text("asked")!.Contains($"{mark}"));
    }

    [Fact]
    public async Task records_come_page_by_page_and_are_filtered_by_time()
    {
        var product = await HttpJourney.Declared(Bank);
        await Task.WhenAll(Enumerable.Range(1, 25).Select(_ => Bank.Get(People.Officer, $"{product.Path}/audit")));

        var whole = await Records($"subject={product.Id}");

        whole.Should().HaveCount(25, "many readers at once leave a record each");
        var paged = await Bank.All(People.Compliance, $"/api/access-records?subject={product.Id}", 7);
        paged.Select(r => r.Text("id")).Should().Equal(whole.Select(r => r.Text("id")));
        (await Records($"subject={product.Id}&to={At(-1)}")).Should().BeEmpty();
        (await Records($"subject={product.Id}&from={At(1)}")).Should().BeEmpty();
        (await Records($"subject={product.Id}&address=127.0.0.1")).Should().HaveCount(25);
        (await Records($"subject={product.Id}&address=10.0.0.1")).Should().BeEmpty();
        await Bank.Get(People.Officer, $"{product.Path}?version=1");
        (await Records($"subject={product.Id}&asked=VERSION")).Should().ContainSingle();
        (await Bank.Get(People.Compliance, "/api/access-records?kind=Gossip")).IsProblem(400, "malformed-query");
    }

    [Theory]
    [InlineData("update gate.access_records set person = 'somebody.else'")]
    [InlineData("delete from gate.access_records")]
    [InlineData("truncate gate.access_records")]
    [InlineData("update gate.section_readings set person = 'somebody.else'")]
    [InlineData("delete from gate.section_readings")]
    [InlineData("truncate gate.section_readings")]
    public async Task the_database_itself_refuses_to_change_a_record(string sql)
    {
        await Bank.Get(People.Officer, (await HttpJourney.Declared(Bank)).Path);

        var change = () => Bank.Execute(sql);

        (await change.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be("42501");
    }

    private string At(int days) => Uri.EscapeDataString($"{Bank.Clock.GetUtcNow().AddDays(days):yyyy-MM-ddTHH:mm:ssZ}");

    private async Task<List<JsonElement>> Records(string query) => await Bank.All(People.Compliance, $"/api/access-records?{query}", 200);
}
