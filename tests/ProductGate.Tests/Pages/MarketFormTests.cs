using System.Net;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>Every form of the regulator's step, the evaluation, the launch and the monitoring, when it goes wrong: nothing is recorded, and nothing typed is lost or run.</summary>
public sealed class MarketFormTests(SharedBank shared) : IClassFixture<SharedBank>
{
    private const string Hostile = "\"><script>alert(1)</script>{{7*7}}</textarea>'";

    /// <summary>A form as somebody fills it in who may send it.</summary>
    /// <param name="Wrong">A field that is left open in the invalid case.</param>
    /// <param name="Typed">A field that takes any text.</param>
    private sealed record Sheet(HttpJourney Product, string Name, string Page, string Action, Actor By, Actor Stranger, string Wrong, string Typed, params (string Name, string Value)[] Fields);

    [Fact]
    public async Task nothing_is_recorded_and_nothing_is_lost_or_run()
    {
        foreach (var sheet in await Sheets())
        {
            using var author = new Visitor(shared.Bank.Line.BaseAddress!);
            await author.SignIn(sheet.By.Id);
            using var stranger = new Visitor(shared.Bank.Line.BaseAddress!);
            await stranger.SignIn(sheet.Stranger.Id);
            var before = await Trace.Of(shared.Bank, sheet.Product.Id);

            var id = $"{sheet.Name}-{sheet.Wrong}".Replace('[', '-').Replace(']', '-').Replace('.', '-');
            Keeps(await Send(author, sheet, sheet.Product.Version, without: sheet.Wrong), 422, sheet).Should().Contain($"href=\"#{id}\"", sheet.Name).And.Contain($"id=\"{id}\"", sheet.Name);
            Keeps(await Send(author, sheet, sheet.Product.Version - 1), 412, sheet).Should().Contain("stale-version").And.Contain("This happened while you were reading:", "who overtook them, and with what");
            Keeps(await Send(stranger, sheet, sheet.Product.Version), 403, sheet);
            (await stranger.Get(sheet.Page)).Is(200).Text.Should().NotContain($"id=\"{sheet.Name}\"", "who may not is not asked");
            (await Trace.Of(shared.Bank, sheet.Product.Id)).Should().Be(before, sheet.Name);
        }
    }

    private static string Keeps(Answer answer, int status, Sheet sheet)
    {
        var page = answer.Is(status).Text;
        page.Should().NotContain("<script>alert").And.Contain("errsum", sheet.Name);
        if (sheet.Typed.Length > 0 && (status != 422 || sheet.Typed != sheet.Wrong)) WebUtility.HtmlDecode(page).Should().Contain(Hostile, sheet.Name);
        return page;
    }

    private static Task<Answer> Send(Visitor visitor, Sheet sheet, long version, string? without = null) => visitor.Submit(
        sheet.Page, sheet.Action,
        [.. sheet.Fields.Select(f => f.Name == sheet.Typed && f.Name != without ? (f.Name, Hostile) : f).Where(f => f.Name != without), ("form", sheet.Name), ("page", sheet.Page), ("version", $"{version}")]);

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
        new(product, name, $"/products/{product.Id}/{page}", $"/products/{product.Id}/{action}", by, People.FirstMember, wrong, typed, fields);
}
