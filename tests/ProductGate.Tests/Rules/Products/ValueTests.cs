using System.Text.Json;
using ProductGate.Domain;

namespace ProductGate.Tests.Rules;

/// <summary>Money, numbers and document references as they are written.</summary>
public sealed class ValueTests
{
    private static T? Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Json.Strict);

    [Theory]
    [InlineData("12.50", "CNY")]
    [InlineData("0", "CNY")]
    [InlineData("0.5", "EUR")]
    [InlineData("999999999999.99", "CNY")]
    [InlineData("1200", "JPY")]
    [InlineData("1.234", "KWD")]
    public void money_is_read_and_written_as_it_is(string amount, string currency)
    {
        var json = $$"""{"amount":"{{amount}}","currency":"{{currency}}"}""";

        var money = Read<Money>(json)!;

        (money.Amount, money.Currency).Should().Be((amount, currency));
        JsonSerializer.Serialize(money, Json.Options).Should().Be(json);
    }

    [Theory]
    [InlineData("12.505", "CNY")]
    [InlineData("12.5", "JPY")]
    [InlineData("1.2345", "KWD")]
    [InlineData("12.50", "cny")]
    [InlineData("12.50", "XYZ")]
    [InlineData("12.50", "")]
    [InlineData("12.", "CNY")]
    [InlineData(".5", "CNY")]
    [InlineData("012", "CNY")]
    [InlineData("+1", "CNY")]
    [InlineData("1e3", "CNY")]
    [InlineData("1,000", "CNY")]
    [InlineData(" 1", "CNY")]
    [InlineData("1\n", "CNY")]
    [InlineData("1000000000000", "CNY")]
    [InlineData("\u0661", "CNY")]
    [InlineData("", "CNY")]
    [InlineData("--1", "CNY")]
    [InlineData("-3.10", "USD")]
    public void impossible_money_is_refused(string amount, string currency)
    {
        var make = () => new Money(amount, currency);

        make.Should().Throw<InvalidValueException>();
    }

    [Fact]
    public void money_is_never_a_json_number()
    {
        var read = () => Read<Money>("""{"amount":12.5,"currency":"CNY"}""");

        read.Should().Throw<JsonException>();
    }

    [Theory]
    [InlineData("\"0.0799\"")]
    [InlineData("\"-1.5\"")]
    [InlineData("\"0.00000001\"")]
    [InlineData("\"2.00\"")]
    [InlineData("\"999999999999\"")]
    public void a_number_is_read_and_written_as_it_is(string json) => JsonSerializer.Serialize(Read<Number>(json), Json.Options).Should().Be(json);

    [Theory]
    [InlineData("0.0799")]
    [InlineData("\"0.000000001\"")]
    [InlineData("\"1e5\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"\"")]
    [InlineData("\"1000000000000\"")]
    [InlineData("true")]
    public void an_impossible_number_is_refused(string json)
    {
        var read = () => Read<Number>(json);

        read.Should().Throw<JsonException>();
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("abc", false)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false)]
    [InlineData("gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg", false)]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", true)]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0", false)]
    public void a_document_is_named_by_64_lower_case_hex_digits(string sha256, bool allowed)
    {
        var make = () => new DocumentRef(sha256, "terms.pdf");

        if (allowed) make().Sha256.Should().Be(sha256);
        else make.Should().Throw<InvalidValueException>();
        Hashes.IsSha256(sha256).Should().Be(allowed);
    }

    [Theory]
    [InlineData("""{"target":"a","target":"b"}""")]
    [InlineData("""{"Target":"a"}""")]
    [InlineData("""{"target":"a","extra":1}""")]
    public void what_people_send_is_read_strictly(string json)
    {
        var read = () => Read<TargetMarketContent>(json);

        read.Should().Throw<JsonException>();
    }

    [Theory]
    [InlineData("2")]
    [InlineData("\"R1, R2\"")]
    [InlineData("\"7\"")]
    [InlineData("\"r3\"")]
    [InlineData("\"R6\"")]
    public void enums_are_written_by_name(string json)
    {
        var read = () => Read<RiskGrade>(json);

        read.Should().Throw<JsonException>();
        JsonSerializer.Serialize(RiskGrade.R3, Json.Options).Should().Be("\"R3\"");
        JsonSerializer.Serialize(Role.ProtectionOffice, Json.Options).Should().Be("\"protection-office\"");
    }

    [Fact]
    public void ids_are_derived_from_the_product_and_a_running_number()
    {
        var product = Guid.Parse("7b0c2f4e-0000-7000-8000-000000000001");

        Ids.Derive(product, "opinion", 1).Should().Be(Ids.Derive(product, "opinion", 1)).And.NotBe(Ids.Derive(product, "opinion", 2)).And.NotBe(Ids.Derive(product, "review", 1));
        Ids.Derive(product, "opinion", 1).Version.Should().Be(8);
        Ids.Derive(product, "opinion", 1).Variant.Should().BeInRange(8, 11);
    }
}
