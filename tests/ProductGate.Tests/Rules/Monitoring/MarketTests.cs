using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>R9: stopping sales, letting them go on, ending them.</summary>
public sealed class MarketTests
{
    private static readonly SuspendDistribution Suspend = new("Complaints from pensioners.");
    private static readonly ResumeDistribution Resume = new("Put right.");

    private readonly Journey journey = Journey.Live();

    private CompleteReview Complete(ReviewConclusion conclusion) => new(conclusion, "Looked into.") { ReviewId = journey.Product.Reviews.Last(r => r is { IsOpen: true, IsOfTheCalendar: false }).Id };

    [Fact]
    public void the_protection_office_stops_sales_at_once_and_a_review_opens()
    {
        journey.Do(People.Officer, Suspend);

        journey.Product.Should().Match<Product>(p => p.MarketState == MarketState.Suspended && p.SuspendedAt == journey.Now);
        journey.Product.Reviews.Should().ContainSingle(r => r.Kind == ReviewKind.AdHoc && r.IsOpen);
        journey.Refuses(People.Head, Suspend, "already-suspended", "R9");
    }

    [Fact]
    public void where_a_review_already_runs_no_second_one_opens() =>
        journey.Do(People.Officer, new OpenReview("Rumours.")).Do(People.Officer, Suspend).Product.Reviews.Count(r => r.Kind == ReviewKind.AdHoc).Should().Be(1);

    [Fact]
    public void only_what_is_on_sale_is_suspended()
    {
        Journey.At(Stage.LaunchMonitoring).Refuses(People.Officer, Suspend, "not-launched", "R9");
        journey.Refuses(People.TeamMate, Suspend, "role-not-allowed");
    }

    [Fact]
    public void sales_resume_after_a_review_with_the_offices_signature()
    {
        journey.Refuses(People.Officer, Resume, "not-suspended", "R9");
        journey.Do(People.Officer, Suspend).Refuses(People.Officer, Resume, "review-missing", "R9").Missing.Should().NotBeEmpty().And.OnlyContain(m => m.By == Role.ProtectionOffice);
        journey.Do(People.SecondOfficer, Complete(ReviewConclusion.Continue));
        journey.Asked.Should().Contain(a => a.Kind == AskKind.ResumeDistribution);
        journey.Refuses(People.TeamMate, Resume, "role-not-allowed");

        journey.Do(People.Officer, Resume);

        journey.Product.Should().Match<Product>(p => p.MarketState == MarketState.Live && p.SuspendedAt == null);
        journey.Last.OfType<SignOffGiven>().Single().Should().Match<SignOffGiven>(f => f.Office == Role.ProtectionOffice && f.Decision == SignOffDecision.Approve && f.Revision == journey.Product.Launched!.Revision);
        journey.Last.OfType<DistributionResumed>().Single().ReviewId.Should().Be(journey.Product.Reviews.Single(r => r.Status == ReviewStatus.Completed).Id);
    }

    [Fact]
    public void a_review_that_says_stop_lets_nothing_resume()
    {
        journey.Do(People.Officer, Suspend).Do(People.Officer, Complete(ReviewConclusion.Suspend)).Refuses(People.Officer, Resume, "review-missing", "R9");

        journey.Last.OfType<ReviewOpened>().Should().ContainSingle("somebody has to look again");
        journey.Do(People.Officer, Complete(ReviewConclusion.Continue)).Do(People.Officer, Resume);
    }

    [Fact]
    public void a_review_from_before_the_suspension_does_not_count()
    {
        journey.Do(People.Officer, new OpenReview("Rumours.")).Do(People.Officer, Complete(ReviewConclusion.Continue)).Wait(TimeSpan.FromHours(1));

        journey.Do(People.Officer, Suspend).Do(People.Officer, Complete(ReviewConclusion.Suspend)).Refuses(People.Officer, Resume, "review-missing", "R9");
        journey.Last.OfType<ReviewOpened>().Should().ContainSingle("somebody has to look again");
        journey.Do(People.Officer, Complete(ReviewConclusion.Continue)).Do(People.Officer, Resume);
    }

    [Fact]
    public void every_review_that_runs_has_to_end_first()
    {
        journey.Do(People.Officer, Suspend).Do(People.Officer, new OpenReview("Another matter.")).Do(People.Officer, Complete(ReviewConclusion.Continue));
        journey.Refuses(People.Officer, Resume, "review-missing", "R9");

        journey.Do(People.Officer, Complete(ReviewConclusion.Continue)).Do(People.Officer, Resume);
    }

    [Fact]
    public void a_contributor_does_not_let_sales_resume_and_neither_does_who_stepped_aside()
    {
        journey.Do(People.Officer, Suspend).Do(People.Officer, Complete(ReviewConclusion.Continue));

        journey.Refuses(People.Designer with { Roles = [Role.ProtectionOffice] }, Resume, "own-product", "R5");
        journey.Do(People.Officer, Resume);

        var aside = Journey.At(Stage.PreliminaryReview).Submit().Sign(People.SecondOfficer, SignOffDecision.Recuse).SignAll();
        while (aside.Product.Stage < Stage.LaunchMonitoring) aside.CompleteStage();
        aside.SignAll().Do(People.TeamMate, new LaunchProduct(aside.Product.Revision, ["app"])).Do(People.Officer, Suspend)
            .Do(People.Officer, new CompleteReview(ReviewConclusion.Continue, "Fine.") { ReviewId = aside.Product.Reviews.Last().Id });
        aside.Refuses(People.SecondOfficer, Resume, "recused", "R5");
        aside.Do(People.Officer, Resume);
    }

    [Fact]
    public void the_signature_for_resuming_is_on_what_is_on_sale_even_while_a_change_is_drafted()
    {
        var launched = journey.Product.Launched!;
        journey.Do(People.TeamMate, new ProposeChange("New fee.")).Do(People.TeamMate, Sample.Revise(Section.Pricing, "dearer")).Do(People.Officer, Suspend)
            .Do(People.Officer, Complete(ReviewConclusion.Continue)).Do(People.Officer, Resume);

        var given = journey.Last.OfType<SignOffGiven>().Single();
        (given.Round, given.Revision).Should().Be((launched.Round, launched.Revision));
        given.Sections.Select(s => (s.Section, s.Hash)).Should().Equal(launched.Sections.Select(s => (s.Section, s.Hash)));
    }

    [Theory]
    [InlineData(MarketState.Live)]
    [InlineData(MarketState.Suspended)]
    public void a_product_on_the_market_is_retired_for_good(MarketState state)
    {
        var retire = new RetireProduct("Replaced.");
        Journey.At(Stage.LaunchMonitoring).Refuses(People.TeamMate, retire, "not-launched", "R9");
        if (state == MarketState.Suspended) journey.Do(People.Officer, Suspend);

        journey.Do(People.TeamMate, retire);

        journey.Product.Should().Match<Product>(p => p.MarketState == MarketState.Retired && p.IsOver && p.Deadlines.IsEmpty);
        journey.Refuses(People.TeamMate, retire, "product-over", "R8");
    }
}
