using System.Text.RegularExpressions;

namespace ProductGate.Tests.Guards;

/// <summary>What the threat model cites is there: an auditor goes from a threat to the test that shows its defence.</summary>
public sealed partial class SecurityDocument
{
    private const string Service = "src/ProductGate.Service";

    private static readonly string Text = File.ReadAllText(Path.Combine(Sources.Root, "deploy/SECURITY.md"));

    private static IEnumerable<string> Cited(Regex kind) => kind.Matches(Text).Select(m => m.Groups[1].Value).Distinct();

    [Fact]
    public void every_test_that_it_cites_exists()
    {
        var tests = typeof(SecurityDocument).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods().Where(m => m.IsDefined(typeof(FactAttribute), inherit: true)).Select(m => $"{t.Name}.{m.Name}")).ToHashSet();

        Cited(Test()).Should().HaveCountGreaterThan(80).And.BeSubsetOf(tests);
    }

    [Fact]
    public void every_file_that_it_cites_exists() =>
        Cited(SourceFile()).Should().HaveCountGreaterThan(30).And.OnlyContain(f => Places(f).Any(p => File.Exists(Path.Combine(Sources.Root, p))));

    private static string[] Places(string file) => [file, $"{Service}/{file}", $"src/ProductGate.{file}"];

    [GeneratedRegex(@"`(\w+\.[a-z]\w*_\w+)`")]
    private static partial Regex Test();

    [GeneratedRegex(@"`([\w./-]+\.(?:cs|md|props|json|yaml))`")]
    private static partial Regex SourceFile();
}
