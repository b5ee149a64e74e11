using Microsoft.CodeAnalysis.CSharp;
using ProductGate.Tests.Guards;

namespace ProductGate.Tests.Rules.Texts;

/// <summary>Every sentence of the service and its pages, read from the sources and from what the compiler made of the pages.</summary>
internal static class PageSentences
{
    private const string Service = "src/ProductGate.Service";

    public static readonly Lazy<SourceSentences> All = new(Read);

    private static SourceSentences Read()
    {
        var trees = Sources.Files(Service).Concat(Generated).Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), path: f)).ToList();
        var found = SourceSentences.Of(trees, name => name != "ProductGate.Service.dll");
        var handedOn = SourceSentences.HandedOn(trees, "WithMessage", "Degraded", "Unhealthy").DistinctBy(t => t.Form).Where(t => !found.Forms.ContainsKey(t.Form)).Select(t => KeyValuePair.Create(t.Form, t.Where));
        return found with { Forms = found.Forms.Concat(handedOn).ToDictionary() };
    }

    /// <summary>The files of translations, by the slice beside whose pages they stand.</summary>
    public static IEnumerable<(string Slice, string File)> Lexicons =>
        Directory.EnumerateFiles(Path.Combine(Sources.Root, Service), "zh-Hans.json", SearchOption.AllDirectories)
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(p => p is "obj" or "bin")).Order(StringComparer.Ordinal).Select(f => (Slice(Sources.Short(f)), f));

    /// <summary>The folder below the service in which a source stands.</summary>
    public static string Slice(string path) => path.Split('/', '\\').SkipWhile(p => p != "ProductGate.Service").Skip(1).First();

    private static IEnumerable<string> Generated
    {
        get
        {
            var built = Path.Combine(Sources.Root, Service, "obj", AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug", "net10.0");
            var pages = Path.Combine(built, "generated", "Microsoft.CodeAnalysis.Razor.Compiler", "Microsoft.NET.Sdk.Razor.SourceGenerators.RazorSourceGenerator");
            return Directory.EnumerateFiles(pages, "*_razor.g.cs", SearchOption.AllDirectories).Where(f => IsPage(Path.GetRelativePath(pages, f))).Append(Path.Combine(built, "ProductGate.Service.GlobalUsings.g.cs"));
        }
    }

    /// <summary>Not what is left of a page that is no more.</summary>
    private static bool IsPage(string generated) => File.Exists(Path.Combine(Sources.Root, Service, generated.Replace("_razor.g.cs", ".razor", StringComparison.Ordinal)));
}
