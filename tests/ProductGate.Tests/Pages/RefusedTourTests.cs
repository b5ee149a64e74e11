using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>Every form as it comes back when it was sent as it stands: what is wrong is said so that everybody finds it.</summary>
public sealed class RefusedTourTests(Browser browser, SharedBank shared) : IClassFixture<SharedBank>
{
    private Bank Bank => shared.Bank;

    [Fact]
    public async Task of_a_product_that_is_reviewed()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        await product.Raise(People.Officer, OpinionKind.Objection);
        await product.Sign(People.Compliance, SignOffDecision.ApproveWithConditions, null, new NewCondition("Train the branches.", Role.Operations, ConditionGate.AfterLaunch, null, 30));
        var disputed = await product.Raise(People.Compliance, OpinionKind.Objection);
        await product.Do(People.TeamMate, new AnswerOpinion(OpinionAnswer.NotAdopted, "It is the market's price.") { OpinionId = disputed });
        var deadline = (await product.Look()).Items("deadlines").First().Text("id");
        var page = $"/products/{product.Id}";

        await browser.Tour(Bank, People.Officer, Sight.Refused(page, "raise-opinion"), Sight.RefusedOnRequest(page, "withdraw-o1"), Sight.RefusedOnRequest(page, "escalate-o1"), Sight.Refused($"{page}/decision", "sign", "button[name=confirm]"));
        await browser.Tour(Bank, People.Designer, Sight.Refused(page, "answer-o1"), Sight.Refused(page, "withdraw"));
        await browser.Tour(Bank, People.Compliance, Sight.Refused(page, "close-c1"));
        await browser.Tour(Bank, People.FirstMember, Sight.Refused(page, "rule-o2"), Sight.RefusedOnRequest(page, $"extend-{deadline}"), Sight.RefusedOnRequest(page, $"pause-{deadline}"));
    }

    [Fact]
    public async Task of_a_product_that_is_launched_and_watched()
    {
        var (ready, live) = (await HttpJourney.ReadyToLaunch(Bank), await HttpJourney.Live(Bank));
        var (filed, judged) = (await HttpJourney.At(Bank, Stage.RegulatoryFiling), await HttpJourney.HandedIn(Bank, Stage.ConsumerProtectionEvaluation));
        await live.Do(People.Officer, new SuspendDistribution("Complaints."));
        var review = (await live.Look()).Items("reviews").Last().Text("number");
        var page = $"/products/{live.Id}/monitoring";

        await browser.Tour(Bank, People.TeamMate, Sight.Refused($"/products/{filed.Id}/filing", "filing"), Sight.Refused($"/products/{ready.Id}/launch", "launch"), Sight.Refused(page, "change"));
        await browser.Tour(Bank, People.Officer, Sight.Refused($"/products/{judged.Id}/evaluation", "evaluate", "button.primary"), Sight.Refused(page, "open-review"), Sight.Refused(page, $"complete-{review}"), Sight.Refused(page, "retire"));
        await browser.Tour(Bank, People.Complaints, Sight.Refused(page, "report"));
    }

    [Fact]
    public async Task of_everything_else()
    {
        var product = await HttpJourney.Declared(Bank);
        await product.Do(People.Designer, Sample.Revise(Section.Pricing));
        await browser.Tour(Bank, People.Designer, Sight.Refused("/products/new", "declare"), new Sight($"/products/{product.Id}/dossier/Pricing/edit", State: "refused", Reach: async page =>
        {
            await page.Locator("[name='fees[0].amount.amount']").FillAsync("12.505");
            await page.Locator("button[name=save]").ClickAsync();
            await page.Locator(".errsum").WaitForAsync();
        }));
        await browser.Tour(Bank, People.Operator, Sight.Refused("/delegations", "pass-on"));
        await browser.Tour(Bank, People.Administrator, Sight.Refused("/administration", "webhook"));
    }
}
