using System.Net.Http.Headers;
using System.Text;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class MediaTypeTests(Specimen specimen) : IClassFixture<Specimen>
{
    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("text/json")]
    [InlineData("application/xml")]
    [InlineData("application/jsonp")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/x-www-form-urlencoded")]
    public Task another_media_type_is_refused(string? type) => specimen.RefusesBody("/withdrawal", Content(type), 415, "unsupported-media-type");

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON")]
    public async Task json_is_taken_under_each_of_its_spellings(string type)
    {
        var product = await HttpJourney.Declared(specimen.Bank);

        (await specimen.Bank.Post(People.Designer, $"{product.Path}/withdrawal", Content(type), Client.IfMatch(product.Version))).Is(200);
    }

    [Theory]
    [InlineData("GET", "/submissions")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/gate")]
    [InlineData("PATCH", "/dossier/Pricing")]
    public Task an_address_takes_only_its_methods(string method, string path) => specimen.Refuses(People.Designer, new HttpMethod(method), path, null, 405, "method-not-allowed");

    private static ByteArrayContent Content(string? type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"reason":"x"}"""));
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return content;
    }
}
