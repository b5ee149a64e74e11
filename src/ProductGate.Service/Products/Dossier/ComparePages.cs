using System.Globalization;
using Marten;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Products;

/// <summary>A revision to choose.</summary>
/// <param name="Section">The one that it changed; null for the beginning, when nothing was written.</param>
public sealed record RevisionChoice(int Revision, Section? Section, string By, DateTimeOffset? At);

/// <summary>Two revisions side by side.</summary>
/// <param name="LastSeen">The newest revision that the reader had opened before; 0 for none.</param>
/// <param name="Passed">Changed fields that are not shown, for nothing material differs; null where all are.</param>
public sealed record Comparison(Product Product, DossierDiff Diff, RevisionChoice[] Revisions, int LastSeen, bool All, int? Passed = null);

/// <summary>Where two revisions are compared: unless asked otherwise, what the reader knows with what there is.</summary>
internal static class ComparePages
{
    public static async Task<IResult> Show(HttpContext http, IQuerySession session, Readings readings)
    {
        var told = await session.Tell(http);
        var (dossier, by) = (told.Dossier, http.User.ToActor());
        var seen = await readings.LastRevision(by.Id, told.Product.Id, http.RequestAborted);
        var to = Asked(http, dossier, "to") ?? dossier.Current;
        var from = Asked(http, dossier, "from", seen) ?? dossier.Find(Known(told.Product, by, seen, to.Revision)) ?? dossier.Revisions[0];
        var whole = DossierEndpoint.Between(from, to);
        var shown = http.Request.Query.Flag("material") ? whole.Material() : whole;
        int? passed = shown == whole ? null : whole.Count() - shown.Count();
        return http.Page<ComparePage>(new { Comparison = new Comparison(told.Product, shown, [.. dossier.Revisions.Select(r => Choice(told, r))], seen, http.Request.Query.Flag("all"), passed) });
    }

    /// <summary>What the reader last saw, else what they last signed, else the revision before.</summary>
    private static int Known(Product product, Actor by, int seen, int to) =>
        seen > 0 && seen < to ? seen
        : product.SignOffs.LastOrDefault(s => s.By == by.Id && s.SignedRevision < to) is { } signed ? signed.SignedRevision
        : Math.Max(0, to - 1);

    private static DossierRevision? Asked(HttpContext http, Dossier dossier, string name, int? seen = null)
    {
        var text = http.Request.Query[name].ToString();
        if (text.Length == 0) return null;
        var number = text == DossierEndpoint.LastSeen && seen is { } last ? last : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1;
        return dossier.Find(number) ?? throw new ProblemException(new(404, "unknown-revision", $"The dossier has no revision {text}."));
    }

    private static RevisionChoice Choice(Told told, DossierRevision revision) => Array.Find(revision.Sections, s => s.Revision == revision.Revision) is { } changed
        ? new(revision.Revision, changed.Section, told.NameOf(changed.By), changed.At)
        : new(revision.Revision, null, "", null);
}
