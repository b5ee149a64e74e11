using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>Whoever uses somebody else's power is shown to, wherever it is shown what they did with it.</summary>
public sealed class OnBehalfTests(SharedBank shared) : IClassFixture<SharedBank>
{
    private const string Words = "on behalf of Liu Yang";

    [Fact]
    public async Task a_condition_closed_and_a_review_completed_with_a_lent_power_say_whose_it_was()
    {
        var product = await HttpJourney.At(shared.Bank, Stage.RegulatoryFiling);
        var lent = new DelegateAuthority(People.SecondTester.Id, Role.Compliance, shared.Bank.Clock.GetUtcNow().AddDays(30), "On leave.", [Power.CloseConditions, Power.CompleteReviews]);
        await product.Do(People.Compliance, lent);
        await product.Do(People.TeamMate, product.Filing());
        await product.Submit();
        await product.Sign(People.Compliance, SignOffDecision.ApproveWithConditions, null, new NewCondition("Train.", Role.Operations, ConditionGate.BeforeLaunch, product.Today.AddDays(30)));
        await product.Do(People.SecondTester, new CloseCondition("Attendance list.") { ConditionId = await product.Newest("conditions") });
        while (product.Stage < Stage.LaunchMonitoring) await product.CompleteStage();
        await product.SignAll();
        await product.Launch();
        await product.Do(People.Officer, new OpenReview("A rumour."));
        await product.Do(People.SecondTester, new CompleteReview(ReviewConclusion.Continue, "Nothing in it.") { ReviewId = await product.Newest("reviews") });

        var seen = await product.Look();
        seen.Items("conditions").Single().Text("onBehalfOf").Should().Be(People.Compliance.Id);
        seen.Items("reviews").Last().Text("onBehalfOf").Should().Be(People.Compliance.Id);
        (await Page(product, "")).Should().Contain(Words);
        (await Page(product, "/monitoring")).Should().Contain(Words);
    }

    private async Task<string> Page(HttpJourney product, string page) => (await shared.Bank.Get(People.Officer, $"/products/{product.Id}{page}")).Is(200).Text;
}
