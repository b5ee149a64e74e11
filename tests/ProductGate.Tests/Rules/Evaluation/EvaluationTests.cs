using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>Stage 8: the checklist, the score, and the two signatures.</summary>
public sealed class EvaluationTests
{
    private readonly Journey journey = Journey.At(Stage.ConsumerProtectionEvaluation);

    private ItemAnswer[] All => Sample.AllMet(journey.Policy, journey.Product);

    private RecordEvaluation Except(ItemResult result, params string[] items) =>
        new([.. All.Select(a => items.Contains(a.Item) ? a with { Result = result, Note = "Because." } : a)]);

    [Fact]
    public void it_is_recorded_once_the_stage_is_handed_in()
    {
        journey.Refuses(People.Officer, new RecordEvaluation(All), "stage-not-open", "R1").Missing.Should().Contain(m => m.By == Role.ProductTeam);

        journey.Submit().Do(People.Officer, new RecordEvaluation(All));

        journey.Last.OfType<EvaluationRecorded>().Single().Should().Match<EvaluationRecorded>(f => f.Round == 1 && f.Revision == journey.Product.Revision && f.By == People.Officer.Id);
    }

    [Fact]
    public void the_office_is_asked_for_it_until_it_judged_the_current_revision()
    {
        journey.Submit().Asked.Should().Contain(a => a.Kind == AskKind.Evaluate && a.By == Role.ProtectionOffice);

        journey.Do(People.Officer, new RecordEvaluation(All)).Asked.Should().NotContain(a => a.Kind == AskKind.Evaluate);
        journey.Do(People.Designer, Sample.Revise(Section.Marketing, "new")).Asked.Should().Contain(a => a.Kind == AskKind.Evaluate);
    }

    [Fact]
    public void every_item_is_answered_exactly_once()
    {
        journey.Submit();
        void Invalid(ItemAnswer[] answers, string code, string field) => journey.Refuses(People.Officer, new RecordEvaluation(answers), code).Field.Should().Be(field);

        Invalid(All[1..], "items-missing", "answers");
        Invalid([], "items-missing", "answers");
        Invalid([.. All, All[0]], "item-twice", "answers[11].item");
        Invalid([.. All, new ItemAnswer("horoscope", ItemResult.Met)], "unknown-item", "answers[11].item");
        Invalid([All[0] with { Result = ItemResult.NotMet }, .. All[1..]], "note-needed", "answers[0].note");
        Invalid([All[0] with { Result = ItemResult.NotApplicable, Note = " " }, .. All[1..]], "note-needed", "answers[0].note");
        journey.Do(People.Officer, new RecordEvaluation(All));
    }

    [Fact]
    public void nobody_signs_before_it_passes()
    {
        journey.Submit().Refuses(People.Officer, journey.Signature(), "evaluation-not-passed", "R2").Missing.Should().ContainSingle(m => m.What.ToString().Contains("80 per cent"));
        journey.Refuses(People.Head, journey.Signature(), "evaluation-not-passed", "R2");

        journey.Do(People.Officer, new RecordEvaluation(All)).Sign(People.Officer).Sign(People.Head).Product.Stage.Should().Be(Stage.LaunchMonitoring);
        journey.Facts.OfType<EvaluationPassed>().Should().ContainSingle().Which.Revision.Should().Be(journey.Product.Revision);
    }

    [Theory]
    [InlineData(true, "policy-in-place", "terms-explained")]
    [InlineData(true, "policy-in-place", "terms-explained", "consumer-education")]
    [InlineData(false, "policy-in-place", "terms-explained", "after-sale-and-emergency-plan")]
    public void the_weighted_score_reaches_the_pass_mark_or_not(bool passes, params string[] notMet)
    {
        journey.Submit().Do(People.Officer, Except(ItemResult.NotMet, notMet));

        if (passes) journey.Sign(People.Officer);
        else journey.Refuses(People.Officer, journey.Signature(), "evaluation-not-passed", "R2");
    }

    [Theory]
    [InlineData(100, 100)]
    [InlineData(50, 50)]
    [InlineData(0, 0)]
    public void the_score_is_the_weight_of_what_is_met_of_all_that_applies(int weightMet, int score)
    {
        ChecklistItem Item(string id, int weight) => new(id, EvaluationElement.Education, id, weight, false);
        ItemAnswer[] answers =
        [
            new("a", weightMet > 0 ? ItemResult.Met : ItemResult.NotMet), new("b", weightMet == 100 ? ItemResult.Met : ItemResult.NotMet), new("c", ItemResult.NotApplicable),
        ];

        EvaluationStage.Score(answers, [Item("a", 2), Item("b", 2), Item("c", 100)]).Should().Be(score);
    }

