using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>R1 and the first half of R2: handing in, and going forward one at a time.</summary>
public sealed class StageOrderTests
{
    [Fact]
    public void stages_move_forward_one_at_a_time()
    {
        var journey = Journey.Live();

        journey.Facts.OfType<StageEntered>().Select(f => (int)f.Stage).Should().Equal(1, 2, 3, 4, 5, 6, 7, 8, 9);
        journey.Facts.OfType<StageCompleted>().Select(f => (int)f.Stage).Should().Equal(1, 2, 3, 4, 5, 6, 7, 8);
    }

    [Fact]
    public void the_first_stage_needs_no_signature()
    {
        var journey = Journey.At(Stage.InternalDeclaration).Submit();

        journey.Product.Stage.Should().Be(Stage.PreliminaryReview);
        journey.Last.OfType<StageCompleted>().Should().ContainSingle();
    }

    [Fact]
    public void a_stage_is_handed_in_once()
    {
        var journey = Journey.At(Stage.PreliminaryReview).Submit();

        var refusal = journey.Refuses(People.TeamMate, new SubmitStage(), "already-submitted", "R1");

        refusal.Missing.Select(m => m.By).Should().Equal(Role.ProtectionOffice, Role.Compliance);
        refusal.Missing.Should().OnlyContain(m => m.Due != null);
    }

    [Fact]
    public void a_stage_named_in_the_submission_is_the_open_one()
    {
        var journey = Journey.At(Stage.PreliminaryReview);

        journey.Refuses(People.TeamMate, new SubmitStage(Stage.Handover), "stage-not-open", "R1");
        journey.Refuses(People.TeamMate, new SubmitStage(Stage.InternalDeclaration), "stage-not-open", "R1");
        journey.Do(People.TeamMate, new SubmitStage(Stage.PreliminaryReview)).Product.Submitted.Should().BeTrue();
    }

    [Fact]
    public void the_last_stage_opens_without_being_handed_in()
    {
        var journey = Journey.At(Stage.LaunchMonitoring);

        journey.Refuses(People.TeamMate, new SubmitStage(), "stage-not-open", "R1");
        journey.Product.Requests.Should().Contain(r => r.Stage == Stage.LaunchMonitoring && r.Office == Role.Operations);
    }

    [Fact]
    public void a_product_on_the_market_has_no_stage_to_hand_in() =>
        Journey.Live().Refuses(People.TeamMate, new SubmitStage(), "stage-not-open", "R1");

    public static TheoryData<Stage, Section, string> RequiredFields()
    {
        var rows = new TheoryData<Stage, Section, string>();
        foreach (var stage in PolicyReader.Default.Stages)
            foreach (var required in stage.Requires)
                foreach (var field in required.Fields) rows.Add(stage.Stage, required.Section, field);
        return rows;
    }

    [Theory]
    [MemberData(nameof(RequiredFields))]
    public void a_stage_is_handed_in_only_with_what_the_policy_asks_for(Stage stage, Section section, string field)
    {
        var journey = Journey.At(stage);
        var complete = Sample.Revise(section, "complete again");
        journey.Do(People.Designer, Sample.Without(section, field.Split('|')));

        var refusal = journey.Refuses(People.TeamMate, new SubmitStage(), "stage-incomplete", "R2");

        refusal.Missing.Should().NotBeEmpty().And.OnlyContain(m => m.By == Role.ProductTeam && m.What.ToString().Contains(Words.Of(section).ToString()));
        journey.Do(People.Designer, complete).Submit().Facts.OfType<StageSubmitted>().Should().Contain(f => f.Stage == stage);
    }

    [Fact]
    public void either_of_two_alternative_fields_is_enough()
    {
        var journey = Journey.At(Stage.MarketingPlanning).Do(People.Designer, new ReviseSection(Section.Marketing, CanonicalJson.Parse(
            """{"items":[{"name":"Leaflet","document":{"sha256":"0000000000000000000000000000000000000000000000000000000000000001","name":"leaflet.pdf"},"claims":[],"validUntil":"2026-12-31"}]}""")));

        journey.Submit().Product.Submitted.Should().BeTrue();
    }

    [Fact]
    public void blank_text_does_not_fill_a_field()
    {
        var journey = Journey.At(Stage.InternalDeclaration).Do(People.Designer, new ReviseSection(Section.TargetMarket, CanonicalJson.Parse("""{"target":"  ","negativeTarget":"None."}""")));

        journey.Refuses(People.TeamMate, new SubmitStage(), "stage-incomplete", "R2").Missing.Should().ContainSingle(m => m.What.ToString().Contains("target"));
    }
}
