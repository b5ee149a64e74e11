using System.Runtime.CompilerServices;

namespace ProductGate.Tests.Guards;

/// <summary>The source text of this repository, for guards that read it.</summary>
internal static class Sources
{
    public static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    /// <summary>Hand-written C# below a folder: neither what the compiler nor what 'codegen write' leaves behind.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(p => p is "obj" or "bin" or "Generated")).Order(StringComparer.Ordinal);

    public static string Short(string file) => Path.GetRelativePath(Root, file);

    private static string Here([CallerFilePath] string path = "") => path;
}
