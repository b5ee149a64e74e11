using System.Text.RegularExpressions;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>The navigation, the page and the API agree on how much waits.</summary>
public sealed partial class QueueCountTests(Bank bank) : IClassFixture<Bank>
{
    [Fact]
    public async Task the_navigation_the_page_and_the_programs_are_told_the_same_number()
    {
        var late = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        await late.Do(People.Compliance, new DelegateAuthority(People.Marketer.Id, Role.Compliance, bank.Clock.GetUtcNow().AddDays(90), "Holidays."));
        var soon = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        await soon.Do(People.Compliance, new DelegateAuthority(People.Tester.Id, Role.Compliance, bank.Clock.GetUtcNow().AddMinutes(5), "A moment."));
        await soon.Sign(People.Officer, SignOffDecision.Recuse);
        var asked = await HttpJourney.HandedIn(bank, Stage.ProjectEstablishment);
        await asked.Sign(People.FirstMember);
        (await bank.Post(People.Compliance, "/api/delegations", new DelegateAuthority(People.Operator.Id, Role.Compliance, bank.Clock.GetUtcNow().AddDays(90), "Holidays."))).Is(201);
        bank.Clock.Advance(TimeSpan.FromMinutes(6));
        for (var rung = 0; rung < 2; rung++) await late.Reach(Timers.SignOff(Stage.PreliminaryReview, Role.ProtectionOffice), 1);

        Actor[] everybody = [People.Officer, People.SecondOfficer, People.Head, People.DoubleHat, People.Compliance, People.Marketer, People.Operator, People.Tester, People.Designer, People.FirstMember, People.SecondMember, People.WithoutRole];
        var told = new Dictionary<string, int>();
        foreach (var person in everybody)
        {
            var (navigation, page) = await Page(person);
            var listed = (await bank.All(person, "/api/queue", 200)).Count;
            (navigation, page).Should().Be((listed, listed), person.Name);
            told[person.Id] = listed;
        }

        told[People.SecondOfficer.Id].Should().Be(told[People.Officer.Id] + 1, "who stepped aside is asked once less");
        told[People.Head.Id].Should().BeGreaterThan(0, "what is overdue has climbed");
        told[People.Operator.Id].Should().Be(told[People.Compliance.Id], "the right is for every product");
        told[People.Marketer.Id].Should().Be(1, "the right is for one");
        told[People.Tester.Id].Should().Be(0, "the right has ended");
        told[People.SecondMember.Id].Should().Be(told[People.FirstMember.Id] + 1, "who has signed is not asked again");
    }

    [Fact]
    public async Task what_waits_for_others_is_shown_to_whoever_sees_the_product_and_to_nobody_else()
    {
        var product = await HttpJourney.HandedIn(bank, Stage.PreliminaryReview);
        await product.Do(People.Compliance, new DelegateAuthority(People.StandIn.Id, Role.Compliance, bank.Clock.GetUtcNow().AddDays(9), "Holidays."));

        (await Shown(People.Designer, "Mine", product)).Should().Be(0);
        (await Shown(People.Designer, "Others", product)).Should().Be(2, "of the protection office and of compliance");
        (await Shown(People.Designer, "All", product)).Should().Be(2);
        (await Shown(People.Officer, "Mine", product)).Should().Be(1);
        (await Shown(People.Officer, "Others", product)).Should().Be(1);
        (await Shown(People.Officer, "All", product)).Should().Be(2);
        (await Shown(People.StandIn, "Mine", product)).Should().Be(1);
        foreach (var view in (string[])["Mine", "Others", "All"]) (await Shown(People.OtherTeam, view, product)).Should().Be(0, view);
    }

    private async Task<int> Shown(Actor person, string view, HttpJourney product) =>
        Regex.Count(await Read(person, $"/?view={view}&limit=200"), $"<th scope=\"row\"><a href=\"/products/{product.Id}\"");

    private async Task<(int Navigation, int Page)> Page(Actor person)
    {
        var text = await Read(person, "/");
        var lead = Lead().Match(text).Groups[1].Value;
        return (Number(Navigation().Match(text)), lead.StartsWith("Nothing", StringComparison.Ordinal) ? 0 : int.Parse(lead.Split(' ')[0], null));
    }

    private async Task<string> Read(Actor person, string address)
    {
        using var visitor = new Visitor(bank.Line.BaseAddress!);
        (await visitor.SignIn(person.Id)).Is(302);
        return (await visitor.Get(address)).Is(200).Text;
    }

    private static int Number(Match match) => match.Success ? int.Parse(match.Groups[1].Value, null) : 0;

    [GeneratedRegex("<a href=\"/\"[^>]*>Work queue *<span class=\"n\">(\\d+)<")]
    private static partial Regex Navigation();

    [GeneratedRegex("id=\"queue-lead\"[^>]*>([^<]+)<")]
    private static partial Regex Lead();
}
