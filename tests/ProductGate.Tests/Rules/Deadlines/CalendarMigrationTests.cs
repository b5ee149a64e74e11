using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>R11: the calendar is pinned like the policy; a new one accounts for every open deadline.</summary>
public sealed class CalendarMigrationTests
{
    private const string Office = "sign-off/1/PreliminaryReview/ProtectionOffice";

    private static readonly Calendar China = CalendarReader.Shipped.Single(c => c.Name == "china.2");
    private static readonly Policy UnderChina = PolicyReader.Default.Under(China);

    /// <summary>Handed in on the last Friday before Spring Festival, at nine o'clock.</summary>
    private static readonly DateTimeOffset BeforeTheFestival = new(2026, 2, 13, 1, 0, 0, TimeSpan.Zero);

    private static MigrateCalendar Migrate(Calendar? target) => new(target?.Id ?? "mars", target?.Version ?? 1, "The holidays are announced.") { Target = target };

    private static Journey HandedIn(Policy? policy = null)
    {
        var journey = Journey.At(Stage.PreliminaryReview, policy);
        journey.Now = BeforeTheFestival;
        return journey.Submit();
    }

    private static DateTimeOffset Utc(int month, int day) => new(2026, month, day, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void the_calendar_that_the_bank_chose_is_pinned_by_the_declaration_and_cited_by_every_deadline()
    {
        var journey = HandedIn(UnderChina);

        journey.Facts.OfType<ProductDeclared>().Single().Calendar.Should().Be(China.Ref);
        journey.Product.Calendar.Should().Be(China.Ref);
        journey.Last.OfType<DeadlineSet>().Should().OnlyContain(f => f.Calendar == "china.2" && f.Due == Utc(2, 27));
        journey.Product.Deadlines.Should().OnlyContain(d => d.Calendar == "china.2");
    }

    [Fact]
    public void the_policys_own_calendar_is_pinned_with_the_policy() => HandedIn().Facts.OfType<ProductDeclared>().Single().Calendar.Should().BeNull();

    [Fact]
    public void the_ladder_climbs_after_one_three_and_five_working_days_over_spring_festival()
    {
        var journey = Journey.At(Stage.PreliminaryReview, UnderChina);
        journey.Now = Utc(2, 9);
        journey.Submit();

        journey.Wait(TimeSpan.FromDays(40));

        journey.Facts.OfType<DeadlineSet>().Where(f => f.Key == Office).Take(5).Select(f => (f.Level, f.Owner, f.Due)).Should().Equal(
            (0, Role.ProtectionOffice, Utc(2, 14)), (1, Role.ProtectionOffice, Utc(2, 24)), (2, Role.ProtectionHead, Utc(2, 26)), (3, Role.Committee, Utc(2, 28)), (4, Role.Committee, Utc(3, 3)));
    }

    [Fact]
    public void every_open_deadline_says_its_old_and_its_new_date()
    {
        var journey = HandedIn();
        journey.Deadline(Office).Due.Should().Be(Utc(2, 20), "a plain week knows of no festival");

        journey.Do(People.Administrator, Migrate(China)).Policy = UnderChina;

        journey.Last.OfType<CalendarMigrated>().Single().Should().Match<CalendarMigrated>(f => f.From == PolicyReader.Default.Calendar.Ref && f.To == China.Ref && f.By == People.Administrator.Id);
        journey.Last.OfType<DeadlineRecalculated>().Should().HaveCount(2).And.OnlyContain(f => f.From == Utc(2, 20) && f.To == Utc(2, 27) && f.Calendar == "china.2");
        journey.Product.Calendar.Should().Be(China.Ref);
        journey.Product.Deadlines.Should().OnlyContain(d => d.Due == Utc(2, 27) && d.Calendar == "china.2" && d.SetAt == BeforeTheFestival);
    }

    [Fact]
    public void a_day_that_somebody_named_stays_and_so_does_a_day_that_has_passed()
    {
        var journey = HandedIn();
        journey.Do(People.Head, new ExtendDeadline(new DateOnly(2026, 2, 25), "Illness.") { DeadlineId = journey.Deadline(Office).Id });
        journey.Now = Utc(2, 21);

        journey.Do(People.Administrator, Migrate(China)).Last.OfType<DeadlineRecalculated>().Should().HaveCount(2).And.OnlyContain(f => f.From == f.To);
        History.Sentence(journey.Last.OfType<DeadlineRecalculated>().First()).ToString().Should().StartWith("Deadline stays 2026-02-2");
    }

    [Fact]
    public void nobody_is_made_late()
    {
        var journey = HandedIn(UnderChina);
        journey.Now = Utc(2, 25);

        journey.Do(People.Administrator, Migrate(PolicyReader.Default.Calendar)).Last.OfType<DeadlineRecalculated>().Should().OnlyContain(f => f.From == Utc(2, 27) && f.To == Utc(2, 26), "20 February has passed: the next working day");
    }

    [Fact]
    public void the_launch_window_moves_with_the_gate()
    {
        var journey = Journey.At(Stage.LaunchMonitoring);
        journey.Do(People.Administrator, Migrate(China)).Policy = UnderChina;

        journey.Product.Deadlines.Single(d => d.Key.StartsWith("launch/", StringComparison.Ordinal)).Due.Should().Be(China.AddWorkingDays(journey.Product.Passed!.At, 30));
    }

    [Fact]
    public void the_day_of_a_scheduled_review_stays_and_the_working_days_after_it_are_counted_anew()
    {
        var journey = Journey.Live();
        var day = journey.Product.Launched!.At.AddDays(30);

        journey.Do(People.Administrator, Migrate(China)).Policy = UnderChina;

        journey.Deadline("review/1").Due.Should().Be(China.AddWorkingDays(day, 10)).And.NotBe(PolicyReader.Default.Calendar.AddWorkingDays(day, 10));
    }

    [Fact]
    public void a_migration_needs_another_calendar_that_exists_and_an_administrator()
    {
        var journey = HandedIn();

        journey.Refuses(People.Administrator, Migrate(null), "unknown-calendar-version").Field.Should().Be("version");
        journey.Refuses(People.Administrator, Migrate(PolicyReader.Default.Calendar), "same-calendar", "R11");
        journey.Refuses(People.Head, Migrate(China), "role-not-allowed");
        journey.Refuses(People.Administrator, Migrate(China) with { Reason = "" }, "reason-needed", "R13");
        journey.Do(People.Administrator, Migrate(China));
    }

    [Theory]
    [InlineData(0, "Deadline missed by the protection office (answer/1).")]
    [InlineData(59, "Deadline missed by the protection office (answer/1).")]
    [InlineData(60, "Deadline missed by the protection office (answer/1), noticed 1 h late.")]
    [InlineData(60 * 24 * 3, "Deadline missed by the protection office (answer/1), noticed 3 days late.")]
    public void a_date_that_was_noticed_late_says_so(int minutes, string sentence) =>
        History.Sentence(new DeadlineMissed(Guid.Empty, "answer/1", Role.ProtectionOffice, 0, BeforeTheFestival, BeforeTheFestival.AddMinutes(minutes))).ToString().Should().Be(sentence);
}
