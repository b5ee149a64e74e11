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
internal sealed record DossierBook(ImmutableSortedDictionary<Section, Page> Pages)
{
    public static readonly DossierBook Empty = new(ImmutableSortedDictionary<Section, Page>.Empty);

    /// <summary>There are few different contents in a test run; reading each once saves most of the oracle's time.</summary>
    private static readonly ConcurrentDictionary<string, ImmutableArray<(string Path, string Value)>> Read = new();

    public Page Of(Section section) => Pages.GetValueOrDefault(section) ?? Page.Blank;

    public IEnumerable<string> AuthorsOf(IEnumerable<Section> sections) => sections.SelectMany(s => Of(s).Fields.Values).SelectMany(f => f.Authors);

    public DossierBook With(DossierRevised revised)
    {
        var before = Of(revised.Section).Fields;
        var fields = Read.GetOrAdd(revised.Content.Text, text => [.. Leaves(JsonElement.Parse(text))])
            .ToImmutableDictionary(f => f.Path, f => new Authored(f.Value, Authors(before.GetValueOrDefault(f.Path), f.Value, revised.By)));
        return new(Pages.SetItem(revised.Section, new Page(revised.Hash, fields)));
    }

    public string? Text(Section section, string field) => Of(section).Fields.GetValueOrDefault(field)?.Value;

    private static ImmutableHashSet<string> Authors(Authored? before, string value, string by) =>
        before is null ? [by] : before.Value == value ? before.Authors : before.Authors.Add(by);

    private static IEnumerable<(string Path, string Value)> Leaves(JsonElement content) =>
        Walk(content, "").GroupBy(l => l.Path).Select(g => (g.Key, string.Join('\u001f', g.Select(l => l.Value))));

    private static IEnumerable<(string Path, string Value)> Walk(JsonElement at, string path) => at.ValueKind switch
    {
        JsonValueKind.Object => at.EnumerateObject().SelectMany(m => Walk(m.Value, path.Length == 0 ? m.Name : path + "." + m.Name)),
        JsonValueKind.Array => at.EnumerateArray().SelectMany(item => Walk(item, path)),
        JsonValueKind.Null => [],
        JsonValueKind.String when string.IsNullOrWhiteSpace(at.GetString()) => [],
        _ => [(path, at.ToString())],
    };
}
