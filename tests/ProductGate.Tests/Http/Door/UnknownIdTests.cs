using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class UnknownIdTests(Specimen specimen) : IClassFixture<Specimen>
{
    private static readonly Guid Nothing = Guid.Parse("7b0c2f4e-0000-7000-8000-00000000dead");

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/gate")]
    [InlineData("GET", "/audit")]
    [InlineData("GET", "/dossier/diff?from=1&to=1")]
    [InlineData("PUT", "/dossier/Pricing")]
    [InlineData("POST", "/submissions")]
    public async Task a_product_that_is_not_there_is_404(string method, string path)
    {
        var body = method == "GET" ? null : "{}";
        (await specimen.Bank.Send(People.Designer, new HttpMethod(method), $"/api/products/{Nothing}{path}", body, Client.IfMatch(1))).IsProblem(404, "unknown-product");

        foreach (var odd in (string[])["abc", "1", "7b0c2f4e-0000-7000-8000-00000000dea", "..%2f..%2fetc", "null", "'%20or%201=1"])
            (await specimen.Bank.Send(People.Designer, new HttpMethod(method), $"/api/products/{odd}{path}", body, Client.IfMatch(1))).IsProblem(404, "not-found");
    }

    [Fact]
    public async Task what_the_product_does_not_have_is_404()
    {
        await specimen.Product.Refuses(People.Designer, new AnswerOpinion(OpinionAnswer.Adopted, "Yes.") { OpinionId = Nothing }, 404, "unknown-opinion");
        await specimen.Product.Refuses(People.Officer, new CloseCondition("Yes.") { ConditionId = Nothing }, 404, "unknown-condition");
        await specimen.Product.Refuses(People.Head, new ExtendDeadline(specimen.Product.Today, "Yes.") { DeadlineId = Nothing }, 404, "unknown-deadline");
        await specimen.Product.Refuses(People.Officer, new CompleteReview(ReviewConclusion.Continue, "Yes.") { ReviewId = Nothing }, 404, "unknown-review");
        (await specimen.Bank.Post(People.Officer, $"/api/inbox/{Nothing}/read", null)).IsProblem(404, "unknown-notice");
        foreach (var hash in (string[])[new('a', 64), "abc", "%C2%85"]) (await specimen.Bank.Get(People.Officer, $"/api/documents/{hash}")).IsProblem(404, "unknown-document");
    }

    [Theory]
    [InlineData("/opinions/abc/answer")]
    [InlineData("/conditions/1/closure")]
    [InlineData("/reviews/x/completion")]
    public Task an_id_that_is_none_is_404(string path) => specimen.Refuses(People.Designer, HttpMethod.Post, path, "{}", 404, "not-found", Client.IfMatch(specimen.Product.Version));

    [Theory]
    [InlineData("Fees")]
    [InlineData("pricing")]
    [InlineData("3")]
    [InlineData("Summary,Pricing")]
    [InlineData("%20Pricing")]
    public Task a_section_that_is_none_is_404(string section) => specimen.Refuses(People.Designer, HttpMethod.Put, $"/dossier/{section}", "{}", 404, "unknown-section", Client.IfMatch(specimen.Product.Version));

    [Theory]
    [InlineData("/api")]
    [InlineData("/api/nothing")]
    [InlineData("/api/products/7b0c2f4e-0000-7000-8000-00000000dead/nothing")]
    [InlineData("/nothing")]
    public async Task an_address_that_is_none_is_404(string path) => (await specimen.Bank.Get(People.Designer, path)).IsProblem(404, "not-found");

    [Fact]
    public async Task a_notice_that_is_none_is_404() => (await specimen.Bank.Post(People.Designer, "/api/inbox/abc/read", null)).IsProblem(404, "not-found");
}
