using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using ProductGate.Service.Door;

namespace ProductGate.Service.Ui;

/// <summary>Reads what was typed into a form that comes with files, and passes over the files.</summary>
internal static class FormTexts
{
    /// <summary>What a field counts beside its text, so that there are not endlessly many empty ones.</summary>
    private const int Field = 100;

    /// <exception cref="BadHttpRequestException">It is no form, or more was typed than anybody types.</exception>
    public static async Task<Dictionary<string, StringValues>> Read(HttpRequest request, CancellationToken stop)
    {
        var boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).ToString() : "";
        if (boundary.Length == 0) throw new BadHttpRequestException("A form without a boundary.");
        var (parts, said, typed) = (new MultipartReader(boundary, request.Body), new KeyValueAccumulator(), new char[Requests.LargestBody]);
        var left = typed.Length;
        while (await parts.ReadNextSectionAsync(stop) is { } part)
        {
            if (part.GetContentDispositionHeader() is not { } about || !about.IsFormDisposition()) continue;
            using var text = new StreamReader(part.Body, leaveOpen: true);
            var length = await text.ReadBlockAsync(typed.AsMemory(0, left), stop);
            left -= length + Field;
            if (left <= 0) throw new BadHttpRequestException("Too much text in a form.", StatusCodes.Status413PayloadTooLarge);
            said.Append(HeaderUtilities.RemoveQuotes(about.Name).ToString(), new string(typed, 0, length));
        }
        return said.GetResults();
    }
}
