using Microsoft.Playwright;

namespace ProductGate.Tests.Support;

/// <summary>How a person works the pages. Everything is found by the name that it has for people, and every step waits for the page it leads to.</summary>
internal abstract class Hands(Window window) : IAsyncDisposable
{
    /// <summary>The ways in which every journey has to be possible.</summary>
    public static readonly string[] Ways = ["pointer", "pointer without scripts", "keyboard alone"];

    public Window Window { get; } = window;

    public IPage Page => Window.Page;

    public static async Task<Hands> Of(string way, Browser browser, Bank bank, Domain.Actor person, string page = "/")
    {
        var window = await browser.Open(bank, person, scripts: way != "pointer without scripts");
        await window.Page.GotoAsync(page);
        return way == "keyboard alone" ? new Keyboard(window) : new Pointer(window);
    }

    public Task Follow(string link) => Follow(Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First);

    public Task Follow(ILocator link) => Leads(() => Activate(link));

    public Task Press(string button) => Leads(() => Activate(Page.Locator("button[type=submit]:not([aria-hidden])").And(Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true })).First));

    /// <summary>Follows a link to a file; what is saved.</summary>
    public async Task<byte[]> Save(string link)
    {
        var file = await Page.RunAndWaitForDownloadAsync(() => Activate(Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true })));
        return await File.ReadAllBytesAsync(await file.PathAsync());
    }

    /// <summary>Opens what is folded away.</summary>
    public Task Unfold(string summary) => Activate(Page.Locator("summary", new() { HasTextString = summary }).First);

    public ILocator Labelled(string label) => Page.GetByLabel(label, new() { Exact = true });

    public abstract Task Fill(ILocator field, string text);

    /// <param name="list">Offers the options.</param>
    /// <param name="option">By what it sends.</param>
    public abstract Task Pick(ILocator list, string option);

    public abstract Task Tick(ILocator box);

    protected abstract Task Activate(ILocator what);

    public async Task Says(params string[] sentences)
    {
        var text = await Page.Locator("main").TextContentAsync();
        foreach (var sentence in sentences) text.Should().Contain(sentence);
    }

    public ValueTask DisposeAsync() => Window.DisposeAsync();

    private async Task Leads(Func<Task> step)
    {
        var there = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Arrived(object? sender, IPage page) => there.TrySetResult();
        Page.Load += Arrived;
        await step();
        await there.Task.WaitAsync(TimeSpan.FromMilliseconds(Browser.Patience));
        Page.Load -= Arrived;
    }
}

internal sealed class Pointer(Window window) : Hands(window)
{
    public override Task Fill(ILocator field, string text) => field.FillAsync(text);

    public override Task Pick(ILocator list, string option) => list.SelectOptionAsync(option);

    public override Task Tick(ILocator box) => box.CheckAsync();

    protected override Task Activate(ILocator what) => what.ClickAsync();
}

/// <summary>Somebody without a pointer: everything is reached with the Tab key, and it can be seen where one is.</summary>
internal sealed class Keyboard(Window window) : Hands(window)
{
    private const int MostSteps = 400;
    private const string SameGroup = "e => { const a = document.activeElement; return a === e || (a.type === 'radio' && a.name === e.name && a.form === e.form) }";
    private const string CanBeSeen = "() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 }";

    public override async Task Fill(ILocator field, string text)
    {
        await Reach(field);
        await Page.Keyboard.PressAsync("Control+A");
        await Page.Keyboard.InsertTextAsync(text);
    }

    public override async Task Pick(ILocator list, string option)
    {
        await Reach(list);
        await Until("ArrowDown", () => list.EvaluateAsync<bool>("(e, option) => e.value === option", option));
    }

    public override async Task Tick(ILocator box)
    {
        await Reach(box, SameGroup);
        await Until("ArrowDown", () => box.EvaluateAsync<bool>("e => e === document.activeElement"));
        if (!await box.IsCheckedAsync()) await Page.Keyboard.PressAsync("Space");
    }

    protected override async Task Activate(ILocator what)
    {
        await Reach(what);
        await Page.Keyboard.PressAsync("Enter");
    }

    private async Task Reach(ILocator what, string there = "e => e === document.activeElement")
    {
        await Until("Tab", () => what.EvaluateAsync<bool>(there));
        (await Page.EvaluateAsync<bool>(CanBeSeen)).Should().BeTrue("who works with the keyboard sees where they are");
    }

    private async Task Until(string key, Func<Task<bool>> reached)
    {
        for (var steps = 0; !await reached(); steps++)
        {
            steps.Should().BeLessThan(MostSteps, "everything can be reached with the keyboard");
            await Page.Keyboard.PressAsync(key);
        }
    }
}
