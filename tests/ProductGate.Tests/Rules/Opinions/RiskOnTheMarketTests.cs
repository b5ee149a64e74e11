using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>R7: an accepted risk of a product on the market runs out.</summary>
public sealed class RiskOnTheMarketTests
{
    private static readonly DateOnly LastDay = new(2026, 3, 20);

    private readonly Journey journey = Journey.Live();
    private readonly Opinion opinion;

    public RiskOnTheMarketTests()
    {
        opinion = journey.Raise(People.Officer, OpinionKind.Objection);
        journey.Do(People.Designer, new AnswerOpinion(OpinionAnswer.NotAdopted, "No.") { OpinionId = opinion.Id }).Do(People.FirstMember, Accept(LastDay));
    }

    private RuleOnOpinion Accept(DateOnly expires) => new(Ruling.AcceptRisk, "For a time.", expires) { OpinionId = opinion.Id };

    [Fact]
    public void its_expiry_opens_a_review_with_a_deadline()
    {
        journey.Wait(TimeSpan.FromDays(19));

        var review = journey.Product.Reviews.Single(r => r.Kind == ReviewKind.RiskExpiry);
        journey.Deadline($"review/{review.Number}").Should().Match<Deadline>(d => d.Owner == Role.ProtectionOffice && d.Due == review.Due);
        review.Due.Should().Be(PolicyReader.Default.Calendar.AddWorkingDays(review.OpenedAt, 10));
    }

    [Fact]
    public void the_review_is_opened_once_however_long_the_risk_stays_open()
    {
        journey.Wait(TimeSpan.FromDays(27));

        journey.Facts.OfType<DeadlineMissed>().Count(f => f.Key.StartsWith("risk/")).Should().BeGreaterThan(1);
        journey.Product.Reviews.Count(r => r.Kind == ReviewKind.RiskExpiry).Should().Be(1);
    }

    [Fact]
    public void the_unanswered_review_suspends_sales() => journey.Wait(TimeSpan.FromDays(40)).Product.MarketState.Should().Be(MarketState.Suspended);

    [Fact]
    public void renewing_it_in_time_moves_the_deadline_and_opens_no_review()
    {
        journey.Wait(TimeSpan.FromDays(10)).Do(People.SecondMember, Accept(new DateOnly(2026, 3, 31)));

        journey.Last.OfType<DeadlineMet>().Should().ContainSingle(f => f.Key.StartsWith("risk/1"));
        journey.Last.OfType<DeadlineSet>().Single().Due.Should().Be(PolicyReader.Default.Calendar.EndOf(new(2026, 3, 31)));

        journey.Wait(TimeSpan.FromDays(15)).Product.Reviews.Should().NotContain(r => r.Kind == ReviewKind.RiskExpiry);
        journey.Wait(TimeSpan.FromDays(6)).Product.Reviews.Should().Contain(r => r.Kind == ReviewKind.RiskExpiry);
    }

    [Fact]
    public void renewing_it_late_ends_the_climbing()
    {
        journey.Wait(TimeSpan.FromDays(19)).Do(People.SecondMember, Accept(new DateOnly(2026, 6, 30)));

        journey.Product.Deadlines.Where(d => d.Key.StartsWith("risk/")).Should().ContainSingle().Which.Level.Should().Be(0);
    }
}
