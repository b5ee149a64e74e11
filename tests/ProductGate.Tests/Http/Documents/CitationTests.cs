using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>Whether a document or a product exists is not told to whoever may not see it.</summary>
public sealed class CitationTests(SharedBank shared) : IClassFixture<SharedBank>
{
    private static readonly string Unknown = new('e', 64);

    private Bank Bank => shared.Bank;

    private async Task<string> Store(Actor by, string text) => (await Bank.Send(by, HttpMethod.Post, "/api/documents", MatrixBank.File(text))).Is(201).Json.Text("sha256")!;

    private static ReviseSection Citing(string sha256) => new(Section.Disclosure, CanonicalJson.Parse($$"""{"documents":[{"sha256":"{{sha256}}","name":"a.txt"}]}"""));

    private async Task<HttpJourney> OfLoans() => await HttpJourney.Declared(Bank, by: People.OtherTeam, team: "loans");

    [Fact]
    public async Task to_a_stranger_a_product_does_not_exist_whatever_documents_the_command_names()
    {
        var product = await HttpJourney.Declared(Bank);
        var known = await Store(People.OtherTeam, $"{Guid.NewGuid()}");

        foreach (var sha256 in (string[])[Unknown, known]) await product.Refuses(People.OtherTeam, Citing(sha256), 404, "unknown-product");
    }

    [Fact]
    public async Task a_document_of_another_team_is_as_unknown_as_one_that_was_never_stored()
    {
        var (secret, product) = (await Store(People.Designer, $"{Guid.NewGuid()}"), await OfLoans());

        var forbidden = await product.Refuses(People.OtherTeam, Citing(secret), 422, "unknown-document");
        var missing = await product.Refuses(People.OtherTeam, Citing(Unknown), 422, "unknown-document");

        forbidden.Json.Text("detail")!.Replace(secret, "").Should().Be(missing.Json.Text("detail")!.Replace(Unknown, ""));
        (await Bank.Get(People.OtherTeam, $"/api/documents/{secret}")).IsProblem(404, "unknown-document");
    }

    [Fact]
    public async Task whoever_has_the_bytes_may_store_and_cite_them_too()
    {
        var text = $"{Guid.NewGuid()}";
        var (first, product) = (await Store(People.Designer, text), await OfLoans());

        (await Store(People.OtherTeam, text)).Should().Be(first);

        await product.Do(People.OtherTeam, Citing(first));
        (await Bank.Get(People.OtherTeam, $"/api/documents/{first}")).Is(200);
    }

    [Fact]
    public async Task a_team_mate_cites_what_the_product_already_refers_to()
    {
        var product = await HttpJourney.Declared(Bank);
        var sha256 = await Store(People.Designer, $"{Guid.NewGuid()}");
        await product.Refuses(People.TeamMate, Citing(sha256), 422, "unknown-document");

        await product.Do(People.Designer, Citing(sha256));

        await product.Do(People.TeamMate, new ReviseSection(Section.Agreement, CanonicalJson.Parse($$"""{"documents":[{"sha256":"{{sha256}}","name":"b.txt"}]}""")));
    }
}
