using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class LaunchTests(SharedBank shared) : IClassFixture<SharedBank>
{
    [Fact]
    public async Task r4_only_the_evaluated_revision_is_launched()
    {
        var product = await HttpJourney.ReadyToLaunch(shared.Bank);

        await product.Refuses(People.TeamMate, new LaunchProduct(product.Revision - 1, ["branch"]), 409, "other-revision", "R4");

        (await product.Launch()).Text("marketState").Should().Be("Live");
    }

    [Fact]
    public async Task r4_an_unsuitable_channel_is_not_launched()
    {
        var product = await HttpJourney.ReadyToLaunch(shared.Bank);

        (await product.Refuses(People.TeamMate, new LaunchProduct(product.Revision, ["branch", "telephone"]), 409, "channel-unsuitable", "R4")).Misses("Launch through other channels.", "product-team");

        await product.Do(People.TeamMate, new LaunchProduct(product.Revision, ["branch", "app"]));
    }

    [Fact]
    public async Task r4_a_revision_after_the_evaluation_has_to_be_evaluated_again()
    {
        var product = await HttpJourney.ReadyToLaunch(shared.Bank);
        await product.Do(People.Designer, Sample.Revise(Section.Pricing, "one more idea"));

        var refusal = await product.Refuses(People.TeamMate, new LaunchProduct(product.Revision, ["branch"]), 409, "evaluation-not-passed", "R4");
        refusal.Misses("Sign-off of the head of the protection office on consumer protection evaluation.", "protection-head");

        await product.Evaluate();
        await product.SignAll();
        (await product.Launch()).Text("marketState").Should().Be("Live");
    }

    [Fact]
    public async Task r4_a_condition_before_launch_keeps_the_door_shut_until_it_is_met()
    {
        var product = await HttpJourney.HandedIn(shared.Bank, Stage.ConsumerProtectionEvaluation);
        await product.Evaluate();
        await product.Sign(People.Officer, SignOffDecision.ApproveWithConditions, null, new NewCondition("Train the branches.", Role.Operations, ConditionGate.BeforeLaunch, product.Today.AddDays(5)));
        await product.SignAll();
        var condition = await product.Newest("conditions");
        var order = new LaunchProduct(product.Revision, ["branch"]);

        (await product.Refuses(People.TeamMate, order, 409, "condition-open", "R4")).Misses("Meet condition C1: Train the branches.", "operations");
        await product.Refuses(People.Operator, new CloseCondition("We are ready.") { ConditionId = condition }, 409, "condition-owner", "R5");

        await product.Do(People.Officer, new CloseCondition("Seen in three branches.") { ConditionId = condition });
        await product.Refuses(People.Officer, new CloseCondition("Again.") { ConditionId = condition }, 409, "condition-closed");
        await product.Do(People.TeamMate, order);
    }

    [Fact]
    public async Task r4_a_product_that_has_not_come_to_its_launch_is_not_launched()
    {
        var product = await HttpJourney.At(shared.Bank, Stage.PreliminaryReview);

        (await product.Refuses(People.TeamMate, new LaunchProduct(product.Revision, ["branch"]), 409, "stage-not-open", "R4")).Misses("Submit preliminary review.", "product-team");
    }

    [Fact]
    public async Task conditions_are_worded_so_that_somebody_can_meet_them()
    {
        var product = await HttpJourney.HandedIn(shared.Bank, Stage.PreliminaryReview);
        NewCondition good = new("Train the branches.", Role.Operations, ConditionGate.BeforeLaunch, product.Today);
        NewCondition[] bad =
        [
            good with { Owner = Role.ProtectionOffice }, good with { Due = null }, good with { Due = product.Today.AddDays(-1) },
            new("Later.", Role.Operations, ConditionGate.AfterLaunch), new("Later.", Role.Operations, ConditionGate.AfterLaunch, null, 0), new("Later.", Role.Operations, ConditionGate.AfterLaunch, product.Today, 5),
        ];

        foreach (var condition in bad) await product.Refuses(People.Officer, product.Signature(SignOffDecision.ApproveWithConditions, null, condition), 422, "invalid-condition");
        await product.Refuses(People.Officer, product.Signature(SignOffDecision.ApproveWithConditions), 422, "invalid-condition");
        await product.Refuses(People.Officer, product.Signature(SignOffDecision.Approve, null, good), 422, "invalid-condition");

        await product.Sign(People.Officer, SignOffDecision.ApproveWithConditions, null, good);
    }
}
