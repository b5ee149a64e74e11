using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>R10: the calendar of reviews, and what follows from one.</summary>
public sealed class ReviewTests
{
    private readonly Journey journey = Journey.Live();

    private Review Open => journey.Product.Reviews.Last(r => r.IsOpen);

    private CompleteReview Complete(ReviewConclusion conclusion = ReviewConclusion.Continue, RemedialAction? remedy = null) => new(conclusion, "Findings.", remedy) { ReviewId = Open.Id };

    [Fact]
    public void reviews_come_after_thirty_and_ninety_days_and_then_yearly()
    {
        var launched = journey.Product.Launched!.At;
        var days = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            days.Add((Open.From!.Value - launched).Days);
            Open.Due.Should().Be(journey.Policy.Calendar.AddWorkingDays(Open.From.Value, 10));
            journey.Wait(Open.Due - journey.Now - TimeSpan.FromHours(1)).Do(People.Officer, Complete());
        }

        days.Should().Equal(30, 90, 455, 820, 1185);
        journey.Product.Reviews.Where(r => !r.IsOpen).Should().OnlyContain(r => r.Kind == ReviewKind.Scheduled && r.Conclusion == ReviewConclusion.Continue && r.CompletedBy == People.Officer.Id);
    }

    [Fact]
    public void a_scheduled_review_looks_back_and_cannot_be_done_at_once()
    {
        journey.Wait(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1)).Refuses(People.Officer, Complete(), "review-too-early", "R10").Missing.Should().ContainSingle(m => m.By == Role.ProtectionOffice && m.Due == Open.Due);

        journey.Wait(TimeSpan.FromSeconds(1)).Do(People.Officer, Complete()).Last.OfType<ReviewCompleted>().Should().ContainSingle();
    }

    [Fact]
    public void a_missed_scheduled_review_opens_a_post_launch_review_in_its_place()
    {
        journey.Wait(TimeSpan.FromDays(43)).Product.Reviews.Should().ContainSingle().Which.Status.Should().Be(ReviewStatus.Open);
        journey.Wait(TimeSpan.FromDays(1));

        journey.Product.Reviews.Select(r => (r.Kind, r.Status)).Should().Equal((ReviewKind.Scheduled, ReviewStatus.Missed), (ReviewKind.Missed, ReviewStatus.Open));
        journey.Product.MarketState.Should().Be(MarketState.Live);
        Open.Due.Should().Be(journey.Policy.Calendar.AddWorkingDays(journey.Now, 10));
    }

    [Fact]
    public void missing_that_one_too_suspends_sales()
    {
        journey.Wait(TimeSpan.FromDays(44)).Wait(Open.Due - journey.Now);

        journey.Product.MarketState.Should().Be(MarketState.Suspended);
        journey.Deadline($"review/{Open.Number}").Should().Match<Deadline>(d => d.Owner == Role.ProtectionOffice && d.Level == 1);
    }

    [Fact]
    public void completing_it_counts_in_place_of_the_missed_one()
    {
        journey.Wait(TimeSpan.FromDays(45)).Do(People.Officer, Complete());

        journey.Product.MarketState.Should().Be(MarketState.Live);
        Open.Should().Match<Review>(r => r.Kind == ReviewKind.Scheduled && r.From == journey.Product.Launched!.At.AddDays(90));
    }

    [Fact]
    public void a_review_is_completed_once_by_an_office_that_did_not_contribute()
    {
        journey.Do(People.Compliance, new OpenReview("A letter from the regulator."));
        var complete = Complete();

        journey.Refuses(People.TeamMate, complete, "role-not-allowed");
        journey.Refuses(People.Designer with { Roles = [Role.Compliance] }, complete, "own-product", "R5");
        journey.Refuses(People.Officer, complete with { ReviewId = Guid.Empty }, "unknown-review").Kind.Should().Be(RefusalKind.Unknown);
        journey.Do(People.Head, complete).Refuses(People.Officer, complete, "review-closed");
    }

    [Fact]
    public void a_remedial_action_is_ordered_with_an_owner_and_a_day()
    {
        journey.Do(People.Officer, new OpenReview("Ad hoc."));
        var remedy = new RemedialAction("Rewrite the leaflet.", Role.Marketing, new DateOnly(2026, 4, 1));

        journey.Refuses(People.Officer, Complete(ReviewConclusion.RemedialAction), "remedial-action").Field.Should().Be("remedialAction");
        journey.Refuses(People.Officer, Complete(ReviewConclusion.Continue, remedy), "remedial-action");
        journey.Refuses(People.Officer, Complete(ReviewConclusion.RemedialAction, remedy with { Due = new DateOnly(2026, 3, 1) }), "date-passed").Field.Should().Be("remedialAction.due");
        journey.Refuses(People.Officer, Complete(ReviewConclusion.RemedialAction, remedy with { Owner = Role.ProtectionOffice }), "invalid-condition").Field.Should().Be("remedialAction.owner");
        journey.Do(People.Officer, Complete(ReviewConclusion.RemedialAction, remedy));

        var ordered = journey.Last.OfType<RemedialActionOrdered>().Single();
        journey.Product.Conditions.Single().Should().Match<Condition>(c => c.Id == ordered.ConditionId && c.Owner == Role.Marketing && c.Office == Role.ProtectionOffice && c.IsOpen);
        journey.Deadline("condition/1").Due.Should().Be(journey.Policy.Calendar.EndOf(remedy.Due));
        journey.Product.MarketState.Should().Be(MarketState.Live);
        journey.Refuses(People.Marketer, new CloseCondition("Done.") { ConditionId = ordered.ConditionId }, "condition-owner", "R5");
        journey.Do(People.Officer, new CloseCondition("Done.") { ConditionId = ordered.ConditionId });
    }

    [Fact]
    public void a_review_may_stop_sales()
    {
        journey.Do(People.Officer, new OpenReview("Ad hoc.")).Do(People.Officer, Complete(ReviewConclusion.Suspend));

        journey.Product.MarketState.Should().Be(MarketState.Suspended);
        journey.Last.OfType<DistributionSuspended>().Single().Reason.Should().Be("Findings.");
    }

    [Fact]
    public void reviews_are_opened_of_products_on_the_market_only()
    {
        Journey.At(Stage.LaunchMonitoring).Refuses(People.Officer, new OpenReview("Why not."), "not-launched", "R9");
        journey.Do(People.Officer, new OpenReview("Why not.")).Product.Reviews.Should().HaveCount(2);
    }

    [Fact]
    public void a_retired_product_has_no_more_reviews()
    {
        journey.Do(People.TeamMate, new RetireProduct("Replaced."));

        journey.Last.OfType<DeadlineCancelled>().Should().ContainSingle().Which.Reason.Should().Be("The product is retired.");
        journey.Wait(TimeSpan.FromDays(400)).Last.Should().ContainItemsAssignableTo<IFact>().And.Contain(f => f is ProductRetired);
    }
}
