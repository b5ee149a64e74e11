using Microsoft.Playwright;

namespace ProductGate.Tests.Support;

/// <summary>A page in a state in which it is to be looked at.</summary>
/// <param name="Status">With what the address is answered.</param>
/// <param name="State">What is special about it, in a word or two.</param>
/// <param name="Reach">What is done there before it is looked at; it is done once for each language.</param>
internal sealed record Sight(string Address, int Status = 200, string State = "", Func<IPage, Task>? Reach = null)
{
    public static implicit operator Sight(string address) => new(address);

    /// <summary>The page as it comes back when a form of it was sent as it stands, and refused.</summary>
    public static Sight Refused(string address, string form, string button = "button[type=submit]:visible") => new(address, 200, $"{form} refused", async page =>
    {
        await page.EvaluateAsync(Unfold);
        await page.Locator($"form#{form} {button}").Last.ClickAsync();
        await page.Locator(".errsum").WaitForAsync();
    });

    /// <summary>The same where the form comes when it is asked for.</summary>
    public static Sight RefusedOnRequest(string address, string form) => Refused($"{address}?step={form}", form);

    /// <summary>Opens everything that is folded away; whether there was anything.</summary>
    public const string Unfold = "() => { const all = [...document.querySelectorAll('main details:not([open])')]; all.forEach(d => { d.open = true; d.dataset.was = 'folded'; }); return all.length > 0; }";

    /// <summary>Folds it away again.</summary>
    public const string Fold = "() => document.querySelectorAll('[data-was=folded]').forEach(d => { d.open = false; delete d.dataset.was; })";

    public override string ToString() => $"{Address} {State}".TrimEnd();
}
