using System.Text.Json;
using System.Text.RegularExpressions;
using ProductGate.Domain;
using ProductGate.Tests.Guards;

namespace ProductGate.Tests.Rules.Texts;

/// <summary>The pages can be read in Chinese: all of them, and their files have nothing besides. What is wrong is named with its slice and its file.</summary>
public sealed class PageTexts
{
    private static readonly JsonSerializerOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly (string Slice, string English, string Chinese)[] Forms =
        [.. PageSentences.Lexicons.SelectMany(l => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(l.File), Strict)!.Select(f => (l.Slice, f.Key, f.Value)))];

    private static readonly HashSet<string> Known = [.. Forms.Select(f => f.English), .. Lexicon.Chinese.Forms.Keys];

    [Fact]
    public void every_sentence_of_the_pages_has_its_chinese() =>
        string.Join('\n', PageSentences.All.Value.Forms.Where(f => Keys.IsSaid(f.Key) && HasWords(f.Key) && !Known.Contains(f.Key)).Select(f => $"{PageSentences.Slice(f.Value)}: \"{f.Key}\" in {f.Value.Split(' ')[0]}").Order(StringComparer.Ordinal)).Should().BeEmpty();

    [Fact]
    public void no_file_has_what_no_page_says() =>
        string.Join('\n', Forms.Where(f => !PageSentences.All.Value.Forms.ContainsKey(f.English)).Select(f => $"{f.Slice}: \"{f.English}\"")).Should().BeEmpty();

    [Fact]
    public void no_form_stands_in_two_files() =>
        string.Join('\n', Forms.GroupBy(f => f.English).Where(g => g.Select(f => f.Chinese).Distinct().Count() > 1).Select(g => $"{string.Join(", ", g.Select(f => f.Slice))}: \"{g.Key}\"")).Should().BeEmpty("the first of two translations would win by chance");

    [Fact]
    public void each_chinese_form_uses_exactly_the_holes_of_its_english_form() =>
        string.Join('\n', Forms.Where(f => !Holes(f.English).SequenceEqual(Holes(f.Chinese))).Select(f => $"{f.Slice}: \"{f.English}\"")).Should().BeEmpty();

    [Fact]
    public void each_chinese_form_is_chinese() =>
        string.Join('\n', Forms.Where(f => !Regex.IsMatch(f.Chinese, @"\p{IsCJKUnifiedIdeographs}|[：。·/“，（%]")).Select(f => $"{f.Slice}: \"{f.English}\"")).Should().BeEmpty();

    /// <summary>Texts that are somebody's own, or known again by <c>KnownSentences</c>, become phrases where it says so.</summary>
    [Fact]
    public void no_sentence_is_put_together_before_it_becomes_a_phrase() =>
        string.Join('\n', PageSentences.All.Value.Lost.Where(l => !Deliberate.Any(d => l.Contains(d, StringComparison.Ordinal))).Select(l => $"{PageSentences.Slice(l)}: {l}")).Should().BeEmpty();

    private static readonly string[] Deliberate = ["Door/KnownSentences.cs"];

    private static bool HasWords(string form) => Regex.IsMatch(Regex.Replace(form, @"\{\d+\}", ""), @"\p{L}");

    private static IEnumerable<string> Holes(string form) => Regex.Matches(form, @"\{\d+\}").Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);
}
