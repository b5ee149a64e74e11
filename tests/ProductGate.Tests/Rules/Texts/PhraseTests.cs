using System.Text.Json;
using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Texts;

/// <summary>A phrase is the English text it always was, and more.</summary>
public sealed class PhraseTests
{
    [Fact]
    public void a_sentence_is_said_in_either_language()
    {
        Phrase sentence = $"Sign off {Words.Of(Stage.Handover)}.";

        sentence.Form.Should().Be("Sign off {0}.");
        sentence.ToString().Should().Be("Sign off handover.");
        sentence.In(Lexicon.Chinese).Should().Be("签核产品交接。");
    }

    [Fact]
    public void the_same_english_word_is_two_chinese_words()
    {
        Words.Of(Role.Testing).ToString().Should().Be(Words.Of(Section.Testing).ToString());
        Words.Of(Role.Testing).In(Lexicon.Chinese).Should().NotBe(Words.Of(Section.Testing).In(Lexicon.Chinese));
    }

    [Fact]
    public void a_persons_own_words_are_never_translated()
    {
        Phrase sentence = $"Withdrew the product: {"Record the evaluation. {0}"}";

        sentence.In(Lexicon.Chinese).Should().Be("撤回产品：Record the evaluation. {0}");
        Phrase.Verbatim("answered").In(Lexicon.Chinese).Should().Be("answered");
    }

    [Fact]
    public void an_english_sentence_begins_with_a_capital_and_a_chinese_one_as_it_does()
    {
        var sentence = Words.Capital($"{Words.Of(Stage.Handover)} is complete.");

        sentence.ToString().Should().Be("Handover is complete.");
        sentence.In(Lexicon.Chinese).Should().Be("产品交接已完成。");
    }

    [Fact]
    public void a_series_is_joined_as_the_language_does() =>
        ((Phrase)$"A category is one of: {(string[])["a", "b"]}.").In(Lexicon.Chinese).Should().Be("产品类别须为以下之一：a、b。");

    [Fact]
    public void it_is_written_as_english_and_read_back_as_a_text()
    {
        var json = JsonSerializer.Serialize(new Missing($"Sign off {Words.Of(Stage.Handover)}.", Role.Operations), Json.Options);

        json.Should().Be("""{"what":"Sign off handover.","by":"operations"}""");
        JsonSerializer.Deserialize<Missing>(json, Json.Options)!.What.Should().Be(Phrase.Verbatim("Sign off handover."));
    }

    [Theory]
    [InlineData("Revision 3 changes target market.", "第3版修改了“目标客群”。")]
    [InlineData("Revision 3 changes only risk.", "第3版仅修改“风险”。")]
    [InlineData("preliminary review is open again: Wrong: prices.", "项目初审重新开启：Wrong: prices.")]
    [InlineData("The product is retired.", "产品已退市。")]
    [InlineData("A new evaluation was recorded.", "已登记新的消保评价。")]
    [InlineData("Revision 3 changes my mind.", "Revision 3 changes my mind.")]
    [InlineData("", "")]
    public void a_reason_of_the_rules_is_known_again(string stored, string chinese)
    {
        KnownReasons.Of(stored).ToString().Should().Be(stored);
        KnownReasons.Of(stored).In(Lexicon.Chinese).Should().Be(chinese);
    }

    [Fact]
    public void a_matter_and_a_field_have_names()
    {
        var matter = Words.OfMatter("sign-off/1/PreliminaryReview/Compliance");

        matter.ToString().Should().Be("sign-off/1/PreliminaryReview/Compliance");
        matter.In(Lexicon.Chinese).Should().Be("签核/1/项目初审/合规管理部门");
        FieldNames.Of(Section.Risk, "comparableProducts").ToString().Should().Be("comparable products");
        FieldNames.Of(Section.Pricing, "fees.amount.currency").In(Lexicon.Chinese).Should().Be("收费项目·金额·币种");
        FieldNames.Of(Section.Pricing, "unknown.thing").ToString().Should().Be("unknown.thing");
    }
}
