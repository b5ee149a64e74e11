using System.Net.Http.Headers;
using ProductGate.Domain;

namespace ProductGate.Tests.Support;

/// <summary>Files sent as a browser sends them.</summary>
internal static class Uploads
{
    /// <summary>Stores a document and gives its SHA-256.</summary>
    public static async Task<string> Upload(this Bank bank, Actor by, byte[] bytes) =>
        (await bank.Post(by, "/api/documents", Form(bytes, "file", "application/octet-stream"))).Is(201).Json.Text("sha256")!;

    public static MultipartFormDataContent Form(byte[] bytes, string part, string? type)
    {
        var file = new ByteArrayContent(bytes);
        if (type is not null) file.Headers.ContentType = new MediaTypeHeaderValue(type);
        return new() { { file, part, "agreement.pdf" } };
    }
}
