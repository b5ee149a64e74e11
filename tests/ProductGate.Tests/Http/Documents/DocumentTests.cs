using System.Security.Cryptography;
using System.Text;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

public sealed class DocumentTests(SharedBank shared) : IClassFixture<SharedBank>
{
    private const int Largest = 25 * 1024 * 1024;

    private Bank Bank => shared.Bank;

    [Fact]
    public async Task a_document_of_25_mib_comes_back_byte_by_byte_and_one_byte_more_is_too_large()
    {
        var bytes = RandomNumberGenerator.GetBytes(Largest + 1);
        var stored = (await Store(bytes[..Largest])).Is(201);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, Largest)));
        (stored.Json.Text("sha256"), stored.Json.GetProperty("size").GetInt64(), stored.Headers.Location!.ToString()).Should().Be((hash, Largest, $"/api/documents/{hash}"));

        var fetched = (await Bank.Get(People.Designer, $"/api/documents/{hash}")).Is(200);

        fetched.Bytes.AsSpan().SequenceEqual(bytes.AsSpan(0, Largest)).Should().BeTrue();
        (fetched.MediaType, fetched.ContentHeaders.ContentLength).Should().Be(("application/octet-stream", Largest));
        fetched.ContentHeaders.ContentDisposition!.DispositionType.Should().Be("attachment");
        fetched.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");

        (await Store(bytes)).IsProblem(413, "too-large", null, "file");
        (await Chunks(Convert.ToHexStringLower(SHA256.HashData(bytes)))).Should().Be(0);
    }

    [Fact]
    public async Task the_same_bytes_are_stored_once()
    {
        var bytes = RandomNumberGenerator.GetBytes(700_000);
        var before = await Orphans();

        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(_ => Store(bytes)));

        answers.Select(a => a.Is(201).Text).Distinct().Should().ContainSingle();
        (await Chunks(answers[0].Json.Text("sha256")!)).Should().Be(3);
        (await Orphans()).Should().Be(before, "what was written for nothing is gone");
    }

    [Theory]
    [InlineData("nothing", 422, "empty-document")]
    [InlineData("another part", 400, "malformed-request")]
    [InlineData("no parts", 400, "malformed-request")]
    [InlineData("no boundary", 400, "malformed-request")]
    [InlineData("a huge boundary", 400, "malformed-request")]
    [InlineData("no multipart", 400, "malformed-request")]
    [InlineData("cut off", 400, "malformed-request")]
    [InlineData("json", 415, "unsupported-media-type")]
    [InlineData("no type", 415, "unsupported-media-type")]
    public async Task what_is_no_document_is_refused(string what, int status, string code) => (await Bank.Post(People.Designer, "/api/documents", Odd(what))).IsProblem(status, code);

    [Fact]
    public async Task who_brings_the_same_bytes_again_learns_nothing_of_who_brought_them_first()
    {
        var bytes = RandomNumberGenerator.GetBytes(500);
        await Store(bytes, People.Officer, "application/x-first");

        (await Store(bytes, People.OtherTeam, "application/x-second")).Is(201).Json.Text("mediaType").Should().Be("application/x-second");

        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        (await Bank.Get(People.OtherTeam, $"/api/documents/{hash}")).Is(200).MediaType.Should().Be("application/x-second");
        (await Bank.Get(People.Officer, $"/api/documents/{hash}")).Is(200).MediaType.Should().Be("application/x-first");
    }

    [Fact]
    public async Task documents_are_stored_by_somebody_with_a_role() => (await Store([1, 2, 3], People.WithoutRole)).IsProblem(403, "role-not-allowed");

    [Fact]
    public async Task a_document_is_seen_by_whoever_stored_it_and_by_whoever_sees_its_product()
    {
        var hash = (await Store(RandomNumberGenerator.GetBytes(1000))).Is(201).Json.Text("sha256")!;
        await Sees(hash, People.Designer, People.Officer, People.Compliance);
        await DoesNotSee(hash, People.TeamMate, People.OtherTeam, People.WithoutRole);

        var product = await HttpJourney.Declared(Bank);
        var body = $$"""{"text":"See the file.","documents":[{"sha256":"{{hash}}","name":"agreement.pdf"}]}""";
        var answer = (await Bank.Send(People.Designer, HttpMethod.Put, $"{product.Path}/dossier/Agreement", body, Client.IfMatch(product.Version))).Is(200);

        answer.Json.Texts("events").Should().Equal("dossier-revised", "document-attached");
        await Sees(hash, People.TeamMate);
        await DoesNotSee(hash, People.OtherTeam, People.WithoutRole);
        (await product.Trail("?type=document-attached")).Single().Text("sentence").Should().Be("Attached \"agreement.pdf\" to agreement.");
    }

    [Theory]
    [InlineData("text/html", "text/html")]
    [InlineData(null, "application/octet-stream")]
    public async Task a_document_keeps_its_media_type_and_is_never_run(string? type, string kept)
    {
        var hash = (await Store(Encoding.UTF8.GetBytes($"<script>{Guid.NewGuid()}</script>"), People.Designer, type)).Is(201).Json.Text("sha256");

        var fetched = (await Bank.Get(People.Designer, $"/api/documents/{hash}")).Is(200);

        fetched.MediaType.Should().Be(kept);
        fetched.ContentHeaders.ContentDisposition!.DispositionType.Should().Be("attachment");
    }

    private Task<Answer> Store(byte[] bytes, Actor? by = null, string? type = "application/octet-stream") => Bank.Post(by ?? People.Designer, "/api/documents", Uploads.Form(bytes, "file", type));

    private async Task Sees(string hash, params Actor[] readers)
    {
        foreach (var reader in readers) (await Bank.Get(reader, $"/api/documents/{hash}")).Is(200);
    }

    private async Task DoesNotSee(string hash, params Actor[] readers)
    {
        foreach (var reader in readers) (await Bank.Get(reader, $"/api/documents/{hash}")).IsProblem(404, "unknown-document");
    }

    private Task<long> Chunks(string hash) => Bank.Scalar<long>("select count(*) from gate.document_chunks c join gate.documents d on d.content = c.content where d.sha256 = $1", hash);

    /// <summary>Chunks that belong to no document.</summary>
    private Task<long> Orphans() => Bank.Scalar<long>("select count(*) from gate.document_chunks c where not exists (select from gate.documents d where d.content = c.content)");

    private static HttpContent Odd(string what) => what switch
    {
        "nothing" => Uploads.Form([], "file", "application/octet-stream"),
        "another part" => Uploads.Form([1], "document", "application/octet-stream"),
        "no parts" => Raw("--x--\r\n", "multipart/form-data; boundary=x"),
        "no boundary" => Raw("--x--\r\n", "multipart/form-data"),
        "a huge boundary" => Raw("--x--\r\n", $"multipart/form-data; boundary={new string('x', 5000)}"),
        "no multipart" => Raw("hello", "multipart/form-data; boundary=x"),
        "cut off" => Raw("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf of", "multipart/form-data; boundary=x"),
        "json" => Raw("{}", "application/json"),
        _ => Raw("hello", null),
    };

    private static ByteArrayContent Raw(string text, string? type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }
}
