using System.Security.Cryptography;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>Lists, searches, counts, documents and every address of a product agree on who may know of it.</summary>
public sealed class VisibilityTests(SharedBank shared) : IClassFixture<SharedBank>
{
    private static readonly string[] Addresses = ["", "/gate", "/audit", "/dossier/diff?from=1&to=2", "?version=1"];

    private Bank Bank => shared.Bank;

    [Fact]
    public async Task a_product_that_does_not_concern_a_department_yet_is_as_if_it_were_not_there()
    {
        var product = await HttpJourney.At(Bank, Stage.PreliminaryReview);
        var name = (await product.Look()).Text("name")!;
        var document = await Cited(product);

        foreach (var person in (Actor[])[People.Tester, People.Operator, People.Marketer, People.Complaints, People.BranchOfficer, People.OtherTeam]) await IsHidden(person, product, name, document);
        foreach (var person in (Actor[])[People.TeamMate, People.Officer, People.Head, People.Compliance, People.FirstMember, People.Administrator]) await IsShown(person, product, name, document);
    }

    [Fact]
    public async Task what_concerns_a_department_or_was_sold_by_the_branch_is_there()
    {
        var product = await HttpJourney.At(Bank, Stage.DevelopmentAndTesting);
        var name = (await product.Look()).Text("name")!;
        var document = await Cited(product);
        await IsShown(People.Tester, product, name, document);
        await IsHidden(People.Operator, product, name, document);
        await IsHidden(People.BranchOfficer, product, name, document);

        while (product.Stage < Stage.LaunchMonitoring) await product.CompleteStage();
        await product.SignAll();
        await product.Launch();

        foreach (var person in (Actor[])[People.Tester, People.Operator, People.Marketer, People.Complaints, People.BranchOfficer]) await IsShown(person, product, name, document);
        await IsHidden(People.OtherTeam, product, name, document);
    }

    [Fact]
    public async Task a_product_sold_elsewhere_is_not_the_branchs()
    {
        var product = await HttpJourney.ReadyToLaunch(Bank);
        var name = (await product.Look()).Text("name")!;
        await product.Do(People.TeamMate, new LaunchProduct(product.Revision, ["app", "branch west"]));

        await IsHidden(People.BranchOfficer, product, name, null);
    }

    [Fact]
    public async Task what_a_branch_said_is_told_to_that_branch_alone()
    {
        var product = await HttpJourney.ReadyToLaunch(Bank);
        await product.Do(People.TeamMate, new LaunchProduct(product.Revision, ["branch west"]));
        var opinion = await product.Raise(People.StandIn, OpinionKind.RequiredChange);
        await product.Do(People.TeamMate, new AnswerOpinion(OpinionAnswer.Adopted, "We change it.") { OpinionId = opinion });

        var name = await IsTold(People.StandIn, product, "VerifyOpinion", "opinion-answered");
        await IsHidden(People.BranchOfficer, product, name, null);
    }

    [Theory]
    [InlineData("branch west", false)]
    [InlineData("app", true)]
    public async Task what_the_branches_owe_is_asked_of_those_that_sell_the_product_and_of_all_while_none_does(string channel, bool all)
    {
        var product = await HttpJourney.At(Bank, Stage.RegulatoryFiling);
        await product.Do(People.TeamMate, product.Filing());
        await product.Submit();
        await product.Sign(People.Compliance, SignOffDecision.ApproveWithConditions, null, new NewCondition("Train.", Role.Liaison, ConditionGate.AfterLaunch, null, 30));
        while (product.Stage < Stage.LaunchMonitoring) await product.CompleteStage();
        await product.SignAll();
        await product.Do(People.TeamMate, new LaunchProduct(product.Revision, [channel]));

        var name = await IsTold(People.StandIn, product, "MeetCondition", "condition-attached");
        if (all) await IsTold(People.BranchOfficer, product, "MeetCondition", "condition-attached");
        // When it was attached no branch was known: that letter stays, and nothing else.
        else await IsHidden(People.BranchOfficer, product, name, null, "condition-attached");
    }

    [Fact]
    public async Task a_lent_power_shows_a_product_for_as_long_as_it_lasts()
    {
        var product = await HttpJourney.At(Bank, Stage.PreliminaryReview);
        var name = (await product.Look()).Text("name")!;
        await product.Do(People.Compliance, new DelegateAuthority(People.BranchOfficer.Id, Role.Compliance, Bank.Clock.GetUtcNow().AddDays(10), "Away."));
        await IsShown(People.BranchOfficer, product, name, null);

        await product.Do(People.Compliance, new RevokeDelegation("Back.") { DelegationId = await product.Newest("delegations") });
        await Bank.NoticesAreDelivered(product.Id);

        // They were told by name that they were given the power and lost it: that stays with them as a letter would, and nothing else.
        await IsHidden(People.BranchOfficer, product, name, null, "authority-delegated", "delegation-revoked");
    }

    private async Task<string> Cited(HttpJourney product)
    {
        var document = await Bank.Upload(People.Designer, RandomNumberGenerator.GetBytes(200));
        await product.Do(People.Designer, new ReviseSection(Section.Agreement, CanonicalJson.Parse($$"""{"text":"See the file.","documents":[{"sha256":"{{document}}","name":"agreement.pdf"}]}""")));
        return document;
    }

    private async Task IsShown(Actor person, HttpJourney product, string name, string? document)
    {
        foreach (var address in Addresses) (await Bank.Get(person, $"{product.Path}{address}")).Is(200);
        (await Listed(person, name)).Should().Be(1, $"{person.Name} finds it");
        if (document is not null) (await Bank.Get(person, $"/api/documents/{document}")).Is(200);
    }

    /// <summary>Asked in the queue, told in the inbox, and able to open what it is about.</summary>
    private async Task<string> IsTold(Actor person, HttpJourney product, string asked, string template)
    {
        await Bank.NoticesAreDelivered(product.Id);
        var name = (await product.Look()).Text("name")!;
        (await Bank.All(person, $"/api/queue?q={name}", 200)).Select(i => i.Text("kind")).Should().Contain(asked);
        (await Bank.All(person, "/api/inbox", 200)).Where(n => n.Text("productId") == product.Id.ToString()).Select(n => n.Text("template")).Should().Contain(template);
        await IsShown(person, product, name, null);
        return name;
    }

    /// <summary>Answered as for something that never was, on every way to it.</summary>
    private async Task IsHidden(Actor person, HttpJourney product, string name, string? document, params string[] told)
    {
        foreach (var address in Addresses) (await Bank.Get(person, $"{product.Path}{address}")).IsProblem(404, "unknown-product");
        (await product.Try(person, Sample.Opinion(OpinionKind.Suggestion, Section.Pricing))).IsProblem(404, "unknown-product");
        (await product.Try(person, new SubmitStage(), version: 1)).IsProblem(404, "unknown-product");
        (await Listed(person, name)).Should().Be(0, $"{person.Name} does not find it");
        (await Bank.Get(person, $"/api/queue?limit=200")).Is(200).Text.Should().NotContain($"{product.Id}");
        (await Bank.All(person, "/api/inbox", 200)).Where(n => n.Text("productId") == product.Id.ToString()).Select(n => n.Text("template")).Should().BeEquivalentTo(told);
        if (document is not null) (await Bank.Get(person, $"/api/documents/{document}")).IsProblem(404, "unknown-document");
    }

    private async Task<int> Listed(Actor person, string name) => (await Bank.Get(person, $"/api/products?q={name}")).Is(200).Json.Items("items").Count();
}
