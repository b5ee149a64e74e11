using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class MonitoringTests(SharedBank shared) : IClassFixture<SharedBank>
{
    [Fact]
    public async Task r9_sales_resume_only_after_a_review()
    {
        var product = await HttpJourney.Live(shared.Bank);
        await product.Refuses(People.Officer, new ResumeDistribution("Nothing is wrong."), 409, "not-suspended", "R9");
        (await product.Do(People.Head, new SuspendDistribution("Complaints from three branches."))).Text("marketState").Should().Be("Suspended");

        (await product.Refuses(People.Officer, new ResumeDistribution("All is well."), 409, "review-missing", "R9"))
            .Misses("Complete a review since the suspension that lets the product continue.", "protection-office");
        await product.Refuses(People.Officer, new SuspendDistribution("Once more."), 409, "already-suspended", "R9");

        var review = await product.Newest("reviews");
        await product.Do(People.Officer, new CompleteReview(ReviewConclusion.Continue, "The cause is gone.") { ReviewId = review });
        await product.Refuses(People.Officer, new CompleteReview(ReviewConclusion.Continue, "Again.") { ReviewId = review }, 409, "review-closed");
        (await product.Do(People.Officer, new ResumeDistribution("All is well."))).Text("marketState").Should().Be("Live");
    }

    [Fact]
    public async Task r10_a_figure_past_its_limit_opens_a_review_and_one_at_its_limit_does_not()
    {
        var product = await HttpJourney.Live(shared.Bank);

        (await product.Report("complaints-per-thousand", "2")).Texts("events").Should().Equal("indicator-reported");
        (await product.Report("complaints-per-thousand", "2.00000001")).Texts("events").Should().Equal("indicator-reported", "signal-raised", "review-opened", "deadline-set");
        (await product.Report("complaints-per-thousand", "3")).Texts("events").Should().Equal(["indicator-reported", "signal-raised"], "the review of this indicator is still open");

        product.Last.Text("marketState").Should().Be("Live");
    }

    [Fact]
    public async Task r10_a_scheduled_review_is_not_completed_before_its_time()
    {
        var product = await HttpJourney.Live(shared.Bank);
        var scheduled = new CompleteReview(ReviewConclusion.Continue, "Too soon.") { ReviewId = await product.Newest("reviews") };

        await product.Refuses(People.Officer, scheduled, 409, "review-too-early", "R10");

        await product.Do(People.Officer, new OpenReview("A rumour."));
        await product.Do(People.Officer, scheduled with { ReviewId = await product.Newest("reviews") });
    }

    [Fact]
    public async Task a_remedial_action_is_said_if_and_only_if_it_is_the_conclusion()
    {
        var product = await HttpJourney.Live(shared.Bank);
        await product.Do(People.Officer, new OpenReview("A rumour."));
        var action = new RemedialAction("Write to all customers.", Role.Operations, product.Today.AddDays(20));
        var complete = new CompleteReview(ReviewConclusion.RemedialAction, "A misleading leaflet.", action) { ReviewId = await product.Newest("reviews") };

        await product.Refuses(People.Officer, complete with { RemedialAction = null }, 422, "remedial-action");
        await product.Refuses(People.Officer, complete with { Conclusion = ReviewConclusion.Continue }, 422, "remedial-action");
        await product.Refuses(People.Officer, complete with { RemedialAction = action with { Due = product.Today.AddDays(-1) } }, 422, "date-passed");
        await product.Refuses(People.Officer, complete with { RemedialAction = action with { Owner = Role.ProtectionHead } }, 422, "invalid-condition");

        (await product.Do(People.Officer, complete)).Items("next").Select(n => n.Text("kind")).Should().Contain("MeetCondition");
    }

    [Fact]
    public async Task figures_are_of_the_plan_and_of_the_past()
    {
        var product = await HttpJourney.Live(shared.Bank);
        var figure = new ReportIndicator("complaints-per-thousand", new Number(1), product.Today);

        await product.Refuses(People.Operator, figure with { Indicator = "weather" }, 422, "unknown-indicator");
        await product.Refuses(People.Operator, figure with { PeriodEnd = product.Today.AddDays(1) }, 422, "date-in-future");

        await product.Do(People.Operator, figure);
    }

    [Fact]
    public async Task nothing_of_the_market_applies_to_a_product_that_is_not_on_it()
    {
        var product = await HttpJourney.At(shared.Bank, Stage.PreliminaryReview);

        await product.Refuses(People.Officer, new SuspendDistribution("Why not."), 409, "not-launched", "R9");
        await product.Refuses(People.Officer, new RetireProduct("Why not."), 409, "not-launched", "R9");
        await product.Refuses(People.Officer, new OpenReview("Why not."), 409, "not-launched", "R9");
        await product.Refuses(People.TeamMate, new ReportIndicator("complaints-per-thousand", new Number(1), product.Today), 409, "not-launched", "R9");
        await product.Refuses(People.Designer, new ProposeChange("Why not."), 409, "not-launched", "R1");
    }
}
