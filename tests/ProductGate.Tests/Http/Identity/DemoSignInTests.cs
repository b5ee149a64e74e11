using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class DemoSignInTests(DemoBank demo, SharedBank shared) : IClassFixture<DemoBank>, IClassFixture<SharedBank>
{
    [Fact]
    public async Task the_page_says_that_it_is_a_demonstration_and_who_may_be_tried()
    {
        using var visitor = new Visitor(demo.Line.BaseAddress!);

        var page = (await visitor.Get("/sign-in?returnUrl=%2Fdocs")).Is(200).Text;

        page.Should().Contain("This is a demonstration.").And.Contain("value=\"/docs\"");
        foreach (var person in People.All) page.Should().Contain($"value=\"{person.Id}\"").And.Contain(person.Name);
        page.Should().Contain("read the dossier, object, sign off, evaluate, stop sales");
    }

    [Fact]
    public async Task a_chosen_person_gets_a_session_like_any_other()
    {
        using var visitor = new Visitor(demo.Line.BaseAddress!);
        (await visitor.Get("/")).Is(302).Headers.Location!.ToString().Should().Be("/sign-in?returnUrl=%2F");

        (await visitor.Submit("/sign-in", "/sign-in", ("person", "li.wei"), ("returnUrl", "//evil.example"))).Is(302).Headers.Location!.ToString().Should().Be("/start");
        (await visitor.Get("/")).Is(200).Text.Should().Contain("Li Wei");
        (await visitor.Submit("/", "/sign-out")).Is(302).Headers.Location!.ToString().Should().Be("/signed-out");
        (await visitor.Get("/api/session")).Status.Should().Be(401);
        (await visitor.Get("/signed-out")).Is(200).Text.Should().Contain("You are signed out");
    }

    [Fact]
    public async Task another_site_cannot_choose_who_somebody_is()
    {
        using var visitor = new Visitor(demo.Line.BaseAddress!);

        (await visitor.Post("/sign-in", ("person", "li.wei"))).Is(403).Text.Should().Contain("antiforgery-token");
        (await visitor.Get("/api/session")).Status.Should().Be(401);
    }

    [Fact]
    public async Task a_token_for_the_command_line_lasts_twelve_hours()
    {
        var answer = (await demo.Post(null, "/demo/token", new { person = "li.wei" })).Is(200).Json;
        (string, string) authorization = ("Authorization", $"Bearer {answer.Text("accessToken")}");

        (await demo.Send(null, HttpMethod.Get, "/api/session", null, authorization)).Is(200).Json.Text("id").Should().Be("li.wei");
        (await demo.Post(null, "/demo/token", new { person = "mallory" })).IsProblem(404, "unknown-person");
        (await demo.Post(null, "/demo/token", "li.wei")).IsProblem(400, "malformed-json");
        demo.Clock.Advance(TimeSpan.FromHours(13));
        (await demo.Send(null, HttpMethod.Get, "/api/session", null, authorization)).IsProblem(401, "unauthenticated");
    }

    [Fact]
    public async Task with_a_provider_there_is_no_demo()
    {
        (await shared.Bank.Post(null, "/demo/token", new { person = "li.wei" })).IsProblem(401, "unauthenticated");
        (await shared.Bank.Post(People.Officer, "/demo/token", new { person = "li.wei" })).IsProblem(404, "not-found");
        (await shared.Bank.Post(People.Officer, "/sign-in", new { person = "li.wei" })).IsProblem(405, "method-not-allowed");
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task outside_development_the_service_does_not_start_without_a_provider(string environment)
    {
        var (exit, said) = await ServiceProcess.RunToEnd(shared.Bank.ConnectionString, environment);

        exit.Should().NotBe(0);
        said.Should().Contain("Nobody could sign in: set SIGNIN__AUTHORITY").And.Contain("exists in the Development environment only");
    }
}
