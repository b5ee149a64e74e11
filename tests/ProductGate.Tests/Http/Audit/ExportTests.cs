using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using NJsonSchema;
using ProductGate.Domain;
using ProductGate.Tests.Guards;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>All facts as files for other programs: a spreadsheet, and an object-centric event log.</summary>
public sealed class ExportTests(Bank bank) : IClassFixture<Bank>
{
    [Fact]
    public async Task a_spreadsheet_has_a_row_for_every_fact_and_runs_none_of_them()
    {
        var product = await HttpJourney.Declared(bank, "=1+1 \"quoted\", and more");
        await product.Do(People.Designer, new WithdrawProduct("=cmd|' /C calc'!A1"));

        var answer = (await bank.Get(People.Compliance, "/api/audit/export?format=csv")).Is(200);

        answer.Headers.GetValues("Export-Facts").Should().Equal($"{await Facts()}");
        using var csv = new CsvReader(new StringReader(answer.Text.TrimStart('\uFEFF')), CultureInfo.InvariantCulture);
        var rows = csv.GetRecords<dynamic>().Select(r => (IDictionary<string, object>)r).ToList();
        rows.Should().HaveCount(await Facts());
        var own = rows.Where(r => (string)r["product"] == product.Id.ToString()).ToList();
        own.Select(r => (string)r["type"]).Should().Equal((await product.Trail()).Select(e => e.Text("type")!));
        own.Select(r => (string)r["sequence"]).Should().BeInAscendingOrder(Comparer<string>.Create((a, b) => long.Parse(a, CultureInfo.InvariantCulture).CompareTo(long.Parse(b, CultureInfo.InvariantCulture))));
        JsonDocument.Parse((string)own[^1]["data"]).RootElement.Text("reason").Should().Be("=cmd|' /C calc'!A1");
        rows.SelectMany(r => r.Values.Cast<string>()).Should().NotContain(v => v.StartsWith('='));
    }

    [Fact]
    public async Task an_event_log_is_valid_by_the_published_schema()
    {
        await (await HttpJourney.HandedIn(bank, Stage.PreliminaryReview)).Raise(People.Officer, OpinionKind.Objection);
        var log = JsonNode.Parse((await bank.Get(People.Compliance, "/api/audit/export?format=ocel")).Is(200).Text)!;

        var schema = await JsonSchema.FromFileAsync(Path.Combine(Sources.Root, "tests/ProductGate.Tests/Http/Audit/ocel20-schema.json"));

        schema.Validate(log.ToJsonString()).Should().BeEmpty();

        foreach (var (list, member, wrong) in ((string List, string Member, JsonNode? Wrong)[])[("events", "time", "yesterday"), ("objects", "id", 1), ("objectTypes", "attributes", null)])
        {
            var other = log.DeepClone();
            other[list]![0]![member] = wrong?.DeepClone();
            schema.Validate(other.ToJsonString()).Should().NotBeEmpty($"the schema says what {member} is");
        }
    }

    [Fact]
    public async Task an_event_log_has_the_shape_that_its_standard_asks_for_and_no_link_that_leads_nowhere()
    {
        var product = await HttpJourney.Live(bank);
        var other = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        await other.Raise(People.Officer, OpinionKind.Objection);

        var log = (await bank.Get(People.Compliance, "/api/audit/export?format=ocel")).Is(200).Json;

        // As the published schema has it: four lists; names, ids, types, times and values are strings.
        log.EnumerateObject().Select(m => m.Name).Should().BeEquivalentTo("objectTypes", "eventTypes", "objects", "events");
        var (objectTypes, eventTypes) = (Types(log.Items("objectTypes")), Types(log.Items("eventTypes")));
        var objects = log.Items("objects").ToDictionary(o => o.Text("id")!);
        foreach (var o in objects.Values) Check(o, objectTypes, "time", "value");
        var events = log.Items("events").ToList();
        foreach (var e in events)
        {
            Check(e, eventTypes, "value");
            IsTime(e.GetProperty("time"));
        }
        foreach (var link in objects.Values.Concat(events).SelectMany(x => x.Items("relationships"))) objects.Should().ContainKey(link.Text("objectId")!, link.Text("qualifier"));

        events.Should().HaveCount(await Facts());
        objectTypes.Keys.Should().BeEquivalentTo("product", "dossier revision", "opinion", "sign-off", "condition", "person", "office");
        objects.Keys.Should().Contain([$"product/{product.Id}", $"product/{other.Id}", "person/li.wei", "office/protection-office"]);
        objects.Values.Count(o => o.Text("type") == "sign-off").Should().BeGreaterThan(5);

        static Dictionary<string, string[]> Types(IEnumerable<JsonElement> types) => types.ToDictionary(
            t => t.Text("name")!, t => t.Items("attributes").Select(a => { a.Text("type").Should().BeOneOf("string", "time", "integer", "float", "boolean"); return a.Text("name")!; }).ToArray());
    }

    [Fact]
    public async Task products_that_were_archived_are_in_it_too()
    {
        var product = await HttpJourney.Declared(bank);
        await using (var session = bank.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            session.Events.ArchiveStream(product.Id);
            await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var answer = (await bank.Get(People.Compliance, "/api/audit/export?format=csv")).Is(200);

        answer.Headers.GetValues("Export-Facts").Should().Equal($"{await Facts()}");
        answer.Text.Should().Contain(product.Id.ToString());
        // And back, so that the bank's snapshots and facts still tell the same.
        await bank.Execute($"update gate.mt_events set is_archived = false where stream_id = '{product.Id}'; update gate.mt_streams set is_archived = false where id = '{product.Id}'");
    }

    [Fact]
    public async Task what_is_no_format_is_refused_and_so_is_whoever_may_not_see_everything()
    {
        (await bank.Get(People.Compliance, "/api/audit/export?format=xes")).IsProblem(400, "malformed-query", null, "format");
        (await bank.Get(People.Officer, "/api/audit/export?format=csv")).IsProblem(403, "role-not-allowed");
    }

    private static void Check(JsonElement item, Dictionary<string, string[]> types, params string[] members)
    {
        item.GetProperty("id").ValueKind.Should().Be(JsonValueKind.String);
        types.Should().ContainKey(item.Text("type")!);
        foreach (var attribute in item.Items("attributes"))
        {
            types[item.Text("type")!].Should().Contain(attribute.Text("name"));
            foreach (var member in members) attribute.GetProperty(member).ValueKind.Should().Be(JsonValueKind.String);
            if (attribute.TryGetProperty("time", out var time)) IsTime(time);
        }
    }

    private static void IsTime(JsonElement time) => time.GetDateTimeOffset().Offset.Should().Be(TimeSpan.Zero);

    private async Task<int> Facts() => (int)await bank.Scalar<long>("select count(*) from gate.mt_events");
}
