using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ProductGate.Tests.Support;

/// <summary>A real browser without a window: that of PRODUCTGATE_BROWSER, or Debian's chromium.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
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
        context.SetDefaultTimeout(20_000);
        return new(context, await context.NewPageAsync(), bank.Line.BaseAddress);
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
    public Window(IBrowserContext context, IPage page, Uri home)
    {
        (Context, Page) = (context, page);
        page.Console += (_, message) => { if (message.Type == "error" && message.Location.StartsWith(home.ToString(), StringComparison.Ordinal)) Complaints.Add(message.Text); };
        page.PageError += (_, error) => Complaints.Add(error);
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

    public async Task<string> Heading() => (await Page.Locator("h1").TextContentAsync())!;

    /// <summary>No barrier that axe knows, and nothing to scroll for sideways.</summary>
    public async Task IsAccessible()
    {
        var found = await Page.RunAxe();
        found.Violations.Select(v => $"{v.Id}: {v.Help} ({string.Join(", ", v.Nodes.Select(n => n.Html))})").Should().BeEmpty();
        (await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")).Should().BeTrue("nothing stands outside the window");
    }

    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
