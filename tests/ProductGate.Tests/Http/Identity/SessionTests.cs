using System.Net;
using System.Text;
using ProductGate.Domain;
using ProductGate.Tests.Faults;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>The session of a browser, in a bank whose clock these tests may move: who is signed in, for how long, and who is not.</summary>
public sealed class SessionTests(Bank bank) : IClassFixture<Bank>
{
    private const string CookieName = "productgate";

    private async Task<Visitor> SignedIn(Actor person)
    {
        var visitor = new Visitor(bank.Line.BaseAddress!);
        (await visitor.SignIn(person.Id)).Is(302).Headers.Location.Should().Be("/start");
        return visitor;
    }

    [Fact]
    public async Task whoever_asked_for_no_page_begins_where_their_work_is()
    {
        foreach (var (person, page) in ((Actor, string)[])[(People.Compliance, "/audit"), (People.Designer, "/products?team=cards"), (People.Officer, "/"), (People.DoubleHat, "/")])
        {
            using var visitor = await SignedIn(person);
            (await visitor.Get("/start")).Is(302).Headers.Location!.ToString().Should().Be(page);
        }
    }

    private Cookie Session(Visitor visitor) => visitor.Cookies.GetCookies(bank.Line.BaseAddress!)[CookieName]!;

    private async Task<long> Rows()
    {
        await using var command = bank.Database.CreateCommand("select count(*) from gate.sessions");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task IsSignedIn(Visitor visitor, Actor person) => (await visitor.Get("/api/session")).Is(200).Json.Text("id").Should().Be(person.Id);

    private static async Task IsSignedOut(Visitor visitor)
    {
        (await visitor.Get("/api/session")).IsProblem(401, "unauthenticated");
        (await visitor.Get("/")).Is(302).Headers.Location!.ToString().Should().Be("/sign-in?returnUrl=%2F");
    }

    [Fact]
    public async Task a_person_signs_in_at_the_provider_and_sees_who_they_are()
    {
        using var visitor = await SignedIn(People.DoubleHat);

        var page = (await visitor.Get("/")).Is(200);

        page.MediaType.Should().Be("text/html");
        page.Text.Should().Contain("<strong>Cao Mei</strong>").And.Contain("the protection office, the head of the protection office and compliance");
        var told = (await visitor.Get("/api/session")).Is(200).Json;
        (told.Text("id"), told.Text("name"), told.Text("kind"), told.Text("department")).Should().Be(("cao.mei", "Cao Mei", "Person", "Consumer Protection"));
        told.Texts("roles").Should().BeEquivalentTo("protection-office", "protection-head", "compliance");
    }

    [Fact]
    public async Task the_cookie_is_a_key_and_nothing_else()
    {
        using var visitor = new Visitor(bank.Line.BaseAddress!);
        var answer = await visitor.SignIn(People.Officer.Id);

        var set = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith($"{CookieName}=", StringComparison.Ordinal));
        set.Should().MatchRegex("path=/; samesite=lax; httponly$").And.NotContain("expires");
        Session(visitor).Value.Length.Should().BeLessThan(400);
        await using var command = bank.Database.CreateCommand("select id, ticket from gate.sessions");
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            rows.GetString(0).Should().MatchRegex("^[0-9a-f]{64}$", "the key itself is stored nowhere");
            Encoding.Latin1.GetString(rows.GetFieldValue<byte[]>(1)).Should().NotContain("li.wei").And.NotContain("Li Wei");
        }
    }

    [Fact]
    public async Task a_session_lasts_as_long_as_it_is_used_but_no_longer_than_ten_hours()
    {
        using var visitor = await SignedIn(People.Officer);

        for (var used = 0; used < 29; used++)
        {
            bank.Clock.Advance(TimeSpan.FromMinutes(20));
            await IsSignedIn(visitor, People.Officer);
        }
        bank.Clock.Advance(TimeSpan.FromMinutes(20));
        await IsSignedOut(visitor);
    }

    [Fact]
    public async Task a_session_that_nobody_uses_ends_after_half_an_hour_and_is_swept_away()
    {
        using var visitor = await SignedIn(People.Officer);
        bank.Clock.Advance(TimeSpan.FromMinutes(29));
        await IsSignedIn(visitor, People.Officer);
        bank.Clock.Advance(TimeSpan.FromMinutes(31));

        await IsSignedOut(visitor);

        bank.Clock.Advance(TimeSpan.FromHours(11));
        await Patience.Until("no old session is left", 20, async () => await Rows() == 0);
    }

    [Fact]
    public async Task every_request_starts_the_half_hour_anew_but_what_an_open_page_asks_by_itself_does_not()
    {
        using var visitor = await SignedIn(People.Officer);
        bank.Clock.Advance(TimeSpan.FromMinutes(5));
        await IsSignedIn(visitor, People.Officer);
        bank.Clock.Advance(TimeSpan.FromMinutes(29));
        await IsSignedIn(visitor, People.Officer);

        bank.Clock.Advance(TimeSpan.FromMinutes(20));
        (await visitor.Get("/pulse")).Is(200);
        bank.Clock.Advance(TimeSpan.FromMinutes(11));
        await IsSignedOut(visitor);
    }

    [Fact]
    public async Task a_session_planted_in_a_browser_does_not_become_that_of_who_signs_in()
    {
        using var planter = await SignedIn(People.Designer);
        using var victim = new Visitor(bank.Line.BaseAddress!);
        victim.Cookies.Add(bank.Line.BaseAddress!, new Cookie(CookieName, Session(planter).Value));
        await IsSignedIn(victim, People.Designer);

        (await victim.SignIn(People.Head.Id)).Is(302);

        await IsSignedIn(victim, People.Head);
        Session(victim).Value.Should().NotBe(Session(planter).Value);
        await IsSignedOut(planter);
    }

    [Fact]
    public async Task a_cookie_that_we_did_not_make_is_nobodys()
    {
        using var visitor = await SignedIn(People.Officer);
        var cookie = Session(visitor);
        var value = cookie.Value;

        foreach (var forged in (string[])["x", value[..^6] + "AAAAAA", value + value])
        {
            cookie.Value = forged;
            await IsSignedOut(visitor);
        }
        cookie.Value = value;
        await IsSignedIn(visitor, People.Officer);
    }

    [Fact]
    public async Task signing_out_ends_the_session_here_and_at_the_provider()
    {
        using var visitor = await SignedIn(People.Compliance);
        var rows = await Rows();
        var cookie = Session(visitor).Value;

        var answer = (await visitor.Submit("/", "/sign-out")).Is(302);

        answer.Headers.Location!.ToString().Should().StartWith($"{bank.Provider.Issuer}session/end?").And.Contain("id_token_hint=").And.Contain("post_logout_redirect_uri=");
        (await Rows()).Should().Be(rows - 1);
        visitor.Cookies.Add(bank.Line.BaseAddress!, new Cookie(CookieName, cookie));
        await IsSignedOut(visitor);
        foreach (var kind in (string[])["SignIn", "SignOut"]) (await bank.All(People.Compliance, $"/api/access-records?person={People.Compliance.Id}&kind={kind}", 200)).Should().NotBeEmpty("compliance sees who came and went");
    }

    [Fact]
    public async Task what_may_change_something_needs_the_token_that_only_our_pages_have()
    {
        using var visitor = await SignedIn(People.Designer);
        using var other = await SignedIn(People.Officer);
        var session = (await visitor.Get("/api/session")).Json.GetProperty("antiforgery");
        var (header, token) = (session.Text("header")!, session.Text("value")!);
        var stranger = (await other.Get("/api/session")).Json.GetProperty("antiforgery").Text("value")!;

        (await Declare(visitor)).IsProblem(403, "antiforgery-token");
        (await Declare(visitor, (header, "invented"))).IsProblem(403, "antiforgery-token");
        (await Declare(visitor, (header, stranger))).IsProblem(403, "antiforgery-token");
        (await Declare(visitor, (header, token), ("Authorization", "Basic x"))).Is(201);
        (await Declare(visitor, (header, token))).Is(201);
        (await visitor.Post("/sign-out")).Status.Should().Be(403);
        await IsSignedIn(visitor, People.Designer);
        (await bank.Get(People.Designer, "/api/session")).Is(200).Json.TryGetProperty("antiforgery", out _).Should().BeFalse("a program with a token needs none");
    }

    private static Task<Answer> Declare(Visitor visitor, params (string, string)[] headers) =>
        visitor.Send(HttpMethod.Post, "/api/products", Client.Content(Sample.Declaration with { Name = $"Harbour {Guid.NewGuid():N}" }), headers);
}
