using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>An evaluation that is not signed in time has to be done again, and somebody is asked for it (R4, R15).</summary>
public sealed class AgeingEvaluationTests
{
    private static Journey Evaluated()
    {
        var journey = Journey.At(Stage.ConsumerProtectionEvaluation).Submit();
        return journey.Do(People.Officer, new RecordEvaluation(Sample.AllMet(journey.Policy, journey.Product)));
    }

    [Fact]
    public void too_old_before_the_second_signature_it_is_asked_for_again()
    {
        var journey = Evaluated().Sign(People.Officer);
        journey.Asked.Should().NotContain(a => a.Kind == AskKind.Evaluate);

        journey.Wait(TimeSpan.FromDays(43));

        journey.Refuses(People.Head, journey.Signature(), "evaluation-not-passed", "R2");
        journey.Asked.Should().Contain(a => a.Kind == AskKind.Evaluate && a.By == Role.ProtectionOffice);
        journey.Facts.OfType<DeadlineMissed>().Should().Contain(f => f.Key.StartsWith("evaluation/") && f.Owner == Role.ProtectionOffice);

        journey.Do(People.Officer, new RecordEvaluation(Sample.AllMet(journey.Policy, journey.Product))).SignAll().Product.Stage.Should().Be(Stage.LaunchMonitoring);
    }

    [Fact]
    public void signed_in_time_its_clock_ends()
    {
        var journey = Evaluated().SignAll();

        journey.Facts.OfType<DeadlineMet>().Should().Contain(f => f.Key.StartsWith("evaluation/"));
        journey.Product.Deadlines.Should().NotContain(d => d.Key.StartsWith("evaluation/"));
    }

    [Fact]
    public void done_again_it_has_another_clock_which_nobody_extends()
    {
        var journey = Evaluated();
        var first = journey.Product.Deadlines.Single(d => d.Key.StartsWith("evaluation/"));

        journey.Wait(TimeSpan.FromDays(3)).Do(People.Officer, new RecordEvaluation(Sample.AllMet(journey.Policy, journey.Product)));

        var second = journey.Product.Deadlines.Single(d => d.Key.StartsWith("evaluation/"));
        second.Due.Should().BeAfter(first.Due);
        journey.Refuses(People.Head, new ExtendDeadline(new DateOnly(2026, 6, 1), "More time.") { DeadlineId = second.Id }, "deadline-fixed", "R15");
    }
}
