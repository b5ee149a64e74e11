using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>Powers passed on for every product: by name, listed, taken back; and what a delegate does with them over HTTP.</summary>
public sealed class RevocationTests(Bank bank) : IClassFixture<Bank>
{
    private DelegateAuthority Right(Actor to, Role office, params Power[] powers) => new(to.Id, office, bank.Clock.GetUtcNow().AddDays(9), "Holidays.", powers.Length == 0 ? null : powers);

    private async Task<string> PassOn(Actor from, DelegateAuthority right) => (await bank.Post(from, "/api/delegations", right)).Is(201).Json.Text("id")!;

    private Task<Answer> TakeBack(Actor by, string id) => bank.Post(by, $"/api/delegations/{id}/revocation", new RevokeDelegation("Back early."));

    private async Task<List<string?>> Listed(Actor by) => [.. (await bank.All(by, "/api/delegations", 2)).Select(d => d.Text("id"))];

    [Fact]
    public async Task a_right_is_used_until_it_is_taken_back()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.DevelopmentAndTesting);
        var id = await PassOn(People.Tester, Right(People.Liaison, Role.Testing));
        (await product.Try(People.Liaison, product.Signature(), preview: true)).Is(200);

        (await TakeBack(People.Liaison, id)).IsProblem(403, "not-your-delegation");
        (await TakeBack(People.Operator, id)).IsProblem(404, "unknown-delegation");
        (await TakeBack(People.Tester, id)).Is(200).Json.Text("revokedAt").Should().NotBeNull();

        await product.Refuses(People.Liaison, product.Signature(), 404, "unknown-product");
        (await TakeBack(People.Tester, id)).IsProblem(409, "delegation-over");
        (await bank.Scalar<long>("select count(*) from gate.mt_events where type = 'delegation-revoked' and data->>'delegationId' = $1", id)).Should().Be(1);
    }

    [Fact]
    public async Task the_administrator_sees_and_takes_back_everybodys_and_says_why()
    {
        var id = await PassOn(People.SecondTester, Right(People.Complaints, Role.Testing));

        (await Listed(People.SecondTester)).Should().Contain(id);
        (await Listed(People.Complaints)).Should().Contain(id);
        (await Listed(People.Administrator)).Should().Contain(id);
        (await Listed(People.Marketer)).Should().NotContain(id);
        (await bank.Post(People.Administrator, $"/api/delegations/{id}/revocation", new RevokeDelegation(" "))).IsProblem(422, "invalid-value");
        (await TakeBack(People.Administrator, id)).Is(200);
    }

    [Fact]
    public async Task a_power_is_passed_on_once()
    {
        await PassOn(People.FirstMember, Right(People.SecondMember, Role.Committee));

        (await bank.Post(People.SecondMember, "/api/delegations", Right(People.Marketer, Role.Committee))).IsProblem(409, "delegation-chain", "R5");
        var product = await HttpJourney.Declared(bank);
        (await product.Try(People.SecondMember, Right(People.Marketer, Role.Committee))).IsProblem(409, "delegation-chain", "R5");
    }

    [Fact]
    public async Task the_queue_shows_whose_matter_it_is_and_nothing_of_an_ended_right()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.Handover);
        await product.Do(People.Operator, Right(People.StandIn, Role.Operations));
        (await Waiting(product, People.StandIn)).Should().Equal(("SignOff", People.Operator.Id));

        bank.Clock.Advance(TimeSpan.FromDays(9));

        (await Waiting(product, People.StandIn)).Should().BeEmpty("the right has ended");
    }

    [Fact]
    public async Task the_queue_follows_named_powers_revocation_and_stepping_aside()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        var opinion = await product.Raise(People.Officer, OpinionKind.RequiredChange);
        await product.Do(People.TeamMate, new AnswerOpinion(OpinionAnswer.Adopted, "Yes.") { OpinionId = opinion });
        var id = await PassOn(People.Officer, Right(People.Marketer, Role.ProtectionOffice, Power.VerifyOpinions));
        (await Waiting(product, People.Marketer)).Should().Equal(("VerifyOpinion", People.Officer.Id));
        (await Waiting(product, People.SecondOfficer)).Select(w => w.Kind).Should().Contain(["SignOff", "VerifyOpinion"]);

        await product.Sign(People.SecondOfficer, SignOffDecision.Recuse);
        (await Waiting(product, People.SecondOfficer)).Should().BeEmpty("nothing that judges waits for whoever stepped aside");
        await product.Sign(People.Officer, SignOffDecision.Recuse);
        (await Waiting(product, People.Marketer)).Should().BeEmpty("nor for their delegate");

        (await TakeBack(People.Officer, id)).Is(200);
        (await Waiting(product, People.Marketer)).Should().BeEmpty();
    }

    [Fact]
    public async Task a_use_shows_on_whose_behalf_in_the_trail_and_in_the_notice()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.DevelopmentAndTesting);
        await product.Do(People.Tester, Right(People.StandIn, Role.Testing));
        await product.Sign(People.StandIn);
        await bank.NoticesAreDelivered(product.Id);

        var sentence = $"on behalf of {People.Tester.Id}";
        (await product.Trail("?type=sign-off-given")).Last().Text("sentence").Should().Contain(sentence);
        (await bank.All(People.TeamMate, "/api/inbox", 50)).Select(n => n.Text("text")).Should().Contain(t => t!.Contains(sentence));
    }

    private async Task<List<(string Kind, string? OnBehalfOf)>> Waiting(HttpJourney product, Actor by)
    {
        return [.. (await bank.All(by, "/api/queue", 50)).Where(q => q.Text("productId") == product.Id.ToString()).Select(q => (q.Text("kind")!, q.Text("onBehalfOf")))];
    }
}
