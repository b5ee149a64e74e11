using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>R15: a sign-off that nobody gives climbs to somebody who may give it instead.</summary>
public sealed class OverdueSignOffTests
{
    private readonly Journey journey = Journey.At(Stage.PreliminaryReview).Submit();

    [Fact]
    public void the_head_signs_for_the_office_once_it_is_overdue()
    {
        journey.Refuses(People.Head, journey.Signature(), "role-not-allowed");

        journey.Wait(TimeSpan.FromDays(7)).Deadline(Asks.SignOffKey(1, Stage.PreliminaryReview, Role.ProtectionOffice)).Owner.Should().Be(Role.ProtectionOffice, "the office is reminded first");
        journey.Refuses(People.Head, journey.Signature() with { Office = Role.ProtectionOffice }, "role-not-allowed");
        journey.Wait(TimeSpan.FromDays(1)).Sign(People.Head);

        journey.Last.OfType<SignOffGiven>().Single().Should().Match<SignOffGiven>(f => f.Capacity == Capacity.Superior && f.Office == Role.ProtectionOffice && f.By == People.Head.Id);
        journey.Last.OfType<DeadlineMet>().Should().ContainSingle();
    }

    [Fact]
    public void the_committee_signs_once_the_head_is_overdue_too()
    {
        journey.Wait(TimeSpan.FromDays(8));
        var office = journey.Signature() with { Office = Role.ProtectionOffice };
        journey.Refuses(People.FirstMember, office, "role-not-allowed");

        journey.Wait(TimeSpan.FromDays(2)).Do(People.FirstMember, office);

        journey.Last.OfType<SignOffGiven>().Single().Capacity.Should().Be(Capacity.Superior);
    }

    [Fact]
    public void an_office_without_a_head_climbs_straight_to_the_committee() =>
        journey.Wait(TimeSpan.FromDays(8)).Do(People.SecondMember, journey.Signature()).Last.OfType<SignOffGiven>().Single().Office.Should().Be(Role.Compliance);

    [Fact]
    public void the_office_itself_may_still_sign_late() =>
        journey.Wait(TimeSpan.FromDays(40)).Sign(People.Officer).Last.OfType<SignOffGiven>().Single().Capacity.Should().Be(Capacity.Own);

    [Fact]
    public void nobody_steps_in_for_two_offices_in_a_round()
    {
        journey.Sign(People.Officer).Wait(TimeSpan.FromDays(8)).Do(People.FirstMember, journey.Signature());
        while (journey.Product.Stage < Stage.RegulatoryFiling) journey.CompleteStage();
        journey.Do(People.TeamMate, new RecordFiling(FilingType.NotRequired, "Article 3", FilingOutcome.Accepted)).Submit().Wait(TimeSpan.FromDays(8)).Do(People.FirstMember, journey.Signature());
        journey.Submit().Wait(TimeSpan.FromDays(8));

        journey.Refuses(People.FirstMember, journey.Signature() with { Office = Role.Testing }, "stepped-in", "R15");

        journey.Do(People.SecondMember, journey.Signature() with { Office = Role.Testing }).Last.OfType<SignOffGiven>().Single().Capacity.Should().Be(Capacity.Superior);
    }

    [Fact]
    public void resolving_an_overdue_sign_off_does_not_make_one_person_two()
    {
        var late = Journey.At(Stage.ConsumerProtectionEvaluation);
        late.Submit().Do(People.Officer, new RecordEvaluation(Sample.AllMet(late.Policy, late.Product))).Wait(TimeSpan.FromDays(8));
        late.Sign(People.Head).Last.OfType<SignOffGiven>().Single().Should().Match<SignOffGiven>(f => f.Office == Role.ProtectionOffice && f.Capacity == Capacity.Superior);

        late.Refuses(People.Head, late.Signature() with { Office = Role.ProtectionHead }, "already-signed", "R4");
        late.Do(People.FirstMember, late.Signature() with { Office = Role.ProtectionHead }).Product.Stage.Should().Be(Stage.LaunchMonitoring);
    }
}
