using System.Text.Json;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class InboxTests(SharedBank shared) : IClassFixture<SharedBank>
{
    private Bank Bank => shared.Bank;

    [Fact]
    public async Task everybody_concerned_is_told_once_of_each_step()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        (await Told(product, People.Officer)).Should().BeEquivalentTo("sign-off-requested", "product-declared");
        (await Told(product, People.SecondOfficer)).Should().BeEquivalentTo("sign-off-requested", "product-declared");
        (await Told(product, People.Compliance)).Should().BeEquivalentTo("sign-off-requested");
        (await Told(product, People.Designer)).Should().BeEmpty();

        await product.Raise(People.Officer, OpinionKind.Objection);
        (await Told(product, People.Designer)).Should().Equal("opinion-raised");
        (await Told(product, People.TeamMate)).Should().Equal("opinion-raised");
        (await Told(product, People.OtherTeam)).Should().BeEmpty();

        await product.Sign(People.Officer, SignOffDecision.SendBack, Stage.InternalDeclaration);
        (await Told(product, People.Designer)).Should().BeEquivalentTo("stage-sent-back", "sign-off-given", "opinion-raised");
        (await Told(product, People.Tester)).Should().BeEmpty();
    }

    [Fact]
    public async Task a_person_of_several_roles_is_told_once()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.ConsumerProtectionEvaluation);

        var notices = (await Notices(product, People.DoubleHat)).Where(n => n.Text("text")!.Contains("consumer protection evaluation", StringComparison.Ordinal));
        notices.Select(n => n.Text("text")).Should().BeEquivalentTo(
            "Asked the protection office to sign off consumer protection evaluation.", "Asked the head of the protection office to sign off consumer protection evaluation.");

        await product.Do(People.FirstMember, Sample.Opinion(OpinionKind.Objection, Section.Pricing));
        await product.Do(People.Designer, new EscalateOpinion("Somebody else may decide.") { OpinionId = await product.Newest("opinions") });
        (await Told(product, People.DoubleHat)).Count(t => t == "opinion-escalated").Should().Be(1);
    }

    [Fact]
    public async Task the_chinese_is_kept_beside_the_english_and_not_sent()
    {
        var product = await HttpJourney.HandedIn(Bank, Stage.PreliminaryReview);
        var notices = await Notices(product, People.Compliance);

        notices.Should().ContainSingle().Which.TryGetProperty("textZh", out _).Should().BeFalse();
        (await Bank.Scalar<string>($"select text_zh from gate.notifications where product_id = '{product.Id}' and audience = 'compliance'")).Should().Be("请合规管理部门签核项目初审。");
        (await Bank.Scalar<string>($"select data->>'whatZh' from gate.mt_doc_workqueuerow where product_id = '{product.Id}' and data->>'audience' = 'compliance'")).Should().Be("签核项目初审。");
        (await Bank.Scalar<string>($"select data->'entry'->>'what' from gate.mt_doc_workqueuerow where product_id = '{product.Id}' and data->>'audience' = 'compliance'")).Should().Be("Sign off preliminary review.");
    }

    [Fact]
    public async Task reading_is_ones_own_and_for_good()
    {
        var product = await HttpJourney.Declared(Bank);
        var notice = (await Notices(product, People.Officer)).Single();
        notice.TryGetProperty("readAt", out _).Should().BeFalse();

        for (var i = 0; i < 2; i++) (await Bank.Post(People.Officer, $"/api/inbox/{notice.Text("id")}/read", null)).Is(204).Bytes.Should().BeEmpty();

        (await Notices(product, People.Officer)).Single().GetProperty("readAt").GetDateTimeOffset().Should().BeCloseTo(Bank.Clock.GetUtcNow(), TimeSpan.FromMilliseconds(1));
        (await Notices(product, People.Officer, "?unread=true")).Should().BeEmpty();
        (await Notices(product, People.SecondOfficer, "?unread=true")).Should().ContainSingle("it is read by one, not by all");
        (await Bank.Post(People.Tester, $"/api/inbox/{notice.Text("id")}/read", null)).IsProblem(404, "unknown-notice");
    }

    [Fact]
    public async Task the_first_notice_of_several_roles_stands_for_all_of_them()
    {
        var product = await HttpJourney.Live(Bank);
        await product.Do(People.Head, new SuspendDistribution("Complaints."));
        var notice = (await Notices(product, People.DoubleHat)).Single(n => n.Text("template") == "distribution-suspended");
        (notice.Text("urgency"), notice.Text("product")).Should().Be(("Urgent", (await product.Look()).Text("name")));

        (await Bank.Post(People.DoubleHat, $"/api/inbox/{notice.Text("id")}/read", null)).Is(204);

        (await Notices(product, People.DoubleHat, "?unread=true")).Should().NotContain(n => n.Text("template") == "distribution-suspended");
    }

    private async Task<IEnumerable<string?>> Told(HttpJourney product, Actor reader) => (await Notices(product, reader)).Select(n => n.Text("template"));

    private async Task<List<JsonElement>> Notices(HttpJourney product, Actor reader, string filter = "")
    {
        await Bank.NoticesAreDelivered(product.Id);
        return [.. (await Bank.All(reader, $"/api/inbox{filter}", 200)).Where(n => n.Text("productId") == product.Id.ToString())];
    }
}
