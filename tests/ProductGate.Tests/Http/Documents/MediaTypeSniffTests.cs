using System.Text;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Http;

/// <summary>A file is what its sender says it is, and no program.</summary>
public sealed class MediaTypeSniffTests(SharedBank shared) : IClassFixture<SharedBank>
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private Bank Bank => shared.Bank;

    public static TheoryData<string, string> Honest => new()
    {
        { "application/pdf", "%PDF-1.7 " },
        { "Application/PDF", "%PDF-1.4 " },
        { "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK\u0003\u0004" },
        { "application/zip", "PK\u0003\u0004" },
        { "text/csv", "fee;amount\r\n" },
        { "application/json", "{}" },
        { "application/x-of-our-own", "anything" },
    };

    public static TheoryData<string, string> Dishonest => new()
    {
        { "application/pdf", "<html><script>alert(1)</script>" },
        { "application/pdf", "PK\u0003\u0004" },
        { "image/png", "GIF89a" },
        { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "%PDF-1.7" },
        { "application/msword", "{\\rtf1}" },
        { "text/plain", "text\0with a zero" },
    };

    public static TheoryData<string> Programs => new("MZ\u0090\0", "\u007fELF\u0002", "#!/bin/sh\n");

    [Theory]
    [MemberData(nameof(Honest))]
    public async Task what_begins_as_its_type_does_is_kept_under_it(string type, string start) =>
        (await Send(type, start)).Is(201).Json.Text("mediaType").Should().Be(type.ToLowerInvariant());

    [Theory]
    [MemberData(nameof(Dishonest))]
    public async Task what_is_something_else_is_refused(string type, string start) => (await Send(type, start)).IsProblem(422, "media-type-mismatch", null, "file");

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task a_program_is_refused_whatever_it_says_it_is(string start)
    {
        foreach (var type in (string?[])[null, "application/octet-stream", "application/pdf", "text/plain"]) (await Send(type, start)).IsProblem(422, "program-refused", null, "file");
    }

    [Fact]
    public async Task a_file_of_no_type_is_kept_under_the_one_it_shows()
    {
        byte[] wide = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes($"fee {Guid.NewGuid()}")];

        (await Store(null, [.. Png, .. Guid.NewGuid().ToByteArray()])).Is(201).Json.Text("mediaType").Should().Be("image/png");
        (await Store(null, Guid.NewGuid().ToByteArray())).Is(201).Json.Text("mediaType").Should().Be("application/octet-stream");
        (await Store("text/plain", wide)).Is(201).Json.Text("mediaType").Should().Be("text/plain");
    }

    private Task<Answer> Send(string? type, string start) => Store(type, Encoding.Latin1.GetBytes($"{start}{Guid.NewGuid()}"));

    private Task<Answer> Store(string? type, byte[] bytes) => Bank.Post(People.Designer, "/api/documents", Uploads.Form(bytes, "file", type));
}
