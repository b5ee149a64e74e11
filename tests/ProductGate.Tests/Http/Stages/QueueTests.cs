using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

[Collection(TimeTravel.Name)]
public sealed class QueueTests(Bank bank)
{
    [Fact]
    public async Task the_queue_shows_what_waits_for_the_reader_and_only_that()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        (await Asked(product, People.Officer)).Should().Equal("SignOff");
        (await Asked(product, People.Compliance)).Should().Equal("SignOff");
        (await Asked(product, People.Tester)).Should().BeEmpty();
        (await Asked(product, People.OtherTeam)).Should().BeEmpty();
        (await Asked(product, People.Designer)).Should().BeEmpty();

        await product.Raise(People.Officer, OpinionKind.Suggestion);
        await product.Sign(People.Officer);

        (await Asked(product, People.Officer)).Should().BeEmpty();
        (await Asked(product, People.SecondOfficer)).Should().BeEmpty();
        (await Asked(product, People.TeamMate)).Should().Equal("AnswerOpinion");
        (await Asked(product, People.TeamMate, "?kind=SignOff")).Should().BeEmpty();
    }

    [Fact]
    public async Task who_may_not_act_on_it_does_not_see_it()
    {
        var product = await HttpJourney.At(bank, Stage.DevelopmentAndTesting);
        await product.Do(People.Tester, Sample.Revise(Section.Testing, "the tester's words"));
        await product.Submit();

        (await Asked(product, People.Tester)).Should().BeEmpty("a contributor cannot sign it off");
        (await Asked(product, People.SecondTester)).Should().Equal("SignOff");

        await product.Sign(People.Officer, SignOffDecision.Recuse);
        (await Asked(product, People.Officer)).Should().BeEmpty("whoever stepped aside is not asked");
        (await Asked(product, People.SecondOfficer)).Should().Equal("SignOff");
    }

    [Fact]
    public async Task of_the_committee_only_who_has_not_signed_is_asked()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.ProjectEstablishment);
        await product.Sign(People.FirstMember);

        (await Asked(product, People.FirstMember)).Should().BeEmpty();
        (await Asked(product, People.SecondMember)).Should().Equal("SignOff");
    }

    [Fact]
    public async Task overdue_matters_come_first_and_then_what_is_due_soonest()
    {
        var late = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        await late.Reach(Timers.SignOff(Stage.PreliminaryReview, Role.Compliance), 1);
        var sooner = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        bank.Clock.Advance(TimeSpan.FromHours(1));
        var later = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);

        var queue = (await bank.All(People.Compliance, "/api/queue", 200)).Select(i => (i.Text("productId"), i.GetProperty("overdue").GetBoolean()));

        (string?, bool)[] wanted = [($"{late.Id}", true), ($"{sooner.Id}", false), ($"{later.Id}", false)];
        queue.Where(wanted.Contains).Should().Equal(wanted);
    }

    [Fact]
    public async Task an_overdue_matter_waits_for_the_superior_too()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        (await Asked(product, People.Head)).Should().BeEmpty();

        await product.Reach(Timers.SignOff(Stage.PreliminaryReview, Role.ProtectionOffice), 1);
        (await Asked(product, People.Head)).Should().BeEmpty("the office is reminded first");
        await product.Reach(Timers.SignOff(Stage.PreliminaryReview, Role.ProtectionOffice), 1);

        (await Asked(product, People.Head)).Should().Equal("SignOff");
        (await Asked(product, People.Officer)).Should().Equal("SignOff");
    }

    [Fact]
    public async Task a_person_of_several_roles_is_asked_once()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        for (var rung = 0; rung < 2; rung++) await product.Reach(Timers.SignOff(Stage.PreliminaryReview, Role.ProtectionOffice), 1);
        (await Asked(product, People.DoubleHat)).Should().Equal(["SignOff", "SignOff"], "of the protection office, overdue, and of compliance");

        (await bank.All(People.DoubleHat, "/api/queue", 1)).Select(i => i.GetRawText()).Should().Equal((await bank.All(People.DoubleHat, "/api/queue", 200)).Select(i => i.GetRawText()));
    }

    [Fact]
    public async Task a_right_for_every_product_brings_the_work_of_every_product_along()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        (await Asked(product, People.Operator)).Should().BeEmpty();

        (await bank.Post(People.Compliance, "/api/delegations", new DelegateAuthority(People.Operator.Id, Role.Compliance, bank.Clock.GetUtcNow().AddDays(9), "Holidays."))).Is(201);
        (await Asked(product, People.Operator)).Should().Equal("SignOff");

        bank.Clock.Advance(TimeSpan.FromDays(9));
        (await Asked(product, People.Operator)).Should().BeEmpty("the right has ended");
    }

    [Fact]
    public async Task a_right_passed_on_brings_the_work_along()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);

        await product.Do(People.Compliance, new DelegateAuthority(People.Marketer.Id, Role.Compliance, bank.Clock.GetUtcNow().AddDays(9), "Holidays."));

        (await Asked(product, People.Marketer)).Should().Equal("SignOff");
    }

    [Theory]
    [InlineData("/api/queue")]
    [InlineData("/api/queue?sort=-due")]
    [InlineData("/api/queue?sort=since")]
    [InlineData("/api/queue?sort=-since")]
    [InlineData("/api/queue?sort=product")]
    [InlineData("/api/queue?sort=-product&team=cards")]
    [InlineData("/api/inbox")]
    public async Task page_by_page_everything_comes_once_and_in_the_same_order(string list)
    {
        for (var i = 0; i < 4; i++) await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        var last = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        await bank.NoticesAreDelivered(last.Id);

        var whole = (await bank.All(People.Officer, list, 200)).Select(i => i.GetRawText()).ToList();

        whole.Should().HaveCountGreaterThan(4).And.OnlyHaveUniqueItems();
        foreach (var limit in (int[])[1, 3]) (await bank.All(People.Officer, list, limit)).Select(i => i.GetRawText()).Should().Equal(whole);
    }

    private async Task<IEnumerable<string?>> Asked(HttpJourney product, Actor reader, string filter = "")
    {
        return (await bank.All(reader, $"/api/queue{filter}", 200)).Where(i => i.Text("productId") == product.Id.ToString()).Select(i => i.Text("kind"));
    }
}
