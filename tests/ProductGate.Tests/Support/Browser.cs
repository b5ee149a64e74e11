using Microsoft.Playwright;
using ProductGate.Domain;

namespace ProductGate.Tests.Support;

/// <summary>A real browser without a window: that of PRODUCTGATE_BROWSER, or Debian's chromium.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <summary>Milliseconds; long, because it only ever ends a test that fails.</summary>
    internal const int Patience = 60_000;

    private IPlaywright playwright = null!;
    private IBrowser chromium = null!;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Environment.GetEnvironmentVariable("PRODUCTGATE_BROWSER") ?? "/usr/bin/chromium", Args = Flags });
    }

    /// <summary>The window of a new visitor: signed in already, or nobody and without any cookie. Every complaint of the browser is kept.</summary>
    internal async Task<Window> Open(Bank bank, Actor? person = null, int width = 1280, bool dark = false, bool scripts = true, string language = "en")
    {
        var home = bank.Line.BaseAddress!;
        var context = await chromium.NewContextAsync(new() { BaseURL = home.ToString(), ViewportSize = new() { Width = width, Height = Window.Height }, ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light, JavaScriptEnabled = scripts, Locale = language });
        context.SetDefaultTimeout(Patience);
        if (person is not null)
        {
            using var visitor = await Visitor.Of(bank, person);
            await context.AddCookiesAsync(visitor.Cookies.GetCookies(home).Select(c => new Cookie { Name = c.Name, Value = c.Value, Domain = home.Host, Path = "/", HttpOnly = c.HttpOnly }));
        }
        return new(context, await context.NewPageAsync(), home, scripts);
    }

    /// <summary>Looks at pages as everybody may have them: wide and narrow, light and dark, folded and unfolded, in both languages. Nothing may be wrong with any of them.</summary>
    internal async Task Tour(Bank bank, Actor? person, params Sight[] sights)
    {
        foreach (var language in (string[])["en", "zh-CN"])
        {
            await using var window = await Open(bank, person, language: language);
            foreach (var sight in sights)
            {
                (await window.Page.GotoAsync(sight.Address))!.Status.Should().Be(sight.Status, sight.Address);
                if (sight.Reach is { } reach) await reach(window.Page);
                await window.IsInOrderForEverybody($"{sight} {language}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        playwright.Dispose();
    }
}
