using System.Text.RegularExpressions;

namespace ProductGate.Tests.Guards;

/// <summary>Every code that a refusal or the gate may answer with is documented: people and machines rely on it.</summary>
public sealed partial class RefusalCodes
{
    /// <summary>Hyphenated words of the domain's source that are not codes.</summary>
    private static readonly string[] Others = ["deadline-near", "no-role", "sign-off"];

    /// <summary>Codes of one word, which a pattern cannot tell from other text.</summary>
    private static readonly string[] OneWord = ["recused", "submitted", "over", "successor"];

    internal static IEnumerable<string> InTheDomain() => Sources.Files("src/ProductGate.Domain")
        .Where(f => Path.GetFileName(f) != "FactNames.cs")
        .SelectMany(f => Quoted().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value))
        .Except(Others).Concat(OneWord).Distinct().Order(StringComparer.Ordinal);

    [Fact]
    public void the_scan_finds_them() => InTheDomain().Should().Contain(["own-product", "objection-open", "launch-window", "reason-needed", "role-not-allowed"]).And.HaveCountGreaterThan(60);

    [Fact]
    public void each_stands_in_the_readme()
    {
        var readme = File.ReadAllText(Path.Combine(Sources.Root, "README.md"));

        InTheDomain().Where(code => !readme.Contains($"`{code}`", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [GeneratedRegex("(?<!\\$)\"([a-z]+(?:-[a-z]+)+)\"")]
    private static partial Regex Quoted();
}
