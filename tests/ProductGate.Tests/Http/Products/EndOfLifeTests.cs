using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class EndOfLifeTests(SharedBank shared) : IClassFixture<SharedBank>
{
    [Fact]
    public async Task r8_what_is_withdrawn_stays_withdrawn_and_a_new_product_may_name_it()
    {
        var product = await HttpJourney.At(shared.Bank, Stage.PreliminaryReview);
        (await product.Do(People.Designer, new WithdrawProduct("No demand."))).Text("disposition").Should().Be("Withdrawn");

        await product.Refuses(People.TeamMate, new SubmitStage(), 409, "product-over", "R8");
        await product.Refuses(People.Designer, Sample.Revise(Section.Pricing, "too late"), 409, "product-over", "R8");
        await product.Refuses(People.Designer, new WithdrawProduct("Again."), 409, "product-over", "R8");

        var heir = (await shared.Bank.Post(People.Designer, "/api/products", Sample.Declaration with { Predecessor = product.Id })).Is(201);
        (await shared.Bank.Get(People.Designer, heir.Headers.Location!.ToString())).Json.Text("predecessor").Should().Be(product.Id.ToString());
    }

    [Fact]
    public async Task r8_what_is_rejected_stays_rejected()
    {
        var product = await HttpJourney.HandedIn(shared.Bank, Stage.PreliminaryReview);
        await product.Sign(People.Officer, SignOffDecision.Reject);

        await product.Refuses(People.Compliance, product.Signature(), 409, "product-over", "R8");

        (await shared.Bank.Get(People.Officer, $"{product.Path}/gate")).Json.Text("code").Should().Be("over");
    }

    [Fact]
    public async Task r8_a_launched_product_is_retired_not_withdrawn()
    {
        var product = await HttpJourney.Live(shared.Bank);

        await product.Refuses(People.Designer, new WithdrawProduct("Enough."), 409, "already-launched", "R8");

        (await product.Do(People.Designer, new RetireProduct("Enough."))).Text("marketState").Should().Be("Retired");
        await product.Refuses(People.Designer, new ProposeChange("Once more."), 409, "product-over", "R8");
    }

    [Fact]
    public async Task a_change_round_is_proposed_once_and_withdrawn_without_touching_what_is_on_sale()
    {
        var product = await HttpJourney.Live(shared.Bank);
        var launched = product.Revision;
        await product.Refuses(People.Designer, Sample.Revise(Section.Pricing, "quietly"), 409, "change-round-needed");
        await product.Do(People.Designer, new ProposeChange("A lower fee."));
        await product.Refuses(People.Designer, new ProposeChange("Another one."), 409, "round-open", "R1");
        await product.Do(People.Designer, Sample.Revise(Section.Pricing, "openly"));

        var answer = await product.Do(People.Designer, new WithdrawProduct("Not now."));

        (answer.Text("marketState"), product.Revision).Should().Be(("Live", launched));
        (await product.Look()).Items("dossier").Single(s => s.Text("section") == "Pricing").GetProperty("content").Text("note").Should().Be("first");
    }

    [Fact]
    public async Task a_predecessor_has_to_exist()
    {
        var declaration = Sample.Declaration with { Name = $"Orphan {Guid.NewGuid():N}", Predecessor = Guid.NewGuid() };

        (await shared.Bank.Post(People.Designer, "/api/products", declaration)).IsProblem(422, "unknown-predecessor", null, "predecessor");
        var ours = Sample.Declaration with { Team = "loans", Predecessor = (await HttpJourney.Declared(shared.Bank)).Id };
        (await shared.Bank.Post(People.OtherTeam, "/api/products", ours)).IsProblem(422, "unknown-predecessor", null, "predecessor");

        (await shared.Bank.Scalar<long>("select count(*) from gate.mt_events where data->>'name' = $1", declaration.Name)).Should().Be(0);
    }
}
