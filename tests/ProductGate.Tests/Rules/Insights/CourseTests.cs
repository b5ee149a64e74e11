using ProductGate.Domain;
using ProductGate.Tests.Rules.Properties;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules.Insights;

public sealed class CourseTests
{
    private const ulong Seed = 20260302;

    [Fact]
    public void over_random_histories_a_course_agrees_with_the_product()
    {
        for (var i = 0ul; i < 1000; i++)
        {
            var end = RandomHistory.Of(Seed + i).Play().End;
            Agrees(Course.Of(end.Product.Id, Facts(end)), end.Product, end.Now, $"seed {Seed + i}");
        }
    }

    [Fact]
    public void working_days_are_counted_as_the_calendar_counts_them()
    {
        var (calendar, dice) = (PolicyReader.Default.Calendar, new Dice(7));
        var declared = Sample.Monday.AddDays(-200);
        for (var i = 0; i < 300; i++)
        {
            var from = declared.AddHours(dice.Below(4000));
            var to = from.AddHours(dice.Below(3000));
            var course = new Course(Guid.NewGuid()) { DeclaredAt = declared, Passages = [new(Stage.Handover, 1, from, to)] };
            new Figures([course], new(null, null), calendar, to).CycleTimes.Single(r => r.Stage == Stage.Handover).MedianDays.Should().Be(calendar.DaysBetween(from, to));
        }
    }

    [Fact]
    public void the_median_and_the_ninetieth_percentile_are_days_that_occurred()
    {
        var courses = Enumerable.Range(1, 10).Select(n => new Course(Guid.NewGuid()) { DeclaredAt = Sample.Monday, Passages = [new(Stage.Handover, 1, Sample.Monday, Sample.Monday.AddDays(7 * n))] }).ToList();

        var row = new Figures(courses, new(null, null), PolicyReader.Default.Calendar, Sample.Monday.AddDays(100)).CycleTimes.Single(r => r.Passages > 0);

        (row.Passages, row.MedianDays, row.P90Days).Should().Be((10, PolicyReader.Default.Calendar.DaysBetween(Sample.Monday, Sample.Monday.AddDays(35)), PolicyReader.Default.Calendar.DaysBetween(Sample.Monday, Sample.Monday.AddDays(63))));
    }

    private static void Agrees(Course course, Product product, DateTimeOffset now, string where)
    {
        course.DeclaredAt.Should().Be(product.DeclaredAt);
        var open = course.Passages.Where(p => p.To is null).Select(p => (p.Stage, p.Round));
        open.Should().Equal(product.RoundOpen && !product.IsOver ? [(product.Stage, product.Round)] : Array.Empty<(Stage, int)>(), where);
        course.Passages.Should().NotContain(p => p.To < p.From, where);
        course.Passages.Zip(course.Passages.Skip(1)).Should().NotContain(p => p.First.To == null || p.First.To > p.Second.From, where);
        (course.LaunchedAt is not null).Should().Be(product.Launched is not null, where);
        course.Opinions.Select(o => (o.Id, o.Kind, o.Outcome)).Should().Equal(product.Opinions.Select(o => (o.Id, o.Kind, Outcome(o))), where);
        course.Missed.Should().NotContain(m => m.Due > now, where);
        // Whatever has climbed, and only that, is still owed by whoever missed it.
        course.Missed.Where(m => m.Open).Select(m => m.Key).Order().Should().Equal(product.Deadlines.SelectMany(d => Enumerable.Repeat(d.Key, d.Level)).Order(), where);
    }

    private static OpinionOutcome Outcome(Opinion opinion) => opinion.Status switch
    {
        OpinionStatus.Verified => OpinionOutcome.Adopted,
        OpinionStatus.Declined or OpinionStatus.RiskAccepted => OpinionOutcome.NotAdopted,
        OpinionStatus.Withdrawn => OpinionOutcome.Withdrawn,
        _ => OpinionOutcome.Open,
    };

    private static IEnumerable<IFact> Facts(Life life)
    {
        var batches = new Stack<Batch>();
        for (var trail = life.Trail; trail is not null; trail = trail.Earlier) batches.Push(trail.Last);
        return batches.SelectMany(b => b.Facts);
    }
}
