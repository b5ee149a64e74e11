using Marten;
using Microsoft.Extensions.Primitives;
using ProductGate.Domain;
using ProductGate.Service.Documents;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Products;

/// <summary>Files that come with a section's form.</summary>
internal static class Attachments
{
    private const string Sha256 = ".sha256";

    /// <summary>Stores every file of the form; the fields that name them, and what was wrong with the others.</summary>
    public static async Task<(Dictionary<string, StringValues> Fields, Problem? Refused)> Attached(this HttpContext http, Section section)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var fields = new Dictionary<string, StringValues>();
        Problem? refused = null;
        foreach (var file in form.Files)
            try
            {
                if (FieldPath.OfDocument(section, file.Name) is not { } question) continue;
                var stored = await http.Store(file);
                var place = question.Shape == Shape.Document ? file.Name : $"{file.Name}[{FormJson.Rows(form.Keys.Concat(fields.Keys).Distinct().ToDictionary(k => k, _ => default(StringValues)), file.Name).Append(-1).Max() + 1}]";
                (fields[place + Sha256], fields[$"{place}.name"]) = (stored.Sha256, NameOf(file));
            }
            catch (ProblemException e) when (e.Problem.Status != 403)
            {
                refused = e.Problem with { Errors = new(refused?.Errors ?? []) { [file.Name] = [e.Problem.Detail] } };
            }
        return (fields, refused);
    }

    /// <summary>The documents that the fields name and this person may see, with their sizes.</summary>
    public static async Task<Dictionary<string, StoredDocument>> StoredDocuments(this HttpContext http, IReadOnlyDictionary<string, StringValues> fields)
    {
        var (vault, by) = (http.RequestServices.GetRequiredService<DocumentVault>(), http.User.ToActor());
        var found = new Dictionary<string, StoredDocument>();
        foreach (var sha256 in await http.DocumentsSeen([.. fields.Where(f => f.Key.EndsWith(Sha256, StringComparison.Ordinal)).Select(f => f.Value.ToString()).Where(Hashes.IsSha256).Distinct()]))
            if (await vault.Find(sha256, by.Id, http.RequestAborted) is { } document) found[sha256] = document;
        return found;
    }

    private static async Task<StoredDocument> Store(this HttpContext http, IFormFile file)
    {
        var by = http.May(Deed.StoreDocument);
        await using var bytes = file.OpenReadStream();
        await using var spool = await Spool.Receive(bytes, DocumentEndpoints.Media(file.ContentType), http.RequestAborted);
        return await http.Once(null, transaction => http.RequestServices.GetRequiredService<DocumentVault>().Store(spool, by.Id, transaction, http.RequestAborted));
    }

    /// <summary>The name alone, without folders and without what no honest name contains.</summary>
    private static string NameOf(IFormFile file)
    {
        var name = file.FileName[(file.FileName.LastIndexOfAny(['/', '\\']) + 1)..];
        name = string.Concat(name.Where(c => HttpJson.Problem(c.ToString()) is null)).Trim();
        return name.Length == 0 ? "file" : name.Length > Limits.Name ? name[^Limits.Name..] : name;
    }
}
