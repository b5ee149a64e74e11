using System.Globalization;
using System.Text;
using System.Text.Json;
using ProductGate.Domain;
using ProductGate.Service.Demo;

namespace ProductGate.Tests.Http.RealProducts;

/// <summary>What a product reference file says stands in the dossier: in a field where it fits, in a note where it does not.</summary>
public sealed class ProductFileTests
{
    [Theory]
    [InlineData("", "is not JSON")]
    [InlineData("{\"products\":[]}", "not a JSON list")]
    [InlineData("[]", "has no products")]
    [InlineData("[7]", "Product 1 is not a JSON object")]
    [InlineData("[{\"ref\":\"A-1\",\"name\":\" \"}]", "A-1 (number 1 in the file) has no name")]
    [InlineData("[{\"ref\":\"A-1\",\"name\":\"x\"},{\"ref\":\"A-2\",\"name\":\"x\"}]", "A-1 and A-2 have the same name")]
    public void a_file_that_cannot_be_loaded_is_refused_in_words(string json, string words)
    {
        var read = () => BankProduct.Read(Encoding.UTF8.GetBytes(json));

        read.Should().Throw<UnreadableFileException>().WithMessage($"*{words}*");
    }

    [Fact]
    public void a_product_of_an_unknown_category_is_refused_by_name()
    {
        var product = BankProduct.Read("[{\"ref\":\"A-1\",\"name\":\"x\",\"productCategory\":\"GOLD\"}]"u8)[0];

        product.Invoking(Dossiers.Of).Should().Throw<UnreadableFileException>().WithMessage("A-1 'x' has the product category 'GOLD'*");
    }

    [Fact]
    public void every_text_and_number_of_every_product_is_found_in_its_dossier()
    {
        foreach (var product in ProductFile.Products().Concat(ProductFile.Invented()))
        {
            var draft = Dossiers.Of(product);
            var written = Squeezed(string.Join('\n', draft.Sections.Values.Append(draft.Declaration).SelectMany(x => Values(JsonSerializer.SerializeToElement(x, x.GetType(), Json.Options)))));
            foreach (var value in Values(product.Content).Where(v => v.Trim() is not ("" or "AUD") && v != BankProduct.Text(product.Content, "productCategory")))
                written.Should().Contain(Squeezed(value), $"{product.Ref} says so");
        }
    }

    [Fact]
    public void odd_amounts_and_rates_are_kept_as_notes_and_told()
    {
        var odd = ProductFile.Invented().Where(p => p.Ref is "IN-06" or "IN-07" or "IN-12").ToList();
        var pricing = odd.ConvertAll(p => (PricingContent)Dossiers.Of(p).Sections[Section.Pricing]);

        pricing[0].Fees![0].Should().BeEquivalentTo(new Fee("Early repayment", "EXIT", null, null, "amount: 120.555; currency: CNY"));
        pricing[1].Note.Should().Contain("about eleven per cent");
        pricing[2].Fees![0].Note.Should().Contain("amount: not stated");
        odd.Should().OnlyContain(p => p.Remarks.Count == 1);
    }

    private static IEnumerable<string> Values(JsonElement of) => of.ValueKind switch
    {
        JsonValueKind.Object => of.EnumerateObject().SelectMany(m => Values(m.Value)),
        JsonValueKind.Array => of.EnumerateArray().SelectMany(Values),
        JsonValueKind.Null => [],
        JsonValueKind.String => [of.GetString()!],
        _ => [of.GetRawText()],
    };

    /// <summary>Numbers are written with another count of zeros, texts with other spaces: both are left out of the comparison.</summary>
    private static string Squeezed(string text)
    {
        var plain = text.Replace(" ", "");
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number.ToString("0.################", CultureInfo.InvariantCulture) : plain;
    }
}
