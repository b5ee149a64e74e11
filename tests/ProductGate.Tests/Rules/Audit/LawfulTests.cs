using ProductGate.Domain;
using ProductGate.Tests.Golden;
using ProductGate.Tests.Rules.Properties;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>The replay takes every lawful history, and names the first fact of an unlawful one that the rules do not give.</summary>
public sealed class LawfulTests
{
    public static TheoryData<string> Faults => new(PlantedFaults.All.Select(f => f.Name));

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

        verdict.Findings.Should().ContainSingle().Which.Should().Match<Finding>(f => f.Part == Finding.Lawful && f.Event > 0, name);
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

    [Theory]
    [InlineData("roles")]
    [InlineData("kind")]
    public void an_event_that_does_not_keep_who_acted_after_those_that_did_is_named(string left)
    {
        var log = SealedLog.Of(Journey.Declared());
        LeafActor by = new(People.Designer.Id, People.Designer.Name, left == "kind" ? null : ActorKind.Person, left == "roles" ? null : [Role.ProductTeam], ["cards"]);
        log.Fact(Journey.Id, "product-withdrawn", StoredFacts.Write(new ProductWithdrawn("No.", People.Designer.Id, Sample.Monday)).ToElement(), by, Sample.Monday);
        log.Publish();

        Verify(log).Findings.Should().ContainSingle().Which.Should().Match<Finding>(f => f.Rule == "R13" && f.Says.Contains("roles of whoever acted were left out"));
    }

    [Fact]
    public void whoever_has_no_team_any_more_is_not_taken_for_a_member_of_the_products()
    {
        var log = SealedLog.Of(Journey.Declared());
        log.Fact(Journey.Id, "product-withdrawn", StoredFacts.Write(new ProductWithdrawn("No.", "sun.hao", Sample.Monday)).ToElement(), new("sun.hao", "Sun Hao", ActorKind.Person, [Role.ProductTeam]), Sample.Monday);
        log.Publish();

        Verify(log).Findings.Should().ContainSingle().Which.Says.Should().Contain("the rules refuse it");
    }

    [Fact]
    public void a_signature_without_what_the_signer_was_shown_is_for_old_histories_only()
    {
        var journey = Journey.At(Stage.ProjectEstablishment);
        var (last, old) = (journey.Facts.FindLastIndex(f => f is SignOffGiven), Journey.At(Stage.ProjectEstablishment));
        journey.Facts[last] = (SignOffGiven)journey.Facts[last] with { View = null };
        for (var i = 0; i < old.Facts.Count; i++) if (old.Facts[i] is SignOffGiven f) old.Facts[i] = f with { View = null };

        Verify(SealedLog.Of(journey)).Findings.Should().ContainSingle().Which.Should().Match<Finding>(f => f.Rule == "R2" && f.Says.Contains("the rules give it with view"));
        Verify(SealedLog.Of(old)).Should().Match<Verdict>(v => v.Passed && v.Notes.Any(n => n.Contains("from before what the signer had been shown")));
    }

    [Theory]
    [InlineData(-1, 0, "and the fact before it at")]
    [InlineData(0, 11, "it says that it happened at")]
    [InlineData(40_000, 0, "and the checkpoint over it is of")]
    public void times_that_no_servers_clock_gives_are_named(int hours, int minutes, string says)
    {
        var log = SealedLog.Of(Journey.Declared());
        var at = Sample.Monday.AddHours(hours);
        log.Fact(Journey.Id, new ProductWithdrawn("No.", People.Designer.Id, at), People.Designer, at.AddMinutes(minutes));
        log.Publish();

        Verify(log).Findings.Should().ContainSingle().Which.Should().Match<Finding>(f => f.Rule == "R13" && f.Says.Contains(says));
    }

    [Fact]
    public void an_act_that_is_just_being_sealed_is_lawful_and_one_that_stays_cut_off_is_not()
    {
        var journey = Journey.At(Stage.PreliminaryReview);
        journey.Facts.RemoveAt(journey.Facts.Count - 1);
        journey.Acts.RemoveAt(journey.Acts.Count - 1);
        Verify(SealedLog.Of(journey)).Findings.Should().ContainSingle().Which.Says.Should().Contain("it is the last fact");

        Verify(SealedLog.Of(journey, journey.Now.AddMinutes(-15))).Should().Match<Verdict>(v => v.Passed && v.Notes.Any(n => n.Contains("not sealed to its end")));
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
