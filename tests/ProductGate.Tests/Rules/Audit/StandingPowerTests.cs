using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>Who acts under a power that was passed on for every product is judged by the sealed stream in which that stands.</summary>
public sealed class StandingPowerTests
{
    private static readonly Guid Id = Guid.Parse("01a00000-0000-7000-8000-00000000000d");
    private static readonly Journey Signed = SignedForTheTester();

    internal static SealedLog Lawful => Log((PassedOn, People.Tester));

    private static AuthorityDelegated PassedOn => new(People.Tester.Id, People.StandIn.Id, Role.Testing, Signed.Now.AddDays(5), "On leave.", Sample.Monday, Id, [Power.SignOff]);

    private static DelegationRevoked TakenBack => new(Id, People.Tester.Id, People.StandIn.Id, Role.Testing, "Back early.", People.Tester.Id, Sample.Monday);

    private static Verdict Verify(byte[] bundle) => BundleVerifier.Verify(bundle, Trust.In(LogKeys.Verify, [LogKeys.First.Public]), []);

    [Fact]
    public void what_was_passed_on_and_not_taken_back_is_lawful() => Verify(Lawful.Bundle()).Findings.Should().BeEmpty();

    [Fact]
    public void it_may_be_taken_back_afterwards()
    {
        var log = Log((PassedOn, People.Tester));
        log.Fact(Delegation.StreamOf(People.Tester.Id), TakenBack with { At = Signed.Now }, People.Tester, Signed.Now);
        log.Publish();

        Verify(log.Bundle()).Findings.Should().BeEmpty();
    }

    [Fact]
    public void nobody_acts_for_another_who_passed_nothing_on() =>
        Finds("Nothing here says that xu.tao had passed a power on", Log());

    [Fact]
    public void nobody_acts_for_another_who_took_it_back() => Finds("the rules refuse it", Log((PassedOn, People.Tester), (TakenBack, People.Tester)));

    [Fact]
    public void nobody_acts_for_another_when_it_is_over() => Finds("the rules refuse it", Log((PassedOn with { At = Sample.Monday.AddMinutes(-5), Until = Sample.Monday.AddMinutes(-1) }, People.Tester)));

    [Fact]
    public void nobody_passes_on_what_is_not_theirs()
    {
        Finds("In delegations for all products, fact 1 (authority-delegated, by Ma Li)", Log((PassedOn, People.Operator)));
        Finds("it is in the stream of somebody else", Log((PassedOn with { From = People.SecondTester.Id }, People.SecondTester)));
    }

    [Theory]
    [InlineData("left out")]
    [InlineData("cut off")]
    [InlineData("edited")]
    public void delegations_are_whole_as_the_map_has_them(string attack)
    {
        var content = Log((PassedOn, People.Tester), (TakenBack, People.Tester)).Content();
        var stream = content.Delegations.Single();
        var attacked = content with
        {
            Delegations = attack switch
            {
                "left out" => [],
                "cut off" => [stream with { Facts = [stream.Facts[0]] }],
                _ => [stream with { Facts = [stream.Facts[0], stream.Facts[0]] }],
            },
        };

        var verdict = Verify(BundleWriter.Write(attacked));

        verdict.Findings.Should().Contain(f => attack == "left out" ? f.Part == Finding.Lawful : f.Part == Finding.Complete && f.Says.Contains("The map does not have the delegations"));
    }

    private static void Finds(string says, SealedLog log) => Verify(log.Bundle()).Findings.Should().ContainSingle().Which.Should().Match<Finding>(f => f.Part == Finding.Lawful && f.Says.Contains(says));

    private static SealedLog Log(params (IFact Fact, Actor By)[] delegations)
    {
        var log = new SealedLog();
        foreach (var (fact, by) in delegations) log.Fact(Delegation.StreamOf(People.Tester.Id), fact, by, Sample.Monday);
        foreach (var (fact, act) in Signed.Facts.Zip(Signed.Acts)) log.Fact(Journey.Id, fact, act.By, act.At);
        log.Publish();
        return log;
    }

    private static Journey SignedForTheTester()
    {
        var journey = Journey.At(Stage.DevelopmentAndTesting).Submit().Wait(TimeSpan.FromHours(1));
        var standing = new Delegation(People.Tester.Id, People.StandIn.Id, Role.Testing, journey.Now.AddDays(5));
        var decision = ProductRules.Decide(new Situation(journey.Product, People.StandIn, journey.Now, journey.Policy) { Standing = [standing] }.HavingOpenedAll(), new SignOffStage(Stage.DevelopmentAndTesting, SignOffDecision.Approve, ""));
        journey.Facts.AddRange(decision.Facts);
        journey.Acts.AddRange(decision.Facts.Select(_ => (People.StandIn, journey.Now)));
        return journey;
    }
}
