using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

[Collection(TimeTravel.Name)]
public sealed class MonitoringTimeTests(Bank bank)
{
    [Fact]
    public async Task r10_a_review_of_a_signal_that_nobody_completes_suspends_sales()
    {
        var product = await HttpJourney.Live(bank);
        await product.Report("complaints-per-thousand", "7");
        product.Last.Text("marketState").Should().Be("Live");

        await product.Reach("review/2", 1);

        product.Last.Text("marketState").Should().Be("Suspended");
        (await product.Trail("?type=distribution-suspended")).Should().ContainSingle().Which.GetProperty("actor").Text("id").Should().Be("system");
    }

    [Fact]
    public async Task r10_a_missed_scheduled_review_opens_one_with_a_deadline_and_that_one_suspends()
    {
        var product = await HttpJourney.Live(bank);

        await product.Reach("review/1", 1);
        (await product.Look()).Items("reviews").Select(r => (r.Text("kind"), r.Text("status"))).Should().Equal(("Scheduled", "Missed"), ("Missed", "Open"));
        product.Last.Text("marketState").Should().Be("Live");

        await product.Reach("review/2", 1);
        product.Last.Text("marketState").Should().Be("Suspended");
    }

    [Fact]
    public async Task r10_a_scheduled_review_in_time_is_followed_by_the_next_one()
    {
        var product = await HttpJourney.Live(bank);
        await product.Reach("review/1", 0.9);

        await product.Do(People.Officer, new CompleteReview(ReviewConclusion.Continue, "All is well.") { ReviewId = await product.Newest("reviews") });

        (await product.Look()).Items("reviews").Select(r => (r.Text("kind"), r.Text("status"))).Should().Equal(("Scheduled", "Completed"), ("Scheduled", "Open"));
    }

    [Fact]
    public async Task r7_an_accepted_risk_that_expires_on_a_live_product_opens_a_review()
    {
        var product = await HttpJourney.At(bank, Stage.PreliminaryReview);
        var objection = await product.Raise(People.Officer, OpinionKind.Objection);
        await product.Do(People.Designer, new AnswerOpinion(OpinionAnswer.NotAdopted, "The market's fee.") { OpinionId = objection });
        await product.Do(People.FirstMember, new RuleOnOpinion(Ruling.AcceptRisk, "Small and rare.", product.Today.AddDays(20)) { OpinionId = objection });
        while (product.Stage < Stage.LaunchMonitoring) await product.CompleteStage();
        await product.SignAll();
        await product.Launch();
        var key = (await product.Look()).Items("deadlines").Single(d => d.Text("key")!.StartsWith("risk/", StringComparison.Ordinal)).Text("key")!;

        await product.Reach(key, 1);

        (await product.Look()).Items("reviews").Select(r => r.Text("kind")).Should().Contain("RiskExpiry");
    }

    [Fact]
    public async Task r12_a_key_is_forgotten_after_a_day()
    {
        var product = await HttpJourney.At(bank, Stage.PreliminaryReview);
        var (suggestion, key) = (Sample.Opinion(OpinionKind.Suggestion, Section.Pricing), $"{Guid.NewGuid()}");
        var first = (await product.Try(People.Officer, suggestion, key: key)).Is(200);
        bank.Clock.Advance(TimeSpan.FromHours(24));
        (await product.Try(People.Officer, suggestion, key: key)).Is(200).Text.Should().Be(first.Text);

        bank.Clock.Advance(TimeSpan.FromSeconds(1));

        (await product.Try(People.Officer, suggestion, key: key)).IsProblem(412, "stale-version", "R12");
        (await product.Try(People.Officer, suggestion with { Subject = "New" }, first.Version, key)).Is(200).Version.Should().BeGreaterThan(first.Version);
    }
}
