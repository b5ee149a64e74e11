using ProductGate.Service.Products;

namespace ProductGate.Tests.Pages;

/// <summary>What "material changes only" leaves out, and what it never may.</summary>
public sealed class MaterialityTests
{
    [Theory]
    [InlineData("A fee  is charged.", "a fee is charged")]
    [InlineData("Fees: none, ever", "Fees (none); ever!")]
    [InlineData("年费，按月收取。", "年费 按月收取")]
    [InlineData("", " \n")]
    public void blanks_punctuation_and_capitals_mean_nothing(string before, string after) => Changed(before, after).IsMaterial().Should().BeFalse();

    [Theory]
    [InlineData("1.5", "15")]
    [InlineData("1.5", "1,5")]
    [InlineData("5", "-5")]
    [InlineData("5 %", "5")]
    [InlineData("CNY 10", "USD 10")]
    [InlineData("a fee", "no fee")]
    [InlineData("at 8:30", "at 830")]
    [InlineData("年费十元", "年费百元")]
    [InlineData("it's", "its")]
    public void a_word_a_number_or_a_sign_means_something(string before, string after)
    {
        Changed(before, after).IsMaterial().Should().BeTrue();
        Changed(after, before).IsMaterial().Should().BeTrue();
    }

    [Fact]
    public void what_was_added_or_removed_means_something()
    {
        new FieldChange("text", ChangeKind.Added, null, "").IsMaterial().Should().BeTrue();
        new FieldChange("text", ChangeKind.Removed, "", null).IsMaterial().Should().BeTrue();
    }

    private static FieldChange Changed(string before, string after) => new("text", ChangeKind.Changed, before, after);
}
