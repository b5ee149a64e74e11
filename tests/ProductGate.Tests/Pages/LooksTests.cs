using Microsoft.Playwright;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Pages;

/// <summary>The looks that all other tests rely on find what they look for, with scripts and without.</summary>
public sealed class LooksTests(Browser browser, SharedBank shared) : IClassFixture<SharedBank>
{
    private const string Sound = "<p>Text</p>";
    private const string Policy = "default-src 'self'";

    public static TheoryData<string, string> Barriers => new()
    {
        { "<button style='all:unset;display:block;width:9px;height:9px;overflow:hidden'>a</button><button style='all:unset;display:block;width:9px;height:9px;overflow:hidden'>b</button>", "target-size" },
        { "<p style='color:#999'>Pale</p>", "color-contrast" },
        { "<input>", "label" },
        { "<details><summary>More</summary><input></details>", "label" },
        { "<style>@media (prefers-color-scheme: dark) { p { color: #aaa } }</style><p>Pale in the dark</p>", "color-contrast" },
        { "<p style='width:330px'>Wide</p>", "stands outside a window of 320" },
    };

    [Theory]
    [MemberData(nameof(Barriers))]
    public async Task every_barrier_is_found(string markup, string found)
    {
        foreach (var scripts in (bool[])[true, false])
        {
            await using var window = await Show(markup, null, scripts);
            (await window.Invoking(w => w.IsAccessible()).Should().ThrowAsync<Exception>()).WithMessage($"*{found}*");
        }
    }

    [Theory]
    [InlineData("<script>1</script>", "Content Security Policy")]
    [InlineData("<p style='color:black'>Styled</p>", "Content Security Policy")]
    [InlineData("<img alt='' src='/missing.png'>", "Failed to load resource")]
    public async Task what_the_policy_refuses_and_what_is_missing_is_found(string markup, string found)
    {
        await using var window = await Show(markup, Policy, scripts: true);
        (await window.Invoking(w => w.IsAccessible()).Should().ThrowAsync<Exception>()).WithMessage($"*{found}*");
    }

    [Fact]
    public async Task a_question_to_somebody_else_is_found()
    {
        await using var window = await Show("<img alt='' src='http://127.0.0.2:45999/x.png'>", null, scripts: true);
        (await window.Invoking(w => w.IsAccessible()).Should().ThrowAsync<Exception>()).WithMessage("*asked http://127.0.0.2:45999*");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task and_nothing_where_nothing_is_wrong(bool scripts)
    {
        await using var window = await Show(Sound, Policy, scripts);
        await window.IsAccessible();
    }

    private async Task<Window> Show(string markup, string? policy, bool scripts)
    {
        var window = await browser.Open(shared.Bank, scripts: scripts);
        var headers = policy is null ? [] : new Dictionary<string, string> { ["Content-Security-Policy"] = policy };
        await window.Page.RouteAsync("**/planted", route => route.FulfillAsync(new() { ContentType = "text/html", Headers = headers, Body = $"<!DOCTYPE html><html lang=en><title>Planted</title><link rel=icon href=/icon.svg><main><h1>Planted</h1>{markup}</main>" }));
        await window.Page.GotoAsync("/planted");
        return window;
    }
}
