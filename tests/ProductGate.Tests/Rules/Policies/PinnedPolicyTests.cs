using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>R11: the policy that a round was begun under judges it, until a migration says otherwise.</summary>
public sealed class PinnedPolicyTests
{
    private static readonly Policy Stricter = Sample.Policy(p =>
    {
        p["version"] = 2;
        p["stages"]![1]!["signOffs"]!.AsArray().Add(System.Text.Json.Nodes.JsonNode.Parse(
            """{"office":"complaints","meaning":"Reviewed","quorum":1,"sections":["Summary"],"decisions":["Approve","Recuse"]}"""));
    });

    private static MigratePolicy Migrate(Policy? target, int version = 2) => new(version, "New rulebook.") { Target = target };

    [Fact]
    public void the_declaration_pins_the_policy() => Journey.Declared(Stricter).Product.Policy.Should().Be(Stricter.Ref);

    [Fact]
    public void every_signature_cites_the_policy_it_was_given_under() =>
        Journey.Live(Stricter).Facts.OfType<SignOffGiven>().Should().OnlyContain(f => f.Policy == Stricter.Ref);

    [Fact]
    public void a_migration_is_an_event_and_asks_at_once_what_the_new_policy_asks()
    {
        var journey = Journey.At(Stage.ProjectEstablishment).Do(People.Administrator, Migrate(Stricter));

        journey.Last.OfType<PolicyMigrated>().Single().Should().Match<PolicyMigrated>(f => f.From == PolicyReader.Default.Ref && f.To == Stricter.Ref && f.Reason == "New rulebook.");
        journey.Last.OfType<SignOffRequested>().Should().ContainSingle().Which.Should().Match<SignOffRequested>(f => f.Office == Role.Complaints && f.Stage == Stage.PreliminaryReview);
        journey.Product.Policy.Should().Be(Stricter.Ref);
    }

    [Fact]
    public void the_stage_then_waits_for_the_new_office()
    {
        var journey = Journey.At(Stage.ProjectEstablishment).Do(People.Administrator, Migrate(Stricter));
        journey.Policy = Stricter;
        journey.Submit().Sign(People.FirstMember).Sign(People.SecondMember).Product.Stage.Should().Be(Stage.ProjectEstablishment);

        journey.Do(People.Complaints, new SignOffStage(Stage.PreliminaryReview, SignOffDecision.Approve, "")).Product.Stage.Should().Be(Stage.RegulatoryFiling);
    }

    [Fact]
    public void a_migration_needs_another_policy_that_exists_and_an_administrator()
    {
        var journey = Journey.At(Stage.PreliminaryReview);

        journey.Refuses(People.Administrator, Migrate(null, 7), "unknown-policy-version").Should().Match<Refusal>(r => r.Kind == RefusalKind.Invalid && r.Field == "version");
        journey.Refuses(People.Administrator, Migrate(PolicyReader.Default, 1), "same-policy", "R11");
        journey.Refuses(People.Head, Migrate(Stricter), "role-not-allowed");
        journey.Do(People.Administrator, Migrate(Stricter));
    }

    [Fact]
    public void a_signature_that_covers_less_than_the_new_policy_asks_is_taken_back()
    {
        var wider = Sample.Policy(p =>
        {
            p["version"] = 2;
            p["stages"]![1]!["signOffs"]![1]!["sections"]!.AsArray().Add("Agreement");
        });
        var journey = Journey.At(Stage.ProjectEstablishment).Do(People.Administrator, Migrate(wider));

        journey.Last.OfType<SignOffInvalidated>().Should().ContainSingle().Which.Office.Should().Be(Role.Compliance);
        journey.Last.OfType<SignOffRequested>().Should().ContainSingle().Which.Office.Should().Be(Role.Compliance);
    }
}
