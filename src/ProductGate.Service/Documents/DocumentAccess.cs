using Marten;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Products;

namespace ProductGate.Service.Documents;

/// <summary>Who may see and cite a document: whoever stored its bytes, and whoever sees a product that refers to it. For all others it is as if it did not exist.</summary>
internal static class DocumentAccess
{
    public static async Task<string[]> DocumentsSeen(this HttpContext http, params string[] wanted)
    {
        if (wanted.Length == 0) return [];
        var (by, documents) = (http.User.ToActor(), http.RequestServices.GetRequiredService<DocumentVault>());
        if (Visibility.SeesAll(by)) return await documents.Known(wanted, null, http.RequestAborted);
        var seen = (await documents.Known(wanted, by.Id, http.RequestAborted)).ToHashSet();
        foreach (var sha256 in wanted.Except(seen).ToList())
            if (await http.SeesProductWith(sha256)) seen.Add(sha256);
        return [.. seen];
    }

    /// <remarks>Whoever may not see the product is not told about documents either.</remarks>
    /// <exception cref="ProblemException">422: a reference to a document that was never stored, or is not theirs to cite; 404: no such product for them.</exception>
    public static async Task MayCite(this HttpContext http, Act act, IEnumerable<DocumentRef> references)
    {
        var wanted = references.Select(d => d.Sha256).Distinct().ToArray();
        if (wanted.Except(await http.DocumentsSeen(wanted)).FirstOrDefault() is not { } missing) return;
        await http.RequestServices.GetRequiredService<IQuerySession>().Snapshot(http);
        throw new ProblemException(Problem.Field(422, "unknown-document", "documents", $"There is no document {missing} that you may cite. Store it first, at /api/documents."));
    }

    private static async Task<bool> SeesProductWith(this HttpContext http, string sha256)
    {
        var session = http.RequestServices.GetRequiredService<IQuerySession>();
        foreach (var product in await session.Query<Product>().Where(p => p.Documents.Contains(sha256)).ToListAsync(http.RequestAborted))
            if (await http.MaySee(session, product)) return true;
        return false;
    }
}
