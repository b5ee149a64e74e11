using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using ProductGate.Domain;
using ProductGate.Tests.Guards;

namespace ProductGate.Tests.Rules.Texts;

/// <summary>The domain can be said in Chinese: all of it, and nothing besides.</summary>
public sealed class LexiconTests
{
    private static readonly IReadOnlyDictionary<string, string> Chinese = Lexicon.Chinese.Forms;

    [Fact]
    public void every_sentence_and_word_of_the_domain_has_its_chinese() => Keys.All.Except(Chinese.Keys).Should().BeEmpty();

    [Fact]
    public void the_lexicon_has_nothing_that_the_domain_does_not_say() => Chinese.Keys.Except(Keys.All).Should().BeEmpty();

    [Fact]
    public void no_sentence_is_put_together_before_it_becomes_a_phrase() => SourceSentences.Domain.Value.Lost.Should().BeEmpty();

    [Fact]
    public void each_chinese_form_uses_exactly_the_holes_of_its_english_form() =>
        Keys.Sentences.Where(english => !Holes(english).SequenceEqual(Holes(Chinese[english]))).Should().BeEmpty();

    [Fact]
    public void each_chinese_form_is_chinese() =>
        Chinese.Where(f => !Regex.IsMatch(f.Value, @"\p{IsCJKUnifiedIdeographs}|[：。·/“]|^R[1-5]$|^SHA-256$")).Select(f => f.Key).Should().BeEmpty();

    [Fact]
    public void no_form_stands_twice_in_the_file()
    {
        var strict = new JsonSerializerOptions { AllowDuplicateProperties = false };

        var read = () => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Sources.Root, "src/ProductGate.Domain/Texts/zh-Hans.json")), strict);

        read.Should().NotThrow();
    }

    /// <summary>The guard itself: what it is to find, it finds.</summary>
    [Fact]
    public void a_form_that_is_lost_on_the_way_is_found()
    {
        var phrase = Sources.Files("src/ProductGate.Domain/Texts").Where(f => Path.GetFileName(f).StartsWith("Phrase", StringComparison.Ordinal)).Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f)));
        var sample = CSharpSyntaxTree.ParseText("""
            namespace ProductGate.Domain;
            class Sample
            {
                Phrase Kept(int n) => $"Kept {n}.";
                Phrase Lost(int n) => n > 0 ? $"Lost {n}." : "Lost.";
                Phrase Joined(string s) => "Joined " + s;
                (Phrase, int) Paired(int n) => n switch { 0 => ($"Paired {n}.", 1), _ => ("None.", 2) };
                Phrase Cast(int n) => (Phrase)$"Cast {n}.";
            }
            """);

        var found = SourceSentences.Of([.. phrase, sample]);

        found.Forms.Keys.Should().Contain(["Kept {0}.", "Cast {0}."]);
        string.Join('\n', found.Lost).Should().Contain("Lost {n}").And.Contain("Joined").And.NotContain("Kept");
        found.Forms.Keys.Concat(found.Lost).Should().Contain(s => s.Contains("Paired"));
    }

    private static IEnumerable<string> Holes(string form) => Regex.Matches(form, @"\{\d+\}").Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);
}
