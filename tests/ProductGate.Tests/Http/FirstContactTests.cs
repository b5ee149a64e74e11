using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class FirstContactTests(Bank bank) : IClassFixture<Bank>
{
    [Fact]
    public async Task a_declared_product_is_in_the_list_and_the_office_is_told()
    {
        var answer = await bank.As(People.Designer).PostAsJsonAsync("/api/products", new { name = "Harbour", category = "cards", kind = "Own", team = "cards", summary = "A card." });

        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        var list = await bank.As(People.Designer).GetFromJsonAsync<JsonElement>("/api/products");
        var product = list.Items("items").Should().ContainSingle().Which.GetProperty("id").GetGuid();
        await bank.NoticesAreDelivered(product);
        var told = (await bank.Get(People.Officer, "/api/inbox")).Is(200).Json.Items("items").Should().ContainSingle().Which;
        (told.Text("template"), told.Text("productId"), told.Text("product")).Should().Be(("product-declared", product.ToString(), "Harbour"));
    }
}
