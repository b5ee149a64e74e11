using System.Net;
using System.Text.RegularExpressions;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A form that is sent too late loses nothing that was typed.</summary>
public sealed partial class HeldFormTests(Bank bank) : IClassFixture<Bank>
{
    private const string Typed = "Fees <b>& terms</b>\nsecond line";

    [Fact]
    public async Task what_was_typed_outlives_the_session_and_can_be_sent_again_after_signing_in_in_another_tab()
    {
        using var visitor = new Visitor(bank.Line.BaseAddress!);
        (await visitor.SignIn(People.Officer.Id)).Is(302);
        var form = Fields((await visitor.Get("/")).Is(200).Text).Append(("reason", Typed)).ToArray();
        bank.Clock.Advance(TimeSpan.FromMinutes(31));

        var held = await Send(visitor, form);
        held.Status.Should().Be(401);
        IsHeld(held).And.Contain("Sign in in a new tab");

        (await visitor.SignIn(People.Officer.Id)).Is(302);
        var again = await Send(visitor, Fields(held.Text));
        again.Status.Should().Be(403, "the page was made for nobody");
        IsHeld(again).And.Contain("before you signed in as Li Wei");

        Fields(again.Text).Should().Contain(("reason", Typed));
        (await Send(visitor, Fields(again.Text))).Status.Should().Be(302, "now it is done");
    }

    [Fact]
    public async Task a_form_of_another_site_is_not_held_for_it()
    {
        using var visitor = new Visitor(bank.Line.BaseAddress!);
        (await visitor.SignIn(People.Officer.Id)).Is(302);

        var answer = await Send(visitor, [("reason", Typed)], "same-site");

        answer.Status.Should().Be(403);
        answer.Text.Should().NotContain("second line");
    }

    private static FluentAssertions.AndConstraint<FluentAssertions.Primitives.StringAssertions> IsHeld(Answer answer) =>
        answer.Text.Should().Contain("Nothing you typed is lost").And.Contain("Fees &lt;b&gt;&amp; terms&lt;/b&gt;").And.NotContain("<b>& terms").And.Contain("Send it again");

    private static Task<Answer> Send(Visitor visitor, IEnumerable<(string Name, string Value)> fields, string site = "same-origin") =>
        visitor.Send(HttpMethod.Post, "/sign-out", new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))), ("Sec-Fetch-Site", site));

    /// <summary>The hidden fields of the last form of a page: the one to be sent.</summary>
    private static (string, string)[] Fields(string page)
    {
        var form = page[page.LastIndexOf("action=\"/sign-out\"", StringComparison.Ordinal)..];
        return [.. Hidden().Matches(form[..form.IndexOf("</form>", StringComparison.Ordinal)]).Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)))];
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
