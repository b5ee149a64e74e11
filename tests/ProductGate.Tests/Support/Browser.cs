using System.Collections.Concurrent;
using Microsoft.Playwright;
using ProductGate.Domain;
using ProductGate.Service.Ui;

[assembly: AssemblyFixture(typeof(ProductGate.Tests.Support.Browser))]

namespace ProductGate.Tests.Support;

/// <summary>One real browser for the whole run, started when first asked for: that of PRODUCTGATE_BROWSER, or Debian's chromium.</summary>
public sealed class Browser : IAsyncDisposable
{
    /// <remarks>With a software rasterizer, pages are drawn by a graphics card that the processor imitates, and a tour takes a fifth longer.</remarks>
    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-software-rasterizer", "--in-process-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <summary>Milliseconds; long, because it only ever ends a test that fails.</summary>
    internal const int Patience = 60_000;

    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Chromium)>> started = new(Start);

    /// <summary>Windows between two tours, by the bank that they look at: a new one costs more than all that is done in it on a page.</summary>
    private readonly ConcurrentDictionary<Uri, ConcurrentBag<Window>> waiting = [];

    /// <summary>The window of a new visitor: signed in already, or nobody and without any cookie. Every complaint of the browser is kept.</summary>
    internal async Task<Window> Open(Bank bank, Actor? person = null, int width = 1280, bool dark = false, bool scripts = true, string language = "en")
    {
        var home = bank.Line.BaseAddress!;
        var context = await (await started.Value).Chromium.NewContextAsync(new() { BaseURL = home.ToString(), ViewportSize = new() { Width = width, Height = Window.Height }, ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light, JavaScriptEnabled = scripts, Locale = language });
        context.SetDefaultTimeout(Patience);
        if (person is not null) await SignIn(context, bank, person);
        return new(context, await context.NewPageAsync(), home, scripts);
    }

    /// <summary>Looks at pages as everybody may have them: wide and narrow, light and dark, folded and unfolded, in both languages. Nothing may be wrong with any of them.</summary>
    /// <remarks>Colours know nothing of languages: one of the two is enough for them.</remarks>
    internal async Task Tour(Bank bank, Actor? person, params Sight[] sights)
    {
        var rest = waiting.GetOrAdd(bank.Line.BaseAddress!, _ => []);
        if (!rest.TryTake(out var window)) window = await Open(bank);
        if (person is not null) await SignIn(window.Context, bank, person);
        foreach (var language in Languages.All.Select(l => l.Code))
        {
            await window.Context.AddCookiesAsync([new() { Name = Languages.Cookie, Value = language, Domain = bank.Line.BaseAddress!.Host, Path = "/" }]);
            foreach (var sight in sights)
            {
                (await window.Page.GotoAsync(sight.Address))!.Status.Should().Be(sight.Status, sight.Address);
                (await window.Page.Locator("html").GetAttributeAsync("lang")).Should().Be(language, sight.Address);
                if (sight.Reach is { } reach) await reach(window.Page);
                await window.IsInOrderForEverybody($"{sight} {language}", inTheDark: language == Languages.All[0].Code);
            }
        }
        await window.Forget();
        rest.Add(window); // one in which something went wrong is not used again
    }

    public async ValueTask DisposeAsync()
    {
        if (!started.IsValueCreated) return;
        var (playwright, chromium) = await started.Value;
        await chromium.DisposeAsync();
        playwright.Dispose();
    }

    private static async Task<(IPlaywright, IBrowser)> Start()
    {
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Environment.GetEnvironmentVariable("PRODUCTGATE_BROWSER") ?? "/usr/bin/chromium", Args = Flags }));
    }

    private static async Task SignIn(IBrowserContext context, Bank bank, Actor person)
    {
        var home = bank.Line.BaseAddress!;
        using var visitor = await Visitor.Of(bank, person);
        await context.AddCookiesAsync(visitor.Cookies.GetCookies(home).Select(c => new Cookie { Name = c.Name, Value = c.Value, Domain = home.Host, Path = "/", HttpOnly = c.HttpOnly }));
    }
}
