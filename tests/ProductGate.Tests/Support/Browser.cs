using Deque.AxeCore.Playwright;
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

    /// <summary>A new visitor's window: no cookies, and every complaint of the browser is kept.</summary>
    internal async Task<Window> Open(Bank bank, int width = 1280, bool dark = false)
    {
        var context = await chromium.NewContextAsync(new() { BaseURL = bank.Line.BaseAddress!.ToString(), ViewportSize = new() { Width = width, Height = 800 }, ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
        context.SetDefaultTimeout(Patience);
        return new(context, await context.NewPageAsync(), bank.Line.BaseAddress);
    }

    /// <summary>The window of somebody who is signed in already.</summary>
    internal async Task<Window> Open(Bank bank, Actor person, int width = 1280, bool dark = false, bool scripts = true, string language = "en")
    {
        using var visitor = new Visitor(bank.Line.BaseAddress!);
        await visitor.SignIn(person.Id);
        var home = bank.Line.BaseAddress!;
        var context = await chromium.NewContextAsync(new() { BaseURL = home.ToString(), ViewportSize = new() { Width = width, Height = 800 }, ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light, JavaScriptEnabled = scripts, Locale = language });
        context.SetDefaultTimeout(Patience);
        await context.AddCookiesAsync(visitor.Cookies.GetCookies(home).Select(c => new Cookie { Name = c.Name, Value = c.Value, Domain = home.Host, Path = "/", HttpOnly = c.HttpOnly }));
        return new(context, await context.NewPageAsync(), home, scripts);
    }

    /// <summary>Looks at a page as everybody may have it: wide and narrow, light and dark, in both languages. Nothing may be wrong with any of them.</summary>
    internal async Task Tour(Bank bank, Actor person, params string[] pages)
    {
        foreach (var language in (string[])["en", "zh-CN"])
        {
            await using var window = await Open(bank, person, language: language);
            foreach (var page in pages)
                foreach (var (width, scheme) in ((int, ColorScheme)[])[(1280, ColorScheme.Light), (390, ColorScheme.Dark), (390, ColorScheme.Light), (1280, ColorScheme.Dark)])
                {
                    await window.Page.SetViewportSizeAsync(width, 800);
                    await window.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                    (await window.Page.GotoAsync(page))!.Status.Should().Be(200, page);
                    await window.IsAccessible();
                }
            window.Complaints.Should().BeEmpty();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        playwright.Dispose();
    }
}

/// <summary>A window with one page.</summary>
internal sealed class Window : IAsyncDisposable
{
    private readonly bool scripts;

    public Window(IBrowserContext context, IPage page, Uri home, bool scripts = true)
    {
        (Context, Page, this.scripts) = (context, page, scripts);
        page.Console += (_, message) => { if (message.Type == "error" && message.Location.StartsWith(home.ToString(), StringComparison.Ordinal)) Complaints.Add(message.Text); };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, r) => { if (page.Url.StartsWith(home.ToString(), StringComparison.Ordinal) && r.Url.StartsWith("http", StringComparison.Ordinal) && !r.Url.StartsWith(home.ToString(), StringComparison.Ordinal) && !r.IsNavigationRequest) Complaints.Add($"A page of ours asked {r.Url}"); };
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>What the browser found wrong with pages of ours: refused scripts and styles, missing files, errors of scripts.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Gives name and password at the provider.</summary>
    public async Task PassProvider(string person)
    {
        await Page.GetByLabel("User").FillAsync(person);
        await Page.GetByLabel("Password").FillAsync(Provider.Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    /// <summary>Presses the button that is called exactly so.</summary>
    public Task Press(string button) => Page.Locator("button[type=submit]:not([aria-hidden])", new() { HasTextString = button }).And(Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true })).ClickAsync();

    /// <summary>One of the answers that a form offers, by what it sends.</summary>
    public ILocator Choice(string value) => Page.Locator($"input[type=radio][value={value}]");

    public async Task<string> Heading() => (await Page.Locator("h1").TextContentAsync())!;

    /// <summary>No barrier that axe knows, and nothing to scroll for sideways.</summary>
    public async Task IsAccessible()
    {
        // axe waits for timers of the page, which never go off where scripts are off; the tours look at the same pages with scripts.
        if (scripts) await AxeFindsNothing();
        (await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")).Should().BeTrue("nothing stands outside the window");
    }

    private async Task AxeFindsNothing()
    {
        var found = await Page.RunAxe();
        found.Violations.Select(v => $"{v.Id}: {v.Help} ({string.Join(", ", v.Nodes.Select(n => n.Html))})").Should().BeEmpty();
    }

    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
