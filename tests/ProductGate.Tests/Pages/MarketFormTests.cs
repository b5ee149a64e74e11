using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>Every form of the regulator's step, the evaluation, the launch and the monitoring, when it goes wrong.</summary>
public sealed class MarketFormTests(SharedBank shared) : IClassFixture<SharedBank>
{
    [Fact]
    public async Task nothing_is_recorded_and_nothing_is_lost_or_run()
    {
        foreach (var sheet in await Sheets()) await sheet.IsRefusedWhereItIsWrong();
    }

    private async Task<Sheet[]> Sheets()
    {
        var (ready, live) = (await HttpJourney.ReadyToLaunch(shared.Bank), await HttpJourney.Live(shared.Bank));
        await live.Do(People.Officer, new SuspendDistribution("Complaints."));
        var review = (await live.Look()).Items("reviews").Last();
        (string, string)[] reason = [("reason", "")];
        return
        [
            Of(ready, "filing", "filing", "filing", People.TeamMate, "type", "legalBasis", ("type", "Filing"), ("legalBasis", ""), ("outcome", "Pending")),
            Of(ready, "evaluate", "evaluation", "evaluation", People.Officer, "answers[3].result", "answers[0].note",
                [.. PolicyReader.Default.Evaluation.Items.SelectMany((item, i) => ((string, string)[])[($"answers[{i}].item", item.Id), ($"answers[{i}].result", "Met"), ($"answers[{i}].note", "")])]),
            Of(ready, "launch", "launch", "launch", People.TeamMate, "channels", "", ("revision", $"{ready.Revision}"), ("channels", "branch")),
            Of(live, "report", "monitoring", "indicators", People.Complaints, "value", "note", ("indicator", "mis-selling-cases"), ("value", "0"), ("periodEnd", live.Today.ToString("yyyy-MM-dd", null)), ("note", "")),
            Of(live, "open-review", "monitoring", "reviews", People.Officer, "reason", "reason", reason),
            Of(live, $"complete-{review.Text("number")}", "monitoring", $"reviews/{review.Text("id")}/completion", People.Officer, "conclusion", "findings", ("conclusion", "Continue"), ("findings", "")),
            Of(live, "resume", "monitoring", "resumption", People.Officer, "reason", "reason", reason),
            Of(live, "suspend", "monitoring", "suspension", People.Officer, "reason", "reason", reason),
            Of(live, "retire", "monitoring", "retirement", People.Officer, "reason", "reason", reason),
            Of(live, "change", "monitoring", "changes", People.Designer, "reason", "reason", reason),
        ];
    }

    private static Sheet Of(HttpJourney product, string name, string page, string action, Actor by, string wrong, string typed, params (string, string)[] fields) =>
        new(product, name, $"/{page}", $"/{action}", by, People.FirstMember, wrong, typed, fields);
}
