using System.Text.RegularExpressions;

namespace ProductGate.Benchmarks;

/// <summary>Everything that a browser without anything in its cache asks for to show a page, in bytes as they come, heads and all.</summary>
internal static partial class FirstVisit
{
    public static void Of(Reader reader, string name, string path, string html)
    {
        using var line = new Line(reader.Port);
        string[] asked = [path, .. File().Matches(html).Select(m => m.Groups[1].Value).Where(a => !a.StartsWith('#')).Distinct()];
        var sizes = asked.Select(address => (address, line.Ask(reader.Request(address)).Length)).ToList();
        Console.WriteLine($"first visit of the {name}: {sizes.Sum(s => s.Length) / 1024.0:0.0} KB in {sizes.Count} requests ({string.Join(", ", sizes.Select(s => $"{s.address.Split('?')[0]} {s.Length}"))}); the page is {System.Text.Encoding.UTF8.GetByteCount(html) / 1024.0:0.0} KB of text");
    }

    /// <summary>Styles, icons, scripts, pictures: whatever is fetched without being followed.</summary>
    [GeneratedRegex("(?:<link[^>]*href|<(?:script|img|iframe|source)[^>]*src)=\"([^\"]+)\"")]
    private static partial Regex File();
}
