using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>What happens when the way back from the provider is not the one that was agreed on.</summary>
public sealed class CallbackTests(SharedBank shared) : IClassFixture<SharedBank>
{
    private Visitor Visitor() => new(shared.Bank.Line.BaseAddress!);

    private static async Task Fails(Visitor visitor, Uri callback)
    {
        var answer = await visitor.Get(callback.ToString());
        (answer.Status, answer.MediaType).Should().Be((401, "text/html"), answer.Text);
        answer.Text.Should().Contain("sign-in-failed").And.NotContain("Exception").And.NotContain("   at ");
        (await visitor.Get("/api/session")).Status.Should().Be(401);
        var program = await visitor.Get(callback.ToString(), ("Accept", "application/json"));
        program.IsProblem(401, "sign-in-failed");
    }

    /// <summary>The callback with one thing of it replaced.</summary>
    private static Uri With(Uri callback, string name, string value)
    {
        var query = QueryHelpers.ParseQuery(callback.Query).ToDictionary(q => q.Key, q => (string?)q.Value.ToString());
        query[name] = value;
        return new(QueryHelpers.AddQueryString(callback.GetLeftPart(UriPartial.Path), query));
    }

    private static string Part(Uri callback, string name) => QueryHelpers.ParseQuery(callback.Query)[name].ToString();

    [Fact]
    public async Task an_answer_of_the_provider_does_once()
    {
        using var visitor = Visitor();
        var callback = await visitor.ToCallback("li.wei");
        var cookies = visitor.Cookies.GetAllCookies();
        (await visitor.Get(callback.ToString())).Is(302);

        using var again = Visitor();
        foreach (Cookie cookie in cookies) again.Cookies.Add(new Cookie(cookie.Name, cookie.Value, cookie.Path, cookie.Domain));
        await Fails(again, callback);
        using var elsewhere = Visitor();
        await Fails(elsewhere, callback);
    }

    [Fact]
    public async Task a_sign_in_that_another_browser_began_is_not_ended_here()
    {
        using var attacker = Visitor();
        using var victim = Visitor();
        var theirs = await attacker.ToCallback("wang.min");
        var mine = await victim.ToCallback("chen.fang");

        await Fails(victim, theirs);
        await Fails(victim, With(mine, "code", Part(theirs, "code")));
    }

    [Theory]
    [InlineData("state", "invented")]
    [InlineData("state", "")]
    [InlineData("code", "invented")]
    [InlineData("code", "")]
    public async Task an_invented_state_or_code_is_refused(string name, string value)
    {
        using var visitor = Visitor();
        await Fails(visitor, With(await visitor.ToCallback("li.wei"), name, value));
        (await shared.Bank.All(People.Compliance, "/api/access-records?kind=SignInFailed", 200)).Should().NotBeEmpty().And.OnlyContain(r => r.Text("person") == "", "nobody is known then");
    }

    [Theory]
    [InlineData(".AspNetCore.OpenIdConnect.Nonce.")]
    [InlineData(".AspNetCore.Correlation.")]
    public async Task without_the_cookies_of_the_beginning_there_is_no_end(string prefix)
    {
        using var visitor = Visitor();
        var callback = await visitor.ToCallback("li.wei");
        foreach (Cookie cookie in visitor.Cookies.GetAllCookies()) cookie.Expired |= cookie.Name.StartsWith(prefix, StringComparison.Ordinal);

        await Fails(visitor, callback);
    }

    [Fact]
    public async Task who_cancels_at_the_provider_is_told_so()
    {
        using var visitor = Visitor();
        var callback = await visitor.ToCallback("li.wei");

        var answer = await visitor.Get($"{callback.GetLeftPart(UriPartial.Path)}?error=access_denied&state={Uri.EscapeDataString(Part(callback, "state"))}");

        answer.Is(403).Text.Should().Contain("cancelled").And.Contain("sign-in-failed");
    }

    [Theory]
    [InlineData("/docs", "/docs")]
    [InlineData("/?a=b%20c", "/?a=b%20c")]
    [InlineData("https://evil.example/", "/start")]
    [InlineData("//evil.example", "/start")]
    [InlineData("/\\evil.example", "/start")]
    [InlineData("~//evil.example", "/start")]
    [InlineData("\t//evil.example", "/start")]
    [InlineData("javascript:alert(1)", "/start")]
    [InlineData("", "/start")]
    public async Task afterwards_one_is_led_to_a_page_of_ours_and_nowhere_else(string asked, string led)
    {
        using var visitor = Visitor();

        var answer = await visitor.SignIn("li.wei", $"/sign-in?returnUrl={Uri.EscapeDataString(asked)}");

        answer.Is(302).Headers.Location!.ToString().Should().Be(led);
    }

    [Fact]
    public async Task what_the_provider_is_asked_goes_behind_the_browsers_back()
    {
        using var visitor = Visitor();

        var answer = (await visitor.Get("/sign-in")).Is(302);

        QueryHelpers.ParseQuery(answer.Headers.Location!.Query).Keys.Should().BeEquivalentTo("client_id", "request_uri");
        answer.Headers.GetValues("Set-Cookie").Should().HaveCount(2).And.OnlyContain(c => c.Contains("httponly", StringComparison.Ordinal) && c.Contains("samesite=lax", StringComparison.Ordinal));
    }
}
