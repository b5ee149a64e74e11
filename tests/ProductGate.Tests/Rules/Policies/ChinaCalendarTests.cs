using System.Globalization;
using ProductGate.Domain;

namespace ProductGate.Tests.Rules;

/// <summary>The shipped calendar of China against a table that was worked out from the two notices apart from this program.</summary>
public sealed class ChinaCalendarTests
{
    private static readonly Domain.Calendar China = CalendarReader.Shipped.Single(c => c.Name == "china.2");

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("2025-01-24T01:00Z", 1, "2025-01-26T01:00Z", "the Sunday before Spring Festival is worked")]
    [InlineData("2025-01-24T01:00Z", 3, "2025-02-05T01:00Z", "over Spring Festival")]
    [InlineData("2025-01-27T01:00Z", 1, "2025-02-05T01:00Z", "from the last day before it")]
    [InlineData("2025-01-27T01:00Z", 5, "2025-02-10T01:00Z", "with the Saturday that is worked after it")]
    [InlineData("2025-02-07T01:00Z", 1, "2025-02-08T01:00Z", "a Saturday that is worked")]
    [InlineData("2026-02-13T01:00Z", 1, "2026-02-14T01:00Z", "the Saturday before Spring Festival is worked")]
    [InlineData("2026-02-13T01:00Z", 2, "2026-02-24T01:00Z", "over Spring Festival")]
    [InlineData("2026-02-14T01:00Z", 5, "2026-02-28T01:00Z", "to the Saturday that is worked after it")]
    [InlineData("2025-04-25T01:00Z", 1, "2025-04-27T01:00Z", "the Sunday before Labour Day is worked")]
    [InlineData("2026-05-08T01:00Z", 1, "2026-05-09T01:00Z", "the Saturday after Labour Day is worked")]
    [InlineData("2025-09-26T01:00Z", 1, "2025-09-28T01:00Z", "the Sunday before National Day is worked")]
    [InlineData("2025-09-30T01:00Z", 3, "2025-10-11T01:00Z", "over National Day and Mid-Autumn, to the Saturday that is worked")]
    [InlineData("2025-09-30T01:00Z", 5, "2025-10-14T01:00Z", "and past its Sunday")]
    [InlineData("2026-09-18T01:00Z", 1, "2026-09-20T01:00Z", "the Sunday that is worked for National Day")]
    [InlineData("2026-09-24T01:00Z", 1, "2026-09-28T01:00Z", "over Mid-Autumn")]
    [InlineData("2026-09-30T01:00Z", 3, "2026-10-10T01:00Z", "over National Day, to the Saturday that is worked")]
    [InlineData("2026-09-30T01:00Z", 10, "2026-10-20T01:00Z", "two weeks and the holiday")]
    [InlineData("2025-12-31T01:00Z", 1, "2026-01-04T01:00Z", "over the end of the year, to the Sunday that is worked")]
    [InlineData("2025-12-31T01:00Z", 2, "2026-01-05T01:00Z", "and the Monday after it")]
    [InlineData("2026-12-31T01:00Z", 1, "2027-01-01T01:00Z", "2027 is not announced yet: a plain Friday")]
    [InlineData("2027-02-05T01:00Z", 1, "2027-02-08T01:00Z", "a year that it does not cover has plain weekends")]
    [InlineData("2026-09-18T23:30Z", 1, "2026-09-19T23:30Z", "asked at half past seven on Saturday at the bank; the Sunday is worked")]
    [InlineData("2026-10-09T16:30Z", 1, "2026-10-11T16:30Z", "asked half an hour into the worked Saturday at the bank; the next is Monday, still Sunday in UTC")]
    [InlineData("2025-06-30T23:30Z", 1, "2025-07-01T23:30Z", "asked on the first of July at the bank")]
    [InlineData("2028-02-28T01:00Z", 1, "2028-02-29T01:00Z", "29 February is a day")]
    [InlineData("2028-02-29T01:00Z", 1, "2028-03-01T01:00Z", "and the day after it the first of March")]
    [InlineData("2024-02-28T15:30Z", 1, "2024-02-29T15:30Z", "half an hour before midnight at the bank")]
    public void working_days_are_counted_as_announced(string from, int days, string due, string because)
    {
        China.AddWorkingDays(At(from), days).Should().Be(At(due), because);
        China.DaysBetween(At(from), At(due)).Should().Be(days, because);
    }

    [Theory]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    [InlineData(2027, 261)]
    public void a_year_has_so_many_working_days(int year, int days) =>
        Enumerable.Range(0, 365).Count(i => China.IsWorkingDay(new DateOnly(year, 1, 1).AddDays(i))).Should().Be(days);

    [Fact]
    public void only_days_of_the_weekend_are_worked_in_exchange_and_every_year_says_who_announced_it()
    {
        China.MakeUpDays.Should().OnlyContain(d => d.DayOfWeek == DayOfWeek.Saturday || d.DayOfWeek == DayOfWeek.Sunday);
        China.Sources.Should().HaveCount(2).And.Contain(s => s.Contains("国办发明电〔2024〕12号")).And.Contain(s => s.Contains("国办发明电〔2025〕7号"));
        China.Until.Should().Be(new DateOnly(2026, 12, 31));
    }

    [Fact]
    public void the_second_version_adds_a_year_and_leaves_the_first_as_it_was()
    {
        var first = CalendarReader.Shipped.Single(c => c.Name == "china.1");

        foreach (var day in Enumerable.Range(0, 365).Select(i => new DateOnly(2025, 1, 1).AddDays(i))) first.IsWorkingDay(day).Should().Be(China.IsWorkingDay(day));
        first.Until.Should().Be(new DateOnly(2025, 12, 31));
        first.IsWorkingDay(new DateOnly(2026, 1, 4)).Should().BeFalse("that Sunday was announced later");
    }

    [Theory]
    [InlineData("2026-02-12T04:00Z", "2026-02-13T03:00Z", "2026-02-13T04:00Z", "2026-02-14T03:00Z", "23 hours from one working day into the next")]
    [InlineData("2026-02-14T04:00Z", "2026-02-23T10:00Z", "2026-02-26T02:00Z", "2026-02-26T14:00Z", "the rest of the worked Saturday counts, Spring Festival does not")]
    [InlineData("2026-02-16T00:00Z", "2026-02-20T00:00Z", "2026-02-26T02:00Z", "2026-02-26T02:00Z", "a holiday is no working time")]
    [InlineData("2026-10-10T01:00Z", "2026-10-12T01:00Z", "2026-10-16T02:00Z", "2026-10-19T02:00Z", "a day that stood still from Saturday to Monday leads from Friday to Monday")]
    public void as_much_working_time_passes_later_as_stood_still(string from, string to, string due, string later, string because) =>
        China.Later(At(due), At(from), At(to)).Should().Be(At(later), because);
}