    [Fact]
    public void nothing_applicable_is_no_pass() => EvaluationStage.Score([new("a", ItemResult.NotApplicable, "No.")], [new("a", EvaluationElement.Education, "a", 1, true)]).Should().Be(0);

    [Fact]
    public void a_mandatory_item_is_met_or_not_applicable_with_a_reason()
    {
        journey.Submit().Do(People.Officer, Except(ItemResult.NotMet, "special-notice")).Refuses(People.Officer, journey.Signature(), "evaluation-not-passed", "R2");

        journey.Do(People.Officer, Except(ItemResult.NotApplicable, "special-notice")).Sign(People.Officer);
    }

    [Fact]
    public void a_new_evaluation_takes_back_the_signatures_on_the_old_one()
    {
        journey.Submit().Do(People.Officer, new RecordEvaluation(All)).Sign(People.Officer).Do(People.SecondOfficer, Except(ItemResult.NotMet, "consumer-education"));

        journey.Last.OfType<SignOffInvalidated>().Should().ContainSingle().Which.Should().Match<SignOffInvalidated>(f => f.Office == Role.ProtectionOffice && f.Reason == "A new evaluation was recorded.");
        journey.Last.OfType<SignOffRequested>().Should().ContainSingle();
        journey.Sign(People.Head).Product.Stage.Should().Be(Stage.ConsumerProtectionEvaluation);
    }

    [Fact]
    public void a_revision_voids_the_evaluation()
    {
        journey.Submit().Do(People.Officer, new RecordEvaluation(All)).Sign(People.Officer).Do(People.Designer, Sample.Revise(Section.Marketing, "new"));

        journey.Product.Valid.Should().NotContain(v => v.Stage == Stage.ConsumerProtectionEvaluation);
        journey.Refuses(People.Head, journey.Signature(), "evaluation-not-passed", "R2");
        journey.Do(People.Officer, new RecordEvaluation(All)).Sign(People.Head).SignAll().Product.Stage.Should().Be(Stage.LaunchMonitoring);
    }

    [Fact]
    public void an_evaluation_grows_too_old_to_be_signed()
    {
        journey.Submit().Do(People.Officer, new RecordEvaluation(All));
        journey.Now = EvaluationStage.WindowEnd(journey.Now, journey.Policy);
        journey.Try(People.Officer, journey.Signature()).Refusal.Should().BeNull();

        journey.Now = journey.Now.AddSeconds(1);
        journey.Refuses(People.Officer, journey.Signature(), "evaluation-not-passed", "R2");
    }

    [Fact]
    public void a_contributor_does_not_evaluate_and_neither_does_who_stepped_aside()
    {
        var policy = Sample.Policy(p => p["sections"]![5]!["editors"]!.AsArray().Add("protection-office"));
        var own = Journey.At(Stage.ConsumerProtectionEvaluation, policy).Do(People.Officer, Sample.Revise(Section.Disclosure, "mine")).Submit();
        var evaluation = new RecordEvaluation(Sample.AllMet(policy, own.Product));

        own.Refuses(People.Officer, evaluation, "own-product", "R5");
        own.Sign(People.SecondOfficer, SignOffDecision.Recuse).Refuses(People.SecondOfficer, evaluation, "recused", "R5");
        own.Do(People.Officer with { Id = "third" }, evaluation);
    }

    [Fact]
    public void the_two_signatures_are_two_peoples()
    {
        var both = People.Officer with { Roles = [Role.ProtectionOffice, Role.ProtectionHead] };
        journey.Submit().Do(People.SecondOfficer, new RecordEvaluation(All)).Sign(both);

        journey.Refuses(both, journey.Signature(), "already-signed", "R4");
        journey.Sign(People.Head).Product.Stage.Should().Be(Stage.LaunchMonitoring);
    }

    [Fact]
    public void items_apply_by_category_and_grade()
    {
        var policy = Sample.Policy(p =>
        {
            p["evaluation"]!["items"]![1]!["when"] = System.Text.Json.Nodes.JsonNode.Parse("""{"categories":["deposits"]}""");
            p["evaluation"]!["items"]![2]!["when"] = System.Text.Json.Nodes.JsonNode.Parse("""{"riskGrades":["R3"]}""");
        });
        var cards = Journey.At(Stage.ConsumerProtectionEvaluation, policy).Submit();

        cards.Policy.Evaluation.ItemsFor(cards.Product).Should().HaveCount(10).And.NotContain(i => i.Id == "suitable-customer-grading");
        cards.Refuses(People.Officer, new RecordEvaluation([.. policy.Evaluation.Items.Select(i => new ItemAnswer(i.Id, ItemResult.Met))]), "unknown-item");
        cards.Do(People.Officer, new RecordEvaluation(Sample.AllMet(policy, cards.Product)));
    }
}
