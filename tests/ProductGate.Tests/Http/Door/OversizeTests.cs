using System.Net.Http.Headers;
using System.Text;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class OversizeTests(Specimen specimen) : IClassFixture<Specimen>
{
    private const int Mebibyte = 1024 * 1024;

    [Fact]
    public Task a_body_of_more_than_a_mebibyte_is_too_large() => specimen.RefusesBody("/withdrawal", Padded(Mebibyte + 1), 413, "too-large");

    [Fact]
    public Task a_body_that_does_not_say_its_length_is_counted() => specimen.RefusesBody("/withdrawal", new Unmeasured(Padded(Mebibyte + 1)), 413, "too-large");

    [Fact]
    public Task a_section_of_more_than_256_kib_is_too_large() => specimen.RefusesBody("/dossier/Agreement", Padded((256 * 1024) + 1, "text"), 413, "too-large");

    [Fact]
    public async Task a_body_of_exactly_a_mebibyte_is_read()
    {
        var product = await HttpJourney.Declared(specimen.Bank);

        (await specimen.Bank.Post(People.Designer, $"{product.Path}/withdrawal", Padded(Mebibyte), Client.IfMatch(product.Version))).Is(200);
    }

    [Theory]
    [InlineData("/withdrawal", "reason", 4000)]
    [InlineData("/changes", "reason", 4000)]
    [InlineData("/resumption", "reason", 4000)]
    [InlineData("/reviews", "reason", 4000)]
    public async Task a_text_longer_than_its_limit_is_refused_and_one_of_its_length_is_not(string path, string field, int most)
    {
        (await specimen.RefusesBody(path, Body(most + 1), 422, "invalid-value")).IsProblem(422, "invalid-value", null, field);

        (await specimen.Bank.Post(People.Designer, $"{specimen.Product.Path}{path}?preview=true", Body(most), Client.IfMatch(specimen.Product.Version))).Text.Should().NotContain("invalid-value");

        string Body(int length) => $$"""{"{{field}}":"{{new string('x', length)}}"}""";
    }

    [Fact]
    public async Task the_texts_of_a_declaration_have_limits()
    {
        DeclareProduct good = Sample.Declaration with { Name = $"Wide {Guid.NewGuid():N}" };

        (await Declares(good with { Name = good.Name.PadRight(201, 'x') })).IsProblem(422, "invalid-value", null, "name");
        (await Declares(good with { Summary = new('x', 8001) })).IsProblem(422, "invalid-value", null, "summary");
        (await Declares(good with { Team = new('x', 201) })).IsProblem(422, "invalid-value", null, "team");
        foreach (var blank in (string[])["", "   ", "\t\n"]) (await Declares(good with { Name = blank })).IsProblem(422, "invalid-value", null, "name");
        (await Declares(good with { Category = "weapons" })).IsProblem(422, "unknown-category", null, "category");

        (await Declares(good with { Name = good.Name.PadRight(200, 'x'), Summary = new('x', 8000) })).Is(201);
    }

    [Fact]
    public async Task a_text_of_a_section_and_the_number_of_entries_have_limits()
    {
        await specimen.RefusesBody("/dossier/Agreement", $$"""{"text":"{{new string('x', 20_001)}}"}""", 422, "invalid-value");
        await specimen.RefusesBody("/launch", $$"""{"revision":1,"channels":[{{string.Join(',', Enumerable.Repeat("\"branch\"", 51))}}]}""", 422, "invalid-value");
        await specimen.RefusesBody("/launch", """{"revision":1,"channels":[]}""", 422, "invalid-value");
        (await specimen.RefusesBody("/launch", """{"revision":1,"channels":["branch",""]}""", 422, "invalid-value")).IsProblem(422, "invalid-value", null, "channels[1]");
    }

    private static byte[] Padded(int size, string member = "reason")
    {
        var body = $$"""{"{{member}}":"x"}""";
        return Encoding.UTF8.GetBytes(body.PadRight(size));
    }

    private Task<Answer> Declares(DeclareProduct declaration) => specimen.Bank.Post(People.Designer, "/api/products", declaration);

    /// <summary>A body sent in chunks, without Content-Length.</summary>
    private sealed class Unmeasured : HttpContent
    {
        private readonly byte[] bytes;

        public Unmeasured(byte[] bytes)
        {
            this.bytes = bytes;
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => stream.WriteAsync(bytes).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
