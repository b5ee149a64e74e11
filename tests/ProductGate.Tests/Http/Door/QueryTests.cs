using System.Buffers.Text;
using System.Text;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class QueryTests(Specimen specimen) : IClassFixture<Specimen>
{
    private static readonly string[] Lists = ["/api/products", "/api/queue", "/api/inbox"];

    [Theory]
    [InlineData("0")]
    [InlineData("201")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("many")]
    [InlineData("99999999999")]
    [InlineData("%201")]
    [InlineData("1&limit=2")]
    public Task a_page_has_from_one_to_two_hundred_items(string limit) => EachList("limit", limit);

    [Theory]
    [InlineData("!")]
    [InlineData("abc")]
    [InlineData("%00")]
    [InlineData("null|")]
    [InlineData("{}|")]
    [InlineData("[]|")]
    [InlineData("1|")]
    [InlineData("\"x\"|")]
    [InlineData("{\"name\":\"\\u0000\",\"id\":\"7b0c2f4e-0000-7000-8000-00000000dead\"}|")]
    [InlineData("{\"order\":\"2026-01-01T00:00:00Z\",\"id\":\"\\u0000\"}|")]
    [InlineData("{\"at\":\"x\",\"id\":\"y\"}|")]
    [InlineData("{\"version\":\"x\"}|")]
    public Task a_cursor_is_what_the_page_before_gave(string cursor) =>
        EachList("cursor", cursor.EndsWith('|') ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(cursor[..^1])) : cursor);

    [Theory]
    [InlineData("stage", "Tenth")]
    [InlineData("stage", "handover")]
    [InlineData("stage", "6")]
    [InlineData("stage", "InternalDeclaration,PreliminaryReview")]
    [InlineData("disposition", "Sleeping")]
    [InlineData("marketState", "live")]
    [InlineData("riskGrade", "R6")]
    [InlineData("riskGrade", "3")]
    [InlineData("sort", "price")]
    [InlineData("sort", "name;drop table x")]
    [InlineData("q", "%00")]
    [InlineData("category", "%E2%80%AE")]
    public Task a_filter_of_the_product_list_is_a_known_word(string name, string value) => Malformed($"/api/products?{name}={value}", name);

    [Theory]
    [InlineData("/api/queue?kind=Rest", "kind")]
    [InlineData("/api/queue?kind=1", "kind")]
    [InlineData("/api/inbox?unread=perhaps", "unread")]
    public Task a_filter_of_ones_own_lists_is_a_known_word(string address, string field) => Malformed(address, field);

    [Theory]
    [InlineData("?version=0", "version")]
    [InlineData("?version=-1", "version")]
    [InlineData("?version=first", "version")]
    [InlineData("?version=1.5", "version")]
    [InlineData("?version=99999999999999999999", "version")]
    [InlineData("?version=1&asOf=2026-01-01T00:00:00Z", "asOf")]
    [InlineData("?asOf=yesterday", "asOf")]
    [InlineData("?asOf=3/4", "asOf")]
    [InlineData("?asOf=2026-02-30T00:00:00Z", "asOf")]
    [InlineData("?asOf=12", "asOf")]
    [InlineData("/audit?from=soon", "from")]
    [InlineData("/audit?to=31.12.2026", "to")]
    [InlineData("/audit?limit=0", "limit")]
    [InlineData("/audit?cursor=e30", "cursor")]
    [InlineData("/audit?type=product-exploded", "type")]
    [InlineData("/audit?actor=%00", "actor")]
    [InlineData("/dossier/diff", "from")]
    [InlineData("/dossier/diff?from=1", "to")]
    [InlineData("/dossier/diff?from=-1&to=1", "from")]
    [InlineData("/dossier/diff?from=one&to=1", "from")]
    public Task a_question_about_a_product_is_well_put(string address, string field) => Malformed($"{specimen.Product.Path}{address}", field);

    [Theory]
    [InlineData("?version=100000", "unknown-version")]
    [InlineData("/dossier/diff?from=1&to=100000", "unknown-revision")]
    [InlineData("?asOf=2001-01-01T00:00:00Z", "unknown-product")]
    [InlineData("?asOf=0001-01-01T00:00:00Z", "unknown-product")]
    public async Task what_was_never_there_is_404(string address, string code) => (await specimen.Bank.Get(People.Designer, $"{specimen.Product.Path}{address}")).IsProblem(404, code);

    [Theory]
    [InlineData("yes")]
    [InlineData("1")]
    [InlineData("TRUE")]
    public Task a_preview_is_asked_for_with_true_or_false(string value) =>
        specimen.Refuses(People.Compliance, HttpMethod.Post, $"/sign-offs?preview={value}", specimen.Product.Signature(), 400, "malformed-query", Client.IfMatch(specimen.Product.Version));

    private async Task EachList(string name, string value)
    {
        foreach (var list in Lists) await Malformed($"{list}?{name}={value}", name);
        await Malformed($"{specimen.Product.Path}/audit?{name}={value}", name);
    }

    private async Task Malformed(string address, string field) => (await specimen.Bank.Get(People.Designer, address)).IsProblem(400, "malformed-query", null, field);
}
