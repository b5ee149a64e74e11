using System.Reflection;
using Microsoft.Net.Http.Headers;
using ProductGate.Domain;

namespace ProductGate.Service.Ui;

/// <summary>The languages of the pages: the domain's sentences and those of each slice, which stand in a <c>zh-Hans.json</c> beside its pages.</summary>
internal static class Languages
{
    public const string Cookie = "productgate-language";

    public static readonly Lexicon Chinese = Lexicon.Chinese.With(Documents(typeof(Languages).Assembly));

    public static readonly Lexicon[] All = [Lexicon.English, Chinese];

    /// <summary>What the reader chose, else what the browser asks for.</summary>
    public static Lexicon Of(HttpRequest request)
    {
        var chosen = request.Cookies[Cookie];
        return Array.Find(All, l => l.Code == chosen) ?? (PrefersChinese(request) ? Chinese : Lexicon.English);
    }

    private static bool PrefersChinese(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.Value ?? "").FirstOrDefault(l => l.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || l.StartsWith("en", StringComparison.OrdinalIgnoreCase)) is ['z' or 'Z', ..];

    private static IEnumerable<string> Documents(Assembly assembly)
    {
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith("zh-Hans.json", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }
}
