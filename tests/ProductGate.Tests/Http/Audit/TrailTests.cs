using System.Text.Json;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class TrailTests(SharedBank shared) : IClassFixture<SharedBank>
{
    private Bank Bank => shared.Bank;

    [Fact]
    public async Task the_trail_is_newest_first_and_comes_page_by_page()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);

        var whole = await Bank.All(People.Designer, $"{product.Path}/audit", 200);

        whole.Select(Version).Should().Equal(Enumerable.Range(1, (int)product.Version).Reverse().Select(v => (long)v));
        foreach (var limit in (int[])[1, 7]) (await Bank.All(People.Designer, $"{product.Path}/audit", limit)).Select(Version).Should().Equal(whole.Select(Version));
    }

    [Fact]
    public async Task the_trail_is_filtered_by_person_kind_and_time()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        await product.Sign(People.Compliance);
        var whole = await product.Trail();

        (await product.Trail($"?actor={People.Compliance.Id}")).Select(Version).Should().Equal(whole.Where(e => e.GetProperty("actor").Text("id") == People.Compliance.Id).Select(Version)).And.NotBeEmpty();
        (await product.Trail("?type=sign-off-requested")).Should().HaveCount(2);
        (await product.Trail("?actor=nobody")).Should().BeEmpty();
        var moment = Uri.EscapeDataString(whole.Last().Text("time")!);
        (await product.Trail($"?from={moment}")).Select(Version).Should().Equal(whole.Where(e => e.Text("time") == whole.Last().Text("time")).Select(Version));
        (await product.Trail($"?to={moment}")).Should().HaveCount(whole.Count);
        (await product.Trail($"?to={moment}&type=product-declared&actor={People.Designer.Id}")).Should().ContainSingle();
    }

    [Fact]
    public async Task r13_a_decision_against_a_product_has_a_reason()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        foreach (var decision in (SignOffDecision[])[SignOffDecision.SendBack, SignOffDecision.Reject, SignOffDecision.Recuse, SignOffDecision.ApproveWithConditions])
            (await product.Refuses(People.Officer, product.Signature(decision, decision == SignOffDecision.SendBack ? Stage.InternalDeclaration : null) with { Reason = "  " }, 422, "invalid-value")).IsProblem(422, "invalid-value", null, "reason");

        await product.Sign(People.Officer, SignOffDecision.Reject);

        (await product.Trail("?type=product-rejected")).Single().Text("sentence").Should().EndWith("Looked at.");
    }

    [Fact]
    public async Task r13_who_acts_comes_from_the_sign_in_and_when_from_the_server()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        await product.Sign(People.DoubleHat);

        var signed = (await product.Trail("?type=sign-off-given")).Single();

        signed.GetProperty("actor").GetRawText().Should().Be("""{"id":"cao.mei","name":"Cao Mei","roles":["protection-office","protection-head","compliance"],"kind":"Person"}""");
        signed.GetProperty("data").Text("by").Should().Be("cao.mei");
        signed.GetProperty("data").GetProperty("at").GetDateTimeOffset().Should().Be(Bank.Clock.GetUtcNow());
        signed.GetProperty("time").GetDateTimeOffset().Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task the_correlation_of_a_request_is_that_of_its_facts()
    {
        var product = await HttpJourney.Declared(Bank);
        var trace = $"00-{Guid.NewGuid():N}-00f067aa0ba902b7-01";

        (await Bank.Post(People.Designer, $"{product.Path}/withdrawal", new WithdrawProduct("No."), Client.IfMatch(product.Version), ("traceparent", trace))).Is(200);

        (await product.Trail("?type=product-withdrawn")).Single().Text("correlationId").Should().Be(trace[3..35]);
    }

    private static long Version(JsonElement entry) => entry.GetProperty("version").GetInt64();
}
