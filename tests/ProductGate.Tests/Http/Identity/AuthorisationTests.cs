using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ProductGate.Domain;
using ProductGate.Service.Identity;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed partial class AuthorisationTests(Specimen specimen) : IClassFixture<Specimen>
{
    private static readonly string[] OpenToAll = ["/health/live", "/health/ready", "/openapi/{documentName}.json", "/sign-in", "/signed-out", "/appearance", "/notifications/unsubscribe"];

    private static readonly string[] Reads = ["", "/gate", "/dossier/diff?from=1&to=2", "/audit"];

    private Bank Bank => specimen.Bank;
    private HttpJourney Product => specimen.Product;

    /// <summary>Every command, well formed, with somebody whose role does not allow it.</summary>
    private (IProductCommand Command, Actor Wrong)[] Commands =>
    [
        (Sample.Revise(Section.Pricing, "mine"), People.Officer),
        (new SubmitStage(), People.Officer),
        (Product.Signature(), People.Tester),
        (Sample.Opinion(OpinionKind.Objection, Section.Pricing), People.Administrator),
        (new AnswerOpinion(OpinionAnswer.Adopted, "Yes.") { OpinionId = specimen.Opinion }, People.Officer),
        (new VerifyOpinion(true, "Yes.") { OpinionId = specimen.Opinion }, People.Tester),
        (new WithdrawOpinion("No.") { OpinionId = specimen.Opinion }, People.Tester),
        (new EscalateOpinion("Up.") { OpinionId = specimen.Opinion }, People.Tester),
        (new RuleOnOpinion(Ruling.Uphold, "Yes.") { OpinionId = specimen.Opinion }, People.Officer),
        (new CloseCondition("Done.") { ConditionId = specimen.Condition }, People.Tester),
        (Product.Filing(), People.Officer),
        (HttpJourney.Evaluation(), People.Compliance),
        (new LaunchProduct(1, ["branch"]), People.Officer),
        (new SuspendDistribution("Stop."), People.Compliance),
        (new ResumeDistribution("Go."), People.Compliance),
        (new RetireProduct("Enough."), People.Compliance),
        (new WithdrawProduct("Enough."), People.Officer),
        (new ProposeChange("More."), People.Officer),
        (new ReportIndicator("complaints", new Number(1), Product.Today), People.Officer),
        (new OpenReview("Look."), People.Tester),
        (new CompleteReview(ReviewConclusion.Continue, "Fine.") { ReviewId = Guid.NewGuid() }, People.Tester),
        (new ExtendDeadline(Product.Today.AddDays(30), "More time.") { DeadlineId = specimen.Deadline }, People.Officer),
        (new DelegateAuthority(People.Tester.Id, Role.Compliance, Bank.Clock.GetUtcNow().AddDays(3), "Away."), People.Administrator),
        (new PauseDeadline("Wait.") { DeadlineId = specimen.Deadline }, People.Officer),
        (new ResumeDeadline("Go on.") { DeadlineId = specimen.Deadline }, People.Officer),
        (new MigratePolicy(1, "Newer."), People.Officer),
        (new MigrateCalendar("china", 2, "Newer."), People.Officer),
    ];

    [Fact]
    public async Task a_wrong_role_is_refused_with_403_and_changes_nothing()
    {
        foreach (var (command, wrong) in Commands)
        {
            var answer = await Product.Try(wrong, command);
            answer.Status.Should().Be(403, $"{wrong.Name} may not {command}: {answer.Text}");
            await Product.Refuses(wrong, command, 403, "role-not-allowed", answer.Json.Text("rule"));
            answer.Json.Items("missing").Should().NotBeEmpty($"{command} says whom to ask");
        }
    }

    [Fact]
    public async Task another_team_and_a_person_without_a_role_do_not_learn_that_the_product_exists()
    {
        foreach (var stranger in (Actor[])[People.OtherTeam, People.WithoutRole])
        {
            foreach (var (command, _) in Commands) await Product.Refuses(stranger, command, 404, "unknown-product");
            foreach (var path in Reads) (await Bank.Get(stranger, $"{Product.Path}{path}")).IsProblem(404, "unknown-product");
            (await Bank.Get(stranger, $"/api/products?q={(await Product.Look()).Text("name")}")).Is(200).Json.Items("items").Should().BeEmpty();
        }
    }

    [Fact]
    public async Task the_team_and_every_office_may_read_what_is_on_sale()
    {
        foreach (var reader in People.All.Except([People.OtherTeam]))
            foreach (var path in Reads) (await Bank.Get(reader, $"{Product.Path}{path}")).Is(200);
    }

    [Fact]
    public async Task products_are_declared_by_a_product_team_for_itself()
    {
        (await Bank.Post(People.Officer, "/api/products", Sample.Declaration)).IsProblem(403, "role-not-allowed").Misses("Ask somebody of this office.", "product-team");
        (await Bank.Post(People.WithoutRole, "/api/products", Sample.Declaration)).IsProblem(403, "role-not-allowed");
        (await Bank.Post(People.OtherTeam, "/api/products", Sample.Declaration)).IsProblem(403, "not-your-team");
    }

    [Fact]
    public async Task lists_of_ones_own_are_empty_without_a_role()
    {
        foreach (var path in (string[])["/api/products", "/api/queue", "/api/inbox"]) (await Bank.Get(People.WithoutRole, path)).Is(200).Json.Items("items").Should().BeEmpty();
    }

    [Fact]
    public async Task every_route_asks_who_is_there_unless_it_is_on_the_short_list()
    {
        foreach (var (method, pattern, endpoint) in Routes())
        {
            if (OpenToAll.Contains(pattern) || pattern.StartsWith("/docs", StringComparison.Ordinal)) continue;
            endpoint.Metadata.GetMetadata<IAllowAnonymous>().Should().BeNull($"{method} {pattern} is not on the list");
            if (endpoint.Metadata.GetMetadata<Page>() is not null) continue; // leads to the sign-in; see MatrixTests
            var answer = await Bank.Send(null, new HttpMethod(method), Parameter().Replace(pattern, Guid.NewGuid().ToString()), method == "GET" ? null : "{}");
            answer.IsProblem(401, "unauthenticated");
        }
    }

    [Fact]
    public async Task a_person_whom_nobody_knows_is_nobody()
    {
        foreach (var token in (string[])["mallory", "Bearer mallory", "Bearer ", "Basic bWFsbG9yeTpwdw=="])
        {
            var answer = (await Bank.Send(null, HttpMethod.Post, $"{Product.Path}/submissions", new SubmitStage(), ("Authorization", token), Client.IfMatch(Product.Version))).IsProblem(401, "unauthenticated");
            answer.Headers.WwwAuthenticate.ToString().Should().Be("Bearer", "why it is refused is nobody's business");
            answer.Text.Should().NotContain("mallory");
        }
    }

    /// <remarks>Taking back a delegation needs one to be there; the matrix tries it.</remarks>
    [Fact]
    public void every_command_address_of_the_service_is_tried_here()
    {
        var tried = Commands.Select(c => $"/{Ids().Replace(Addresses.Of(c.Command), "{subjectId}")}".Replace("dossier/Pricing", "dossier/{section}", StringComparison.Ordinal)).Append("/delegations/{subjectId}/revocation");

        Routes().Where(r => r.Method != "GET" && r.Pattern.StartsWith("/api/products/", StringComparison.Ordinal)).Select(r => r.Pattern["/api/products/{productId}".Length..]).Should().BeEquivalentTo(tried);
    }

    private IEnumerable<(string Method, string Pattern, RouteEndpoint Endpoint)> Routes() =>
        from endpoint in Bank.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (method, $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}", endpoint);

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Ids();
}
