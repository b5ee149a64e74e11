using System.Text.Json;
using ProductGate.Domain;

namespace ProductGate.Tests.Rules;

/// <summary>RFC 8785, with the examples it publishes.</summary>
public sealed class CanonicalJsonTests
{
    private static string Canonical(string json) => CanonicalJson.Parse(json).Text;

    /// <summary>RFC 8785, 3.2.2 to 3.2.4.</summary>
    [Fact]
    public void the_rfcs_own_example()
    {
        const string input = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;

        Canonical(input).Should().Be("""{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""");
    }

    /// <summary>RFC 8785, 3.2.3: names are ordered by their UTF-16 code units.</summary>
    [Fact]
    public void names_are_ordered_by_utf_16_code_units()
    {
        const string input = """
            {"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}
            """;

        JsonDocument.Parse(Canonical(input)).RootElement.EnumerateObject().Select(m => m.Value.GetString()).Should().Equal(
            "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh");
    }

    /// <summary>RFC 8785, appendix B, by IEEE 754 bits.</summary>
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void numbers_are_written_as_ecmascript_does(ulong bits, string text)
    {
        var value = BitConverter.UInt64BitsToDouble(bits);

        Canonical(value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)).Should().Be(text);
        Canonical(text).Should().Be(text);
    }

    [Theory]
    [InlineData("1e21", "1e+21")]
    [InlineData("1e20", "100000000000000000000")]
    [InlineData("1e-7", "1e-7")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("4.50", "4.5")]
    [InlineData("2e-3", "0.002")]
    [InlineData("1E30", "1e+30")]
    [InlineData("333333333.33333329", "333333333.3333333")]
    [InlineData("-0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("9007199254740993", "9007199254740992")]
    [InlineData("123456789012345678901234567890", "1.2345678901234568e+29")]
    [InlineData("10", "10")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("1.0", "1")]
    [InlineData("0.1", "0.1")]
    [InlineData("100.001", "100.001")]
    [InlineData("12345678.9e-3", "12345.6789")]
    public void however_a_number_is_written_it_has_one_form(string written, string text) => Canonical(written).Should().Be(text);

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    public void a_number_that_no_double_holds_is_refused(string json)
    {
        var parse = () => Canonical(json);

        parse.Should().Throw<FormatException>();
    }

    [Fact]
    public void control_characters_have_one_spelling_and_everything_else_is_literal()
    {
        for (var c = 0; c < 0x20; c++)
        {
            var expected = c switch { '\b' => "\\b", '\t' => "\\t", '\n' => "\\n", '\f' => "\\f", '\r' => "\\r", _ => $"\\u{c:x4}" };
            Canonical($"\"\\u{c:X4}\"").Should().Be($"\"{expected}\"");
        }
        Canonical("\"\\u007f\\u2028\\u003c\\u002f\\u4e2d\\ud83d\\ude00\"").Should().Be("\"\u007f\u2028</中😀\"");
        Canonical("""{"\u0022\u005c":"\/"}""").Should().Be("""{"\"\\":"/"}""");
    }

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("[ ]", "[]")]
    [InlineData(" null ", "null")]
    [InlineData("[1, [2, {\"b\": 1, \"a\": []}]]", "[1,[2,{\"a\":[],\"b\":1}]]")]
    [InlineData("{\"b\":{\"d\":1,\"c\":2},\"a\":\"\"}", "{\"a\":\"\",\"b\":{\"c\":2,\"d\":1}}")]
    [InlineData("{\"aa\":1,\"a\":2,\"B\":3,\"\":4}", "{\"\":4,\"B\":3,\"a\":2,\"aa\":1}")]
    public void white_space_goes_and_members_are_sorted_at_every_depth(string json, string text)
    {
        Canonical(json).Should().Be(text);
        Canonical(text).Should().Be(text, "it is canonical already");
    }

    [Fact]
    public void the_hash_is_the_sha256_of_the_utf_8_bytes()
    {
        CanonicalJson.Parse("{}").Hash.Should().Be("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
        CanonicalJson.Parse("""{ "b": 1.0, "a": "\u00e9" }""").Should().Be(CanonicalJson.Parse("""{"a":"é","b":1}"""));
    }

    [Fact]
    public void inside_a_fact_it_is_plain_json_and_a_database_may_reorder_it()
    {
        var content = CanonicalJson.Parse("""{"b":1,"a":"\u001f"}""");

        JsonSerializer.Serialize(content, Json.Options).Should().Be("""{"a":"\u001f","b":1}""");
        JsonSerializer.Deserialize<CanonicalJson>(""" { "b" : 1.0 , "a" : "\u001F" } """, Json.Options).Should().Be(content);
        CanonicalJson.Of(content.ToElement()).Should().Be(content);
    }
}
