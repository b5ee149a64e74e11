using ProductGate.Domain;

namespace ProductGate.Service.Insights;

/// <summary>A figure of a row: its name, its value, and how its bar is coloured.</summary>
public sealed record Series(Phrase Name, string Class);

/// <param name="Values">One for each series; null where there is none.</param>
public sealed record ChartRow(Phrase Name, int?[] Values);

/// <summary>A chart with its finding, its meaning and its table.</summary>
/// <param name="Report">Under which the API has the same figures.</param>
public sealed record Chart(string Report, Phrase Finding, Phrase Meaning, Series[] Series, ChartRow[] Rows)
{
    /// <summary>The bars of a row stand behind each other instead of below.</summary>
    public bool Stacked { get; init; }

    /// <summary>Columns of the table that are not drawn.</summary>
    public Series[] Further { get; init; } = [];

    public bool IsEmpty => Rows.All(r => r.Values.All(v => v is null or 0));

    public int Most => Math.Max(1, Rows.Select(r => Stacked ? Drawn(r).Sum() : Drawn(r).DefaultIfEmpty(0).Max()).DefaultIfEmpty(1).Max());

    private IEnumerable<int> Drawn(ChartRow row) => row.Values.Take(Series.Length).Select(v => v ?? 0);
}
