using System.Runtime.CompilerServices;

namespace ProductGate.Tests.Golden;

/// <summary>
/// A stored form that must never change. Compared with a file beside this source; written anew only where
/// PRODUCTGATE_WRITE_GOLDEN is set, so that a change is a decision that shows in a diff.
/// </summary>
internal static class GoldenFile
{
    public static readonly string Folder = Path.GetDirectoryName(Here())!;

    private static readonly bool Write = Environment.GetEnvironmentVariable("PRODUCTGATE_WRITE_GOLDEN") is not null;

    public static string PathOf(string name) => Path.Combine(Folder, name);

    public static void Check(string name, string text)
    {
        if (Write) File.WriteAllText(Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!).FullName + "/" + Path.GetFileName(name), text + "\n");
        File.Exists(PathOf(name)).Should().BeTrue($"{name} freezes a stored form; set PRODUCTGATE_WRITE_GOLDEN=1 once to write it");
        text.Should().Be(File.ReadAllText(PathOf(name)).TrimEnd('\n'), $"{name} is stored for ever");
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
