using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>A filled field: its values, and everybody who set it since it was last empty.</summary>
internal sealed record Authored(string Value, ImmutableHashSet<string> Authors);

/// <summary>The oracle's own reading of one section.</summary>
internal sealed record Page(string Hash, ImmutableDictionary<string, Authored> Fields)
{
    public static readonly Page Blank = new("", ImmutableDictionary<string, Authored>.Empty);

    public bool Has(string field) => Fields.Keys.Any(k => k == field || k.StartsWith(field + ".", StringComparison.Ordinal));
}

/// <summary>The oracle's own account of the dossier: who stands behind which text that is still there (R5), read from the contents alone.</summary>
/// <param name="First">Who wrote each value first, in any revision: a sentence or a document wherever it stands, anything short at its own place.</param>
internal sealed record DossierBook(ImmutableSortedDictionary<Section, Page> Pages, ImmutableDictionary<string, string> First)
{
    private const int Sentence = 16;

    public static readonly DossierBook Empty = new(ImmutableSortedDictionary<Section, Page>.Empty, ImmutableDictionary<string, string>.Empty);

    /// <summary>There are few different contents in a test run; reading each once saves most of the oracle's time.</summary>
    private static readonly ConcurrentDictionary<string, ImmutableArray<(string Path, string Value)>> Read = new();

    public Page Of(Section section) => Pages.GetValueOrDefault(section) ?? Page.Blank;

    public IEnumerable<string> AuthorsOf(IEnumerable<Section> sections) => sections.SelectMany(s => Of(s).Fields.Values).SelectMany(f => f.Authors);

    public DossierBook With(DossierRevised revised)
    {
        var before = Of(revised.Section).Fields;
        var leaves = Read.GetOrAdd(revised.Content.Text, text => [.. Walk(JsonElement.Parse(text), "")]);
        var fields = leaves.GroupBy(l => l.Path).ToImmutableDictionary(g => g.Key, g => Of(before.GetValueOrDefault(g.Key), [.. g], revised));
        var first = First;
        foreach (var (path, value) in leaves.Where(l => !first.ContainsKey(Name(revised.Section, l.Path, l.Value)))) first = first.SetItem(Name(revised.Section, path, value), revised.By);
        return new(Pages.SetItem(revised.Section, new Page(revised.Hash, fields)), first);
    }

    public string? Text(Section section, string field) => Of(section).Fields.GetValueOrDefault(field)?.Value;

    /// <summary>The values of a list.</summary>
    public string[] List(Section section, string field) => Text(section, field)?.Split('\u001f') ?? [];

    private Authored Of(Authored? before, (string Path, string Value)[] leaves, DossierRevised revised)
    {
        var value = string.Join('\u001f', leaves.Select(l => l.Value));
        if (before?.Value == value) return before;
        var earlier = leaves.Select(l => First.GetValueOrDefault(Name(revised.Section, l.Path, l.Value))).OfType<string>();
        return new(value, (before?.Authors ?? []).Add(revised.By).Union(earlier));
    }

    private static string Name(Section section, string path, string value) => value.Length >= Sentence ? value : $"{section}\u001f{path}\u001f{value}";

    private static IEnumerable<(string Path, string Value)> Walk(JsonElement at, string path) => at.ValueKind switch
    {
        JsonValueKind.Object => at.EnumerateObject().SelectMany(m => Walk(m.Value, path.Length == 0 ? m.Name : path + "." + m.Name)),
        JsonValueKind.Array => at.EnumerateArray().SelectMany(item => Walk(item, path)),
        JsonValueKind.Null => [],
        JsonValueKind.String when string.IsNullOrWhiteSpace(at.GetString()) => [],
        _ => [(path, at.ToString())],
    };
}
