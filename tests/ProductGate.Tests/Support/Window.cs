using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace ProductGate.Tests.Support;

/// <summary>A window with one page.</summary>
internal sealed class Window : IAsyncDisposable
{
    public const int Height = 800;

    private const int Desk = 1280, Telephone = 390;

    /// <summary>Narrower than any telephone of today; nobody has to scroll sideways even here.</summary>
    private const int Narrowest = 320;

    /// <summary>What can be wrong in other colours when nothing is in these.</summary>
    private static readonly string[] OfColours = ["color-contrast", "link-in-text-block"];

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>All rules of WCAG 2.2 A and AA and the good practices; axe leaves the size of targets out unless it is asked.</summary>
    private const string RunAxe =
        """
        async only => {
            const options = { resultTypes: ['violations'], selectors: false, preload: false, rules: { 'target-size': { enabled: true } } };
            if (only) options.runOnly = { type: 'rule', values: only };
            const found = await axe.run(document, options);
            return found.violations.map(v => `${v.id}: ${v.help} (${v.nodes.map(n => n.html).join(', ')})`);
        }
        """;

    /// <summary>What makes the page wider than its window.</summary>
    private const string Outside =
        "() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth).map(e => e.outerHTML.slice(0, 200))";

    private readonly bool scripts;
    private readonly List<string> visited = [];

    public Window(IBrowserContext context, IPage page, Uri home, bool scripts = true)
    {
        (Context, Page, this.scripts) = (context, page, scripts);
        page.Console += (_, message) => { if (message.Type == "error" && IsOurs(message.Location) && !IsAnswer(message)) Complaints.Add($"{message.Text} {message.Location}"); };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, r) =>
        {
            if (r.IsNavigationRequest) visited.Add(r.Url);
            else if (IsOurs(page.Url) && r.Url.StartsWith("http", StringComparison.Ordinal) && !IsOurs(r.Url)) Complaints.Add($"A page of ours asked {r.Url}");
        };

        // What the policy of the page refused has no address, so it is ours unless the page is somebody else's.
        bool IsOurs(string address) => (address.StartsWith("http", StringComparison.Ordinal) ? address : page.Url).StartsWith(home.ToString(), StringComparison.Ordinal);
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>What the browser found wrong with pages of ours: refused scripts and styles, missing files, errors of scripts, questions to others.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Gives name and password at the provider.</summary>
    public async Task PassProvider(string person)
    {
        await Page.GetByLabel("User").FillAsync(person);
        await Page.GetByLabel("Password").FillAsync(Provider.Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    /// <summary>Nobody was here.</summary>
    public async Task Forget()
    {
        await Page.EvaluateAsync("() => { localStorage.clear(); sessionStorage.clear(); }");
        await Page.GotoAsync("about:blank"); // or the page would go on asking, in nobody's name
        await Context.ClearCookiesAsync();
    }

    /// <summary>What parts of the whole page say: after a click it may still be on its way.</summary>
    public async Task<IReadOnlyList<string>> Texts(string selector)
    {
        await Page.WaitForLoadStateAsync();
        return await Page.Locator(selector).AllInnerTextsAsync();
    }

    /// <summary>Presses the button that is called exactly so.</summary>
    public Task Press(string button) => Page.Locator("button[type=submit]:not([aria-hidden])", new() { HasTextString = button }).And(Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true })).ClickAsync();

    /// <summary>One of the answers that a form offers, by what it sends.</summary>
    public ILocator Choice(string value) => Page.Locator($"input[type=radio][value={value}]");

    public async Task<string> Heading() => (await Page.Locator("h1").TextContentAsync())!;

    /// <summary>Nothing is wrong with the page as it stands, for anybody: no barrier that axe knows, nothing outside the window, no complaint of the browser.</summary>
    public Task IsAccessible() => IsInOrderForEverybody(new Uri(Page.Url).PathAndQuery);

    /// <remarks>
    /// The page is loaded once. Its width and its colours come from the style sheet alone, so they are changed in place, and of the rules only those
    /// that look at colours are asked again when nothing but the colours has changed.
    /// </remarks>
    public async Task IsInOrderForEverybody(string what, bool inTheDark = true)
    {
        if (!scripts)
        {
            Complaints.Should().BeEmpty(what);
            await using var twin = await Twin();
            await twin.IsInOrderForEverybody(what, inTheDark);
            return;
        }
        var before = Page.ViewportSize!.Width;
        // Unfolded, a page shows all that it shows folded, and more.
        var unfolded = await Page.EvaluateAsync<bool>(Sight.Unfold);
        foreach (var width in (int[])[Desk, Telephone])
        {
            await Show(width, ColorScheme.Light);
            await AxeFindsNothing($"{what} {width}");
            await Pictures.Take(Page, $"{what} {width}");
            if (!inTheDark) continue;
            await Show(width, ColorScheme.Dark);
            await AxeFindsNothing($"{what} {width} dark", OfColours);
            await Pictures.Take(Page, $"{what} {width} dark");
        }
        await Show(Narrowest, ColorScheme.Light);
        if (unfolded) await Page.EvaluateAsync(Sight.Fold);
        foreach (var width in (int[])[Narrowest, Telephone, before]) await Show(width, ColorScheme.Light);
        Complaints.Should().BeEmpty(what);
    }

    private async Task Show(int width, ColorScheme colours)
    {
        await Page.SetViewportSizeAsync(width, Height);
        await Page.EmulateMediaAsync(new() { ColorScheme = colours });
        // What stays at the top of the window hides a part of whatever has been scrolled below it.
        await Page.EvaluateAsync("() => scrollTo(0, 0)");
        (await Page.EvaluateAsync<string[]>(Outside)).Should().BeEmpty($"nothing of {Page.Url} stands outside a window of {width}");
    }

    private async Task AxeFindsNothing(string what, string[]? only = null)
    {
        if (!await Page.EvaluateAsync<bool>("() => 'axe' in window")) await Page.EvaluateAsync($"{Axe};undefined");
        var found = await Page.EvaluateAsync<string[]>(RunAxe, only);
        found.Should().BeEmpty(what);
    }

    /// <summary>The same page in a window with scripts: axe waits for timers, which never go off without.</summary>
    private async Task<Window> Twin()
    {
        var context = await Context.Browser!.NewContextAsync(new() { ViewportSize = new() { Width = Page.ViewportSize!.Width, Height = Height } });
        context.SetDefaultTimeout(Browser.Patience);
        var twin = new Window(context, await context.NewPageAsync(), new Uri(new Uri(Page.Url), "/"));
        var (address, content) = (Page.Url.Split('#')[0], await Page.ContentAsync());
        await twin.Page.RouteAsync(url => url == address, route => route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", Body = content }));
        await twin.Page.GotoAsync(address);
        return twin;
    }

    /// <summary>Says that a page was answered with an error: what that should be is for the test to say.</summary>
    private bool IsAnswer(IConsoleMessage message) => message.Text.StartsWith("Failed to load resource: the server responded", StringComparison.Ordinal) && visited.Exists(a => $"{message.Location}:".StartsWith($"{a.Split('#')[0]}:", StringComparison.Ordinal));

    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
