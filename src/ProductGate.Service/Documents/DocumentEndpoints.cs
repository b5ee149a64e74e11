using System.Text;
using Marten;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using MinDataRate = Microsoft.AspNetCore.Server.Kestrel.Core.MinDataRate;

namespace ProductGate.Service.Documents;

internal static class DocumentEndpoints
{
    /// <summary>The document itself and what multipart puts around it.</summary>
    private const long LargestRequest = DocumentVault.LargestDocument + (64 * 1024);

    /// <summary>Slower senders are cut off: 25 MiB may take an hour, not a week.</summary>
    private static readonly MinDataRate Slowest = new(bytesPerSecond: 8 * 1024, gracePeriod: TimeSpan.FromSeconds(30));

    /// <summary>RFC 2046.</summary>
    private const int LongestBoundary = 70;

    private static readonly Problem Unreadable = new(400, "malformed-request", "The multipart body could not be read.");

    public static void MapDocuments(this IEndpointRouteBuilder api)
    {
        api.MapPost("/documents", Post).Does(Deed.StoreDocument).WithSummary("Store a file (multipart/form-data, one part named file)").Accepts<IFormFile>("multipart/form-data")
            .Produces<StoredDocument>(201).ProducesProblems(400, 401, 413, 415, 422, 429, 503);
        api.MapGet("/documents/{sha256}", Get).Does(Deed.ReadDocument).WithSummary("A stored file").Produces(200, contentType: MediaTypes.Unknown).ProducesProblems(401, 404, 503)
            .RecordsAccess(AccessKind.Document, "sha256");
    }

    private static async Task<IResult> Post(HttpContext http, DocumentVault documents)
    {
        var by = http.May(Deed.StoreDocument);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = LargestRequest;
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = Slowest;
        var stored = await Store(http, documents, by);
        http.Response.Headers.Location = $"/api/documents/{stored.Sha256}";
        return Results.Json(stored, HttpJson.Writing, statusCode: StatusCodes.Status201Created);
    }

    /// <remarks>A body may turn out to be no multipart, or to be cut off, at any byte of it. One that is too large is another matter.</remarks>
    private static async Task<StoredDocument> Store(HttpContext http, DocumentVault documents, Actor by)
    {
        try
        {
            var file = await File(http.Request);
            await using var spool = await Spool.Receive(file.Body, Media(file.ContentType), http.RequestAborted);
            // Of the form around the file nothing counts: a sender makes another boundary each time.
            var key = http.Key(Encoding.UTF8.GetBytes($"{spool.Sha256} {spool.MediaType}"));
            return await http.Once(key, transaction => documents.Store(spool, by.Id, transaction, http.RequestAborted));
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            throw new ProblemException(Unreadable);
        }
    }

    private static async Task<IResult> Get(string sha256, HttpContext http, DocumentVault documents)
    {
        var stored = Hashes.IsSha256(sha256) ? await documents.Find(sha256, http.User.ToActor().Id, http.RequestAborted) : null;
        if (stored is null || (await http.DocumentsSeen(sha256)).Length == 0)
            return new Problem(404, "unknown-document", "There is no such document, or you may not see it.").ToResult();
        // Never shown inside a page of ours: what people upload is saved, not run.
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{sha256}\"";
        http.Response.Headers.ETag = $"\"{sha256}\"";
        http.Response.ContentLength = stored.Size;
        return Results.Stream(target => documents.CopyTo(sha256, target, http.RequestAborted), stored.MediaType);
    }

    private static async Task<MultipartSection> File(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            throw new ProblemException(new(415, "unsupported-media-type", "Send multipart/form-data with one part named file."));
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > LongestBoundary) throw new ProblemException(Unreadable);
        var reader = new MultipartReader(boundary, request.Body);
        while (await reader.ReadNextSectionAsync(request.HttpContext.RequestAborted) is { } section)
            if (section.GetContentDispositionHeader() is { } disposition && HeaderUtilities.RemoveQuotes(disposition.Name).Equals("file", StringComparison.Ordinal)) return section;
        throw new ProblemException(Problem.Field(400, "malformed-request", "file", "The body has no part named file."));
    }

    /// <summary>What the sender says of a file.</summary>
    public static string Media(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Length <= 100 ? type.MediaType.ToString().ToLowerInvariant() : MediaTypes.Unknown;
}
