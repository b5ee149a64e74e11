using System.Text.RegularExpressions;

namespace ProductGate.Tests.Guards;

/// <summary>Small files and small methods (architecture.md, rule 11).</summary>
public sealed partial class SizeGuards
{
    /// <summary>Tables with a line for every fact, not methods that do something.</summary>
    private static readonly string[] Tables = ["FactNames.cs", "ProductEvolve.cs"];

    [Fact]
    public void no_file_is_longer_than_250_lines() =>
        Sources.Files("src").Select(f => (File: Sources.Short(f), Lines: File.ReadLines(f).Count())).Where(f => f.Lines > 250).Should().BeEmpty();

    [Fact]
    public void the_one_file_that_knows_all_slices_has_fewer_than_80_lines() =>
        File.ReadLines(Path.Combine(Sources.Root, "src/ProductGate.Service/Program.cs")).Should().HaveCountLessThan(80);

    [Fact]
    public void half_of_the_files_have_40_lines_or_fewer_and_nine_tenths_120()
    {
        var lengths = Sources.Files("src").Select(f => File.ReadLines(f).Count()).Order().ToList();

        lengths[lengths.Count / 2].Should().BeLessThanOrEqualTo(40);
        lengths[lengths.Count * 9 / 10].Should().BeLessThanOrEqualTo(120);
    }

    [Fact]
    public void no_method_is_longer_than_40_lines() => Sources.Files("src").Where(f => !Tables.Contains(Path.GetFileName(f))).SelectMany(Methods).Where(m => m.Lines > 40).Should().BeEmpty();

    /// <summary>Blocks that open on a line of their own, one level below a type; with file-scoped namespaces those are members.</summary>
    private static IEnumerable<(string Where, int Lines)> Methods(string file)
    {
        var lines = File.ReadAllLines(file);
        for (var i = 1; i < lines.Length; i++)
        {
            if (Opening().Match(lines[i]) is not { Success: true } opening || TypeHead().IsMatch(lines[i - 1]) || lines[i - 1].TrimStart().StartsWith("where ", StringComparison.Ordinal)) continue;
            var end = Array.FindIndex(lines, i, line => line.StartsWith(opening.Groups[1].Value + "}", StringComparison.Ordinal));
            yield return ($"{Sources.Short(file)}:{i}", end - i - 1);
        }
    }

    [GeneratedRegex(@"^(    |        )\{$")]
    private static partial Regex Opening();

    [GeneratedRegex(@"\b(class|record|struct|enum|interface)\b")]
    private static partial Regex TypeHead();
}
