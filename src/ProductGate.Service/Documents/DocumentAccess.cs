using Marten;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Products;

namespace ProductGate.Service.Documents;

/// <summary>Who may see and cite a document: whoever stored its bytes, and whoever sees a product that refers to it. For all others it is as if it did not exist.</summary>
internal static class DocumentAccess
{
    public static async Task<string[]> SeenBy(this DocumentVault documents, Actor by, string[] wanted, IQuerySession session, CancellationToken stop)
    {
        if (wanted.Length == 0) return [];
        if (Visibility.SeesAll(by)) return await documents.Known(wanted, null, stop);
        var seen = (await documents.Known(wanted, by.Id, stop)).ToHashSet();
        var teams = by.Is(Role.ProductTeam) ? by.Teams.ToArray() : [];
        foreach (var sha256 in wanted.Except(seen).ToList())
            if (await session.Query<Product>().AnyAsync(p => p.Documents.Contains(sha256) && p.Team.IsOneOf(teams), stop)) seen.Add(sha256);
        return [.. seen];
    }

    /// <remarks>Whoever may not see the product is not told about documents either.</remarks>
    /// <exception cref="ProblemException">422: a reference to a document that was never stored, or is not theirs to cite; 404: no such product for them.</exception>
    public static async Task MayCite(this HttpContext http, Act act, IEnumerable<DocumentRef> references)
    {
        var wanted = references.Select(d => d.Sha256).Distinct().ToArray();
        var session = http.RequestServices.GetRequiredService<IQuerySession>();
        var seen = await http.RequestServices.GetRequiredService<DocumentVault>().SeenBy(act.By, wanted, session, http.RequestAborted);
        if (wanted.Except(seen).FirstOrDefault() is not { } missing) return;
        await session.Snapshot(http);
        throw new ProblemException(Problem.Field(422, "unknown-document", "documents", $"There is no document {missing} that you may cite. Store it first, at /api/documents."));
    }
}
