using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>Working days in the time zone of the bank.</summary>
public sealed class CalendarTests
{
    private static readonly Calendar Plain = PolicyReader.Default.Calendar;

    private static readonly Calendar NationalDay = Plain with
    {
        Holidays = [.. Enumerable.Range(1, 7).Select(d => new DateOnly(2026, 10, d))],
        MakeUpDays = [new DateOnly(2026, 9, 27), new DateOnly(2026, 10, 10)],
    };

    private static DateTimeOffset Utc(int month, int day, int hour = 1) => new(2026, month, day, hour, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 3, 2)]
    [InlineData(1, 3, 3)]
    [InlineData(4, 3, 6)]
    [InlineData(5, 3, 9)]
    [InlineData(10, 3, 16)]
    [InlineData(30, 4, 13)]
    public void working_days_leave_out_the_weekends(int days, int month, int day) => Plain.AddWorkingDays(Sample.Monday, days).Should().Be(Utc(month, day));

    [Fact]
    public void the_time_of_day_stays() => Plain.AddWorkingDays(Utc(3, 2, 7), 5).Should().Be(Utc(3, 9, 7));

    [Fact]
    public void the_day_is_the_banks_day()
    {
        var lateFridayInUtc = Utc(3, 6, 17);

        Plain.Today(lateFridayInUtc).Should().Be(new DateOnly(2026, 3, 7));
        Plain.AddWorkingDays(lateFridayInUtc, 1).Should().Be(Utc(3, 8, 17), "from Saturday at the bank the next working day is Monday, which in UTC is still Sunday");
    }

    [Theory]
    [InlineData(-300, "2026-03-07T03:30:00Z", "2026-03-06", "2026-03-10T03:30:00Z", "2026-03-07T04:59:59Z")]
    [InlineData(330, "2026-03-06T18:45:00Z", "2026-03-07", "2026-03-08T18:45:00Z", "2026-03-07T18:29:59Z")]
    [InlineData(345, "2026-03-06T18:14:00Z", "2026-03-06", "2026-03-09T18:14:00Z", "2026-03-06T18:14:59Z")]
    public void west_of_greenwich_and_between_whole_hours_too(int minutes, string now, string today, string nextWorkingDay, string end)
    {
        var calendar = Plain with { UtcOffset = TimeSpan.FromMinutes(minutes) };
        var day = DateOnly.Parse(today);

        calendar.Today(DateTimeOffset.Parse(now)).Should().Be(day);
        calendar.AddWorkingDays(DateTimeOffset.Parse(now), 1).Should().Be(DateTimeOffset.Parse(nextWorkingDay));
        calendar.EndOf(day).Should().Be(DateTimeOffset.Parse(end));
    }

    [Fact]
    public void holidays_do_not_count_and_make_up_days_do()
    {
        NationalDay.IsWorkingDay(new DateOnly(2026, 10, 1)).Should().BeFalse();
        NationalDay.IsWorkingDay(new DateOnly(2026, 10, 10)).Should().BeTrue("Saturday, worked in exchange");
        NationalDay.AddWorkingDays(Utc(9, 30), 1).Should().Be(Utc(10, 8));
        NationalDay.AddWorkingDays(Utc(9, 30), 3).Should().Be(Utc(10, 10));
        NationalDay.AddWorkingDays(Utc(9, 25), 1).Should().Be(Utc(9, 27));
    }

    [Fact]
    public void a_day_ends_with_its_last_second_at_the_bank() =>
        Plain.EndOf(new DateOnly(2026, 3, 2)).Should().Be(new DateTimeOffset(2026, 3, 2, 23, 59, 59, TimeSpan.FromHours(8)));

    [Fact]
    public void a_calendar_is_cited_by_name_and_version() => Plain.Name.Should().Be("monday-to-friday.1");

    [Fact]
    public void deadlines_follow_the_policys_calendar()
    {
        var policy = Sample.Policy(p => p["calendar"]!["holidays"] = new System.Text.Json.Nodes.JsonArray("2026-03-03", "2026-03-04"));

        Journey.At(Stage.PreliminaryReview, policy).Submit().Product.Deadlines.Should().OnlyContain(d => d.Due == Utc(3, 11));
    }
}
