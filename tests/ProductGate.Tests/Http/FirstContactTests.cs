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
        list.GetProperty("items").GetArrayLength().Should().Be(1);
    }
}
