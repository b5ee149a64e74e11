using ProductGate.Domain;
using ProductGate.Tests.Golden;
using ProductGate.Tests.Rules.Properties;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>The replay takes every lawful history, and names the first fact of an unlawful one that the rules do not give.</summary>
public sealed class LawfulTests
{
    public static TheoryData<string> Faults => new(PlantedFaults.All.Select(f => f.Name));

    /// <summary>What the facts alone do not contradict: the server's clock is noted, not judged.</summary>
    private static readonly string[] Noted = ["the launch window has passed"];

    private static Verdict Verify(SealedLog log) => Verify(log.Bundle());

    private static Verdict Verify(byte[] bundle) => BundleVerifier.Verify(bundle, Trust.In(LogKeys.Verify, [LogKeys.First.Public]), []);

    [Fact]
    public void whole_lives_by_the_book_are_lawful()
    {
        foreach (var journey in Tour.All) Verify(SealedLog.Of(journey)).Findings.Should().BeEmpty();
    }

    [Fact]
    public void random_lives_are_lawful()
    {
        foreach (var seed in Enumerable.Range(1, 60).Select(i => (ulong)i * 7919))
        {
            var life = RandomHistory.Of(seed).Play().End;
            Verify(SealedLog.Of(life.Trail.InOrder())).Findings.Should().BeEmpty($"history {seed} was decided by the rules");
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void a_broken_rule_is_found_and_the_event_named(string name)
    {
        var fault = PlantedFaults.All.Single(f => f.Name == name);

        var verdict = Verify(SealedLog.Of(fault.Planted()));

        if (Noted.Contains(name)) verdict.Notes.Should().Contain(n => n.Contains("recorded at", StringComparison.Ordinal));
        else verdict.Findings.Should().ContainSingle().Which.Should().Match<Finding>(f => f.Part == Finding.Lawful && f.Event > 0, name);
    }

    [Fact]
    public void an_illegal_launch_is_named_with_its_rule()
    {
        var journey = Journey.At(Stage.LaunchMonitoring).SignAll();
        journey.Now = journey.Now.AddDays(100);

        Illegal(journey, People.TeamMate, new ProductLaunched(1, journey.Product.Revision, ["branch"], People.TeamMate.Id, journey.Now))
            .Should().Match<Finding>(f => f.Rule == "R4" && f.Says.Contains("product-launched") && f.Says.Contains("Missing: Launch within the window after the evaluation"));
    }

    [Fact]
    public void a_stage_entered_with_its_gate_unmet_is_named_with_what_was_missing()
    {
        var journey = Journey.At(Stage.Handover).Submit();

        Illegal(journey, People.TeamMate, new StageCompleted(Stage.Handover, 1, journey.Product.Revision), new StageEntered(Stage.MarketingPlanning, 1, journey.Now))
            .Should().Match<Finding>(f => f.Rule == "R2" && f.Says.Contains("the gate is not met. Missing: Sign-off of operations on handover."));
    }

    [Fact]
    public void a_sign_off_of_ones_own_work_is_named()
    {
        var (journey, maker) = (Journey.At(Stage.DevelopmentAndTesting).Submit(), People.Designer with { Roles = [Role.ProductTeam, Role.Testing] });

        Illegal(journey, maker, Signed(journey, maker, Role.Testing)).Should().Match<Finding>(f => f.Rule == "R5" && f.Says.Contains("own-product"));
    }

    [Fact]
    public void one_person_on_both_sides_of_the_evaluation_is_named()
    {
        var journey = Journey.At(Stage.ConsumerProtectionEvaluation).Submit();
        journey.Do(People.Officer, new RecordEvaluation(Sample.AllMet(journey.Policy, journey.Product))).Do(People.DoubleHat, new SignOffStage(journey.Product.Stage, SignOffDecision.Approve, "", Office: Role.ProtectionOffice));

        Illegal(journey, People.DoubleHat, Signed(journey, People.DoubleHat, Role.ProtectionHead)).Should().Match<Finding>(f => f.Rule == "R4" && f.Says.Contains("already-signed"));
    }

    [Fact]
    public void an_evaluation_below_the_pass_mark_that_was_signed_is_named()
    {
        var journey = Journey.At(Stage.ConsumerProtectionEvaluation).Submit();
        ItemAnswer[] answers = [.. Sample.AllMet(journey.Policy, journey.Product).Select((a, i) => i % 2 == 0 ? a : a with { Result = ItemResult.NotMet, Note = "No." })];
        journey.Do(People.Officer, new RecordEvaluation(answers));

        Illegal(journey, People.Officer, Signed(journey, People.Officer, Role.ProtectionOffice))
            .Should().Match<Finding>(f => f.Rule == "R2" && f.Says.Contains("evaluation-not-passed") && f.Says.Contains("80 per cent"));
    }

    [Fact]
    public void without_the_pinned_policy_nothing_is_judged() =>
        Verify(BundleWriter.Write(SealedLog.Of(Journey.Declared()).Content() with { Policies = [] })).Findings.Should().ContainSingle().Which.Rule.Should().Be("R11");

    [Fact]
    public void events_from_before_roles_were_kept_are_lawful_if_somebody_could_have_done_it()
    {
        var log = SealedLog.Of(Without(Tour.Walked(), by => by with { Roles = default }));

        var verdict = Verify(log);
        verdict.Findings.Should().BeEmpty();
        verdict.Notes.Should().Contain(n => n.Contains("before the roles"));
    }

    [Fact]
    public void a_power_that_was_passed_on_for_all_products_is_believed_and_noted()
    {
        var journey = Journey.At(Stage.DevelopmentAndTesting).Submit();
        var standing = new Delegation(People.Tester.Id, People.StandIn.Id, Role.Testing, journey.Now.AddDays(5));
        var decision = ProductRules.Decide(new Situation(journey.Product, People.StandIn, journey.Now, journey.Policy) { Standing = [standing] }.HavingOpenedAll(), new SignOffStage(Stage.DevelopmentAndTesting, SignOffDecision.Approve, ""));
        journey.Facts.AddRange(decision.Facts);
        journey.Acts.AddRange(decision.Facts.Select(_ => (People.StandIn, journey.Now)));

        var verdict = Verify(SealedLog.Of(journey));
        verdict.Findings.Should().BeEmpty();
        verdict.Notes.Should().Contain(n => n.Contains("xu.tao passed powers on to pan.yue for all products"));
    }

    [Fact]
    public void an_act_that_is_just_being_sealed_is_lawful_and_one_that_stays_cut_off_is_not()
    {
        var journey = Journey.At(Stage.PreliminaryReview);
        journey.Facts.RemoveAt(journey.Facts.Count - 1);
        journey.Acts.RemoveAt(journey.Acts.Count - 1);
        Verify(SealedLog.Of(journey)).Findings.Should().ContainSingle().Which.Says.Should().Contain("it is the last fact");

        for (var i = 0; i < journey.Acts.Count; i++) journey.Acts[i] = journey.Acts[i] with { At = SealedLog.Sealing.AddMinutes(15) };
        Verify(SealedLog.Of(journey)).Should().Match<Verdict>(v => v.Passed && v.Notes.Any(n => n.Contains("not sealed to its end")));
    }

    private static Journey Without(Journey journey, Func<Actor, Actor> change)
    {
        for (var i = 0; i < journey.Acts.Count; i++) journey.Acts[i] = journey.Acts[i] with { By = change(journey.Acts[i].By) };
        return journey;
    }

    private static SignOffGiven Signed(Journey journey, Actor by, Role office)
    {
        var asked = journey.Policy.Of(journey.Product.Stage).SignOffs.Single(s => s.Office == office);
        var view = SignedView.Of(journey.Product, journey.Product.Stage, office, asked.Sections.Order());
        return new(journey.Product.Stage, 1, office, SignOffDecision.Approve, asked.Meaning, Capacity.Own, journey.Product.Revision, view.Sections, journey.Policy.Ref, "", by.Id, journey.Now, null, view.Hash);
    }

    /// <summary>What the verifier says of a life with facts at its end that the rules would not have let in.</summary>
    private static Finding Illegal(Journey journey, Actor by, params IFact[] facts)
    {
        journey.Facts.AddRange(facts);
        journey.Acts.AddRange(facts.Select(_ => (by, journey.Now)));
        var verdict = Verify(SealedLog.Of(journey));
        verdict.Findings.Should().ContainSingle().Which.Part.Should().Be(Finding.Lawful);
        return verdict.Findings[0];
    }
}
