using System.Globalization;
using Marten;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Service.Documents;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;
using ProductGate.Service.Policies;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Products;

/// <summary>A section as somebody reads it.</summary>
/// <param name="Content">Null where nothing is written yet.</param>
/// <param name="Revisions">Those that gave the section another content.</param>
public sealed record SectionReadout(Product Product, Section Section, SectionContent? Content, int[] Revisions)
{
    public string? By { get; init; }
    public bool IsCurrent { get; init; }
    public bool MayEdit { get; init; }
    public bool MayObject { get; init; }
    public IReadOnlyDictionary<string, StoredDocument> Documents { get; init; } = new Dictionary<string, StoredDocument>();

    public Opinion[] Opinions => [.. Product.Opinions.Where(o => o.Section == Section)];

    /// <summary>Whether the opinion was about another content than the section now has.</summary>
    public bool IsOutdated(Opinion opinion) => opinion.SectionHash != Product.HashOf(Section);
}

/// <summary>Where one section is read, and the reading recorded.</summary>
internal static class SectionPages
{
    public static async Task<IResult> Show(HttpContext http, IQuerySession session, PolicyShelf policies, TimeProvider clock)
    {
        var (section, by) = (http.Section(), http.User.ToActor());
        var told = await session.Tell(http);
        var revision = Asked(http, told.Dossier);
        var content = Array.Find(revision.Sections, s => s.Section == section);
        var policy = policies.For(told.Product);
        if (content is not null) await http.RecordReading(told.Product.Id, [content], $"{section}{http.Request.QueryString}");
        return http.Page<SectionPage>(new
        {
            Readout = new SectionReadout(told.Product, section, content, Revisions(told.Dossier, section))
            {
                By = content is null ? null : told.NameOf(content.By),
                IsCurrent = content?.Hash == Array.Find(told.Dossier.Current.Sections, s => s.Section == section)?.Hash,
                MayEdit = policy is not null && Editing.Refusal(told.Product, by, clock.GetUtcNow(), policy, section) is null,
                MayObject = policy is not null && !told.Product.IsOver && policy.Opinions.Offices.Any(by.SpeaksFor),
                Documents = content is null ? new Dictionary<string, StoredDocument>() : await http.StoredDocuments(SectionFields.Of(content)),
            },
        });
    }

    private static DossierRevision Asked(HttpContext http, Dossier dossier)
    {
        var text = http.Request.Query["revision"].ToString();
        if (text.Length == 0) return dossier.Current;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && dossier.Find(number) is { } found
            ? found
            : throw new ProblemException(new(404, "unknown-revision", $"The dossier has no revision {text}."));
    }

    private static int[] Revisions(Dossier dossier, Section section) => [.. dossier.Revisions.SelectMany(r => r.Sections).Where(s => s.Section == section).Select(s => s.Revision).Distinct().Order()];
}
