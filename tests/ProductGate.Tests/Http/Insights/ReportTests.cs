using System.Text.Json;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A bank of its own, because figures are about all products.</summary>
public sealed class ReportTests(Bank bank) : IClassFixture<Bank>
{
    [Fact]
    public async Task the_figures_are_those_of_a_replay_of_all_facts()
    {
        await Life();
        await using var session = bank.Services.GetRequiredService<IDocumentStore>().QuerySession();
        var facts = (await session.Events.QueryAllRawEvents().OrderBy(e => e.Sequence).ToListAsync()).GroupBy(e => e.StreamId).ToDictionary(g => g.Key, g => g.Select(e => (IFact)e.Data).ToList());

        var figures = new Figures([.. facts.Select(f => Course.Of(f.Key, f.Value))], new(null, null), PolicyReader.Default.Calendar, bank.Clock.GetUtcNow());

        await Equal("funnel", figures.Funnel);
        await Equal("cycle-times", figures.CycleTimes);
        await Equal("opinions", figures.Opinions);
        await Equal("overdue", figures.Overdue);
        figures.Opinions.Single(o => o.Kind == OpinionKind.Objection).Should().Be(new OpinionRow(OpinionKind.Objection, 2, 1, 0, 1, 0));
        figures.Funnel[0].Reached.Should().Be(facts.Count);
        figures.Funnel.Sum(f => f.There).Should().BeLessThan(facts.Count, "one is launched");

        async Task Equal<T>(string report, IEnumerable<T> rows) =>
            JsonSerializer.Serialize((await bank.Get(People.Compliance, $"/api/reports/{report}")).Is(200).Json.GetProperty("rows")).Should().Be(JsonSerializer.Serialize(JsonSerializer.SerializeToElement(rows, Json.Options)));
    }

    [Fact]
    public async Task a_team_is_counted_its_own_products_and_a_filter_narrows_them()
    {
        await HttpJourney.Declared(bank);
        await HttpJourney.Declared(bank, by: People.OtherTeam, team: "loans");
        var all = await Declared(People.Compliance);
        var (cards, loans) = (await Declared(People.Designer), await Declared(People.OtherTeam));

        (cards + loans).Should().Be(all);
        (await Declared(People.Compliance, "?team=loans")).Should().Be(loans);
        (await Declared(People.Designer, "?team=loans")).Should().Be(0);
        var today = PolicyReader.Default.Calendar.Today(bank.Clock.GetUtcNow());
        (await Declared(People.Compliance, $"?from={today:yyyy-MM-dd}&to={today:yyyy-MM-dd}")).Should().BePositive();
        (await Declared(People.Compliance, $"?from={today.AddDays(1):yyyy-MM-dd}")).Should().Be(0);
    }

    [Fact]
    public async Task a_report_comes_as_a_table_for_spreadsheets_too()
    {
        var answer = (await bank.Get(People.Officer, "/api/reports/opinions?format=csv")).Is(200);

        answer.MediaType.Should().Be("text/csv");
        answer.Text.Split("\r\n")[0].Should().Be("kind,raised,adopted,notAdopted,withdrawn,open");
        answer.Text.Split("\r\n").Should().HaveCount(5);
        foreach (var (name, value) in ((string, string)[])[("format", "xlsx"), ("from", "2026-13-01"), ("to", "yesterday"), ("team", "%00")])
            (await bank.Get(People.Officer, $"/api/reports/funnel?{name}={value}")).IsProblem(400, "malformed-query", null, name);
    }

    private async Task<int> Declared(Actor by, string query = "") => (await bank.Get(by, $"/api/reports/funnel{query}")).Is(200).Json.Items("rows").First().GetProperty("reached").GetInt32();

    private async Task Life()
    {
        await HttpJourney.Live(bank);
        await HttpJourney.At(bank, Stage.RegulatoryFiling);
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        var (kept, gone) = (await product.Raise(People.Officer, OpinionKind.Objection), await product.Raise(People.Officer, OpinionKind.Objection));
        await product.Do(People.Officer, new WithdrawOpinion("Settled.") { OpinionId = gone });
        await product.Do(People.Designer, new AnswerOpinion(OpinionAnswer.Adopted, "Yes.") { OpinionId = kept });
        await product.Do(People.Designer, Sample.Revise(Section.Pricing, "answered"));
        await product.Do(People.Officer, new VerifyOpinion(true, "Seen.") { OpinionId = kept });
        await product.Do(People.Compliance, product.Signature(SignOffDecision.SendBack, Stage.InternalDeclaration));
        var rejected = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        await rejected.Sign(People.Officer, SignOffDecision.Reject);
    }
}
