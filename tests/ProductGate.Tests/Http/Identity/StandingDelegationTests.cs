using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class StandingDelegationTests(SharedBank shared) : IClassFixture<SharedBank>
{
    private Bank Bank => shared.Bank;

    private DelegateAuthority Right(string to = "deng.na", Role office = Role.Testing, int days = 9) => new(to, office, Bank.Clock.GetUtcNow().AddDays(days), "Holidays.");

    [Fact]
    public async Task a_right_for_every_product_lets_the_other_person_sign()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.DevelopmentAndTesting);
        await product.Refuses(People.Liaison, product.Signature(), 404, "unknown-product");

        (await Bank.Post(People.Tester, "/api/delegations", Right())).Is(201);

        await product.Sign(People.Liaison);
        var signed = (await product.Look()).Items("signOffs").Last();
        (signed.Text("capacity"), signed.Text("onBehalfOf")).Should().Be(("Delegate", People.Tester.Id));
    }

    [Fact]
    public async Task a_right_is_passed_on_by_those_who_have_it_to_somebody_else_and_for_a_time()
    {
        await Refuses(People.Officer, Right(), 403, "role-not-allowed");
        await Refuses(People.WithoutRole, Right(), 403, "role-not-allowed");
        await Refuses(People.Tester, Right(People.Tester.Id), 422, "delegate-self");
        await Refuses(People.Tester, Right(days: 93), 422, "date-out-of-range");
        await Refuses(People.Tester, Right(days: -1), 422, "date-out-of-range");
        await Refuses(People.Administrator, Right(office: Role.Administrator), 422, "office-odd");
        await Refuses(People.Tester, Right(to: " "), 422, "invalid-value");
        (await Bank.Post(People.Tester, "/api/delegations", "{}")).IsProblem(400, "malformed-json");

        async Task Refuses(Actor by, DelegateAuthority right, int status, string code)
        {
            var answer = await Bank.Post(by, "/api/delegations", right, Client.Key($"{Guid.NewGuid()}"));
            answer.IsProblem(status, code);
        }
    }

    [Fact]
    public async Task r12_the_same_right_under_one_key_is_passed_on_once()
    {
        var (key, right) = (Client.Key($"{Guid.NewGuid()}"), Right(to: "guo.rui") with { Reason = $"On leave, {Guid.NewGuid()}." });

        var answers = await Task.WhenAll(Enumerable.Range(1, 10).Select(_ => Bank.Post(People.Tester, "/api/delegations", right, key)));

        answers.Select(a => a.Is(201).Text).Distinct().Should().ContainSingle();
        (await Bank.Scalar<long>("select count(*) from gate.mt_doc_standingdelegation where data->>'to' = $1", right.To)).Should().Be(1);
        (await Bank.Scalar<long>("select count(*) from gate.mt_events where type = 'authority-delegated' and data->>'reason' = $1", right.Reason)).Should().Be(1);
        (await Bank.Post(People.Tester, "/api/delegations", right with { Reason = "Another." }, key)).IsProblem(422, "idempotency-key-reused", "R12");
    }
}
