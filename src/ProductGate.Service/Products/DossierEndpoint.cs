using System.Globalization;
using System.Text.Json;
using Marten;
using ProductGate.Domain;
using ProductGate.Service.Audit;
using ProductGate.Service.Door;
using ProductGate.Service.Identity;

namespace ProductGate.Service.Products;

public enum ChangeKind
{
    Added,
    Changed,
    Removed,
}

public sealed record FieldChange(string Path, ChangeKind Change, string? Before, string? After);

public sealed record SectionChange(Section Section, string? HashBefore, string? HashAfter, FieldChange[] Fields);

public sealed record DossierDiff(int From, int To, SectionChange[] Sections);

internal static class DossierEndpoint
{
    private const int LargestSection = 256 * 1024;
    public const string LastSeen = "last-seen";

    public static async Task<IResult> Put(HttpContext http)
    {
        var (by, product) = (http.User.ToActor(), http.ProductId());
        var section = http.Section();
        var expected = http.Request.ExpectedVersion();
        var command = Read(section, Sized(await http.Request.Body()));
        return await http.Send(new Act(product, command, by, expected, http.Request.IsPreview()));
    }

    /// <summary>The section that the address names.</summary>
    public static Section Section(this HttpContext http) => Filters.Named<Section>(http.GetRouteValue("section")?.ToString())
        ?? throw new ProblemException(new(404, "unknown-section", $"A section is one of: {string.Join(", ", Sections.All)}."));

    /// <exception cref="ProblemException">413: more than a section may have.</exception>
    public static byte[] Sized(byte[] content) => content.Length <= LargestSection ? content : throw new ProblemException(new(413, "too-large", "A section has at most 256 KiB."));

    public static ReviseSection Read(Section section, byte[] content) => new(section, Requests.Parse(content, b => Sections.Read(section, b, HttpJson.Reading)));

    public static async Task<IResult> Diff(HttpContext http, IQuerySession session, Readings readings)
    {
        var dossier = (await session.Tell(http)).Dossier;
        var from = http.Request.Query["from"] == LastSeen
            ? dossier.Find(await readings.LastRevision(http.User.ToActor().Id, http.ProductId(), http.RequestAborted))!
            : Revision(http, dossier, "from");
        var to = Revision(http, dossier, "to");
        return Results.Json(Between(from, to), HttpJson.Writing);
    }

    public static DossierDiff Between(DossierRevision from, DossierRevision to) => new(from.Revision, to.Revision, [.. Sections.All.Select(s => Compare(s, from, to)).OfType<SectionChange>()]);

    private static DossierRevision Revision(HttpContext http, Dossier dossier, string name) =>
        int.TryParse(http.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? dossier.Find(number) ?? throw new ProblemException(new(404, "unknown-revision", $"The dossier has no revision {number}."))
            : throw new ProblemException(Problem.Field(400, "malformed-query", name, $"Say {name} as the number of a revision."));

    public static SectionChange? Compare(Section section, DossierRevision from, DossierRevision to)
    {
        var before = Array.Find(from.Sections, s => s.Section == section);
        var after = Array.Find(to.Sections, s => s.Section == section);
        return before?.Hash == after?.Hash ? null : new(section, before?.Hash, after?.Hash, [.. Fields(Leaves(before), Leaves(after))]);
    }

    private static IEnumerable<FieldChange> Fields(SortedDictionary<string, string> before, SortedDictionary<string, string> after)
    {
        foreach (var path in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            var (was, now) = (before.GetValueOrDefault(path), after.GetValueOrDefault(path));
            if (was != now) yield return new(path, was is null ? ChangeKind.Added : now is null ? ChangeKind.Removed : ChangeKind.Changed, was, now);
        }
    }

    private static SortedDictionary<string, string> Leaves(SectionContent? section)
    {
        var leaves = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (section is not null) Collect(section.Content.ToElement(), "", leaves);
        return leaves;
    }

    private static void Collect(JsonElement element, string path, SortedDictionary<string, string> leaves)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject()) Collect(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}", leaves);
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray()) Collect(item, $"{path}[{index++}]", leaves);
                break;
            default:
                leaves[path] = element.ToString();
                break;
        }
    }
}
