using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>R15: a deadline may stand still, for a reason and by right; pausing is no end and costs nobody time.</summary>
public sealed class PauseTests
{
    private const string Office = "sign-off/1/PreliminaryReview/ProtectionOffice";

    private readonly Journey journey = Journey.At(Stage.PreliminaryReview).Submit();

    private PauseDeadline Pause => new("The regulator is asked.") { DeadlineId = journey.Deadline(Office).Id };

    private ResumeDeadline Resume => new("It has answered.") { DeadlineId = journey.Deadline(Office).Id };

    [Fact]
    public void the_date_moves_by_the_working_time_that_it_stood_still()
    {
        var (due, set) = (journey.Deadline(Office).Due, journey.Deadline(Office).SetAt);
        journey.Wait(TimeSpan.FromDays(3)).Do(People.Head, Pause);
        journey.Wait(TimeSpan.FromDays(4) + TimeSpan.FromHours(2)).Do(People.FirstMember, Resume);

        // From Thursday nine o'clock at the bank to Monday eleven: fifteen hours, a Friday, and eleven hours.
        journey.Deadline(Office).Due.Should().Be(due + TimeSpan.FromDays(2) + TimeSpan.FromHours(2));
        journey.Deadline(Office).Should().Match<Deadline>(d => d.PausedAt == null && d.SetAt == set && d.RemindedFrom == set + TimeSpan.FromDays(2) + TimeSpan.FromHours(2) && d.Level == 0);
        journey.Last.Should().ContainSingle().Which.Should().BeOfType<DeadlineResumed>();
    }

    [Fact]
    public void it_is_not_missed_while_it_stands_still_and_is_afterwards()
    {
        journey.Do(People.Head, Pause).Wait(TimeSpan.FromDays(60));
        journey.Facts.OfType<DeadlineMissed>().Where(f => f.Key == Office).Should().BeEmpty();
        journey.Try(Actor.System, new CheckDeadline(journey.Deadline(Office).Id)).Should().Be(Decision.Nothing);

        var due = journey.Do(People.Head, Resume).Deadline(Office).Due;
        journey.Wait(due - journey.Now).Deadline(Office).Level.Should().Be(1);
    }

    [Fact]
    public void a_pause_over_days_off_moves_nothing()
    {
        journey.Now = new DateTimeOffset(2026, 3, 6, 16, 0, 0, TimeSpan.Zero);
        var due = journey.Do(People.Head, Pause).Deadline(Office).Due;
        journey.Now = new DateTimeOffset(2026, 3, 8, 16, 0, 0, TimeSpan.Zero);

        journey.Do(People.Head, Resume).Deadline(Office).Due.Should().Be(due, "Saturday and Sunday, from midnight to midnight at the bank");
    }

    [Fact]
    public void it_needs_a_reason_and_the_right_to_extend()
    {
        foreach (var person in (Actor[])[People.Officer, People.Compliance, People.TeamMate, People.Administrator]) journey.Refuses(person, Pause, "role-not-allowed");
        journey.Refuses(People.Head, Pause with { Reason = " " }, "reason-needed", "R13");
        journey.Do(People.Head, Pause);
        foreach (var person in (Actor[])[People.Officer, People.TeamMate]) journey.Refuses(person, Resume, "role-not-allowed");
        journey.Refuses(People.Head, Resume with { Reason = " " }, "reason-needed", "R13");
        journey.Do(People.Head, Resume);
    }

    [Fact]
    public void it_stands_still_once_at_a_time_and_is_not_extended_meanwhile()
    {
        journey.Refuses(People.Head, Resume, "deadline-running", "R15");
        journey.Do(People.Head, Pause);
        journey.Refuses(People.Head, Pause, "deadline-paused", "R15");
        journey.Refuses(People.Head, new ExtendDeadline(new DateOnly(2026, 3, 20), "x") { DeadlineId = journey.Deadline(Office).Id }, "deadline-paused", "R15");
        journey.Do(People.Head, Resume).Do(People.Head, Pause);
    }

    [Fact]
    public void what_is_past_its_date_climbs_and_is_not_held_back()
    {
        journey.Now = journey.Deadline(Office).Due;

        journey.Refuses(People.Head, Pause, "deadline-passed", "R15");
    }

    [Fact]
    public void the_matter_may_be_settled_while_it_stands_still() =>
        journey.Do(People.Head, Pause).Sign(People.Officer).Last.OfType<DeadlineMet>().Should().ContainSingle().Which.Key.Should().Be(Office);

    [Fact]
    public void the_gate_says_since_when_it_stands_still()
    {
        journey.Do(People.Head, Pause);

        Gate.Of(journey.Product, journey.Policy, journey.Now).Unmet().Single(r => r.By == Role.ProtectionOffice).PausedAt.Should().Be(journey.Now);
    }

    [Fact]
    public void a_launch_window_is_not_held()
    {
        var ready = Journey.At(Stage.LaunchMonitoring);
        var window = ready.Product.Deadlines.Single(d => d.Key.StartsWith("launch/", StringComparison.Ordinal)).Id;

        ready.Refuses(People.Head, new PauseDeadline("x") { DeadlineId = window }, "deadline-fixed", "R15");
        ready.Refuses(People.Head, new PauseDeadline("x"), "unknown-deadline");
    }
}
