using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>R10: figures, limits, signals.</summary>
public sealed class IndicatorTests
{
    private static readonly DateOnly PeriodEnd = new(2026, 3, 1);

    private readonly Journey journey = Journey.Live();

    private static ReportIndicator Complaints(decimal value) => new("complaints-per-thousand", new Number(value), PeriodEnd);

    private static ReportIndicator MisSelling(decimal value) => new("mis-selling-cases", new Number(value), PeriodEnd);

    [Theory]
    [InlineData(1.99, false)]
    [InlineData(2, false)]
    [InlineData(2.01, true)]
    public void a_value_past_its_limit_raises_a_signal_and_opens_a_review(double value, bool breached)
    {
        journey.Do(People.Complaints, Complaints((decimal)value));

        journey.Last.OfType<IndicatorReported>().Should().ContainSingle();
        journey.Last.OfType<SignalRaised>().Should().HaveCount(breached ? 1 : 0);
        journey.Product.Reviews.Count(r => r is { Kind: ReviewKind.Signal, IsOpen: true }).Should().Be(breached ? 1 : 0);
        journey.Product.MarketState.Should().Be(MarketState.Live);
    }

    [Fact]
    public void the_signals_review_has_a_deadline()
    {
        journey.Do(People.Complaints, Complaints(3));

        var review = journey.Product.Reviews.Single(r => r.Kind == ReviewKind.Signal);
        journey.Last.OfType<SignalRaised>().Single().Should().Match<SignalRaised>(f => f.ReviewId == review.Id && f.Limit == new Number(2m) && f.Value == new Number(3m));
        review.Should().Match<Review>(r => r.Indicator == "complaints-per-thousand" && r.Due == journey.Policy.Calendar.AddWorkingDays(journey.Now, 10));
        journey.Deadline($"review/{review.Number}").Due.Should().Be(review.Due);
    }

    [Fact]
    public void a_second_breach_raises_another_signal_in_the_same_review()
    {
        journey.Do(People.Complaints, Complaints(3)).Do(People.Complaints, Complaints(4));

        journey.Facts.OfType<SignalRaised>().Select(f => f.ReviewId).Distinct().Should().ContainSingle();
        journey.Product.Reviews.Count(r => r.Kind == ReviewKind.Signal).Should().Be(1);
    }

    [Fact]
    public void another_indicators_breach_opens_its_own_review() =>
        journey.Do(People.Complaints, Complaints(3)).Do(People.Complaints, MisSelling(1)).Product.Reviews.Count(r => r.Kind == ReviewKind.Signal).Should().Be(2);

    [Fact]
    public void where_the_plan_says_so_a_breach_suspends_sales_at_once()
    {
        journey.Do(People.Operator, MisSelling(1));

        journey.Product.MarketState.Should().Be(MarketState.Suspended);
        journey.Last.OfType<DistributionSuspended>().Single().Should().Match<DistributionSuspended>(f => f.By == Actor.System.Id && f.ReviewId == journey.Product.Reviews.Last().Id);
        journey.Do(People.Operator, MisSelling(2)).Last.OfType<DistributionSuspended>().Should().BeEmpty("sales are already suspended");
    }

    [Fact]
    public void an_unanswered_signal_suspends_sales_at_its_deadline()
    {
        journey.Do(People.Complaints, Complaints(3));
        var review = journey.Product.Reviews.Last();

        journey.Wait(review.Due - journey.Now - TimeSpan.FromSeconds(1)).Product.MarketState.Should().Be(MarketState.Live);
        journey.Wait(TimeSpan.FromSeconds(1)).Product.MarketState.Should().Be(MarketState.Suspended);
        journey.Facts.OfType<DistributionSuspended>().Single().ReviewId.Should().Be(review.Id);
    }

    [Fact]
    public void an_answered_signal_does_not()
    {
        journey.Do(People.Complaints, Complaints(3)).Do(People.Officer, new CompleteReview(ReviewConclusion.Continue, "One branch.") { ReviewId = journey.Product.Reviews.Last().Id });

        journey.Last.OfType<DeadlineMet>().Should().ContainSingle();
        journey.Wait(TimeSpan.FromDays(20)).Product.MarketState.Should().Be(MarketState.Live);
    }

    [Fact]
    public void a_lower_limit_is_breached_from_below()
    {
        var satisfaction = new Indicator("satisfaction", "Satisfied customers", "per cent", new Number(80m), LimitDirection.AtLeast);

        satisfaction.IsBreachedBy(new Number(80m)).Should().BeFalse();
        satisfaction.IsBreachedBy(new Number(79.99m)).Should().BeTrue();
    }

    [Fact]
    public void only_the_plans_indicators_are_reported_and_only_for_periods_that_have_ended()
    {
        journey.Refuses(People.Complaints, Complaints(1) with { Indicator = "weather" }, "unknown-indicator").Field.Should().Be("indicator");
        journey.Refuses(People.Complaints, Complaints(1) with { PeriodEnd = new DateOnly(2026, 3, 3) }, "date-in-future").Field.Should().Be("periodEnd");
        journey.Do(People.Complaints, Complaints(1));
        journey.Product.Figures.Should().ContainSingle().Which.Should().Be(new Figure("complaints-per-thousand", new Number(1m), PeriodEnd, journey.Now));
    }

    [Fact]
    public void nothing_is_reported_before_the_launch() =>
        Journey.At(Stage.LaunchMonitoring).Refuses(People.Complaints, Complaints(1), "not-launched", "R9");

    [Fact]
    public void limits_are_those_of_the_launch_whatever_a_change_round_drafts()
    {
        journey.Do(People.TeamMate, new ProposeChange("Softer limits."))
            .Do(People.TeamMate, new ReviseSection(Section.MonitoringPlan, CanonicalJson.Parse("""{"indicators":[{"key":"complaints-per-thousand","name":"C","unit":"u","limit":"99"}]}""")));

        journey.Do(People.Complaints, Complaints(3)).Last.OfType<SignalRaised>().Single().Limit.Should().Be(new Number(2m));
    }

    [Fact]
    public void two_indicators_of_one_key_are_refused()
    {
        var draft = Journey.Declared();
        const string one = """{"key":"k","name":"N","unit":"u","limit":"1"}""";

        draft.Refuses(People.Designer, new ReviseSection(Section.MonitoringPlan, CanonicalJson.Parse($$"""{"indicators":[{{one}},{{one}}]}""")), "duplicate-indicator").Field.Should().Be("indicators");
        draft.Do(People.Designer, new ReviseSection(Section.MonitoringPlan, CanonicalJson.Parse($$"""{"indicators":[{{one}}]}""")));
    }
}
