using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ProductGate.Tests.Support;

/// <summary>Pictures of every page that is looked at, for people: written into the folder that PRODUCTGATE_SCREENS names, and not at all without it.</summary>
internal static partial class Pictures
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("PRODUCTGATE_SCREENS");

    public static Task Take(IPage page, string name) => Folder is null
        ? Task.CompletedTask
        : page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{Odd().Replace(Ids().Replace(name, "x"), "-").Trim('-')}.png"), FullPage = true });

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Ids();

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex Odd();
}
