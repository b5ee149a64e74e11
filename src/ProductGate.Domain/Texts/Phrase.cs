using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace ProductGate.Domain;

/// <summary>
/// A sentence for people, written in English where it is needed and able to say itself in another language: an interpolated string
/// that remembers its form (<c>Sign off {0}.</c>, which a <see cref="Lexicon"/> translates) and what stands in its holes.
/// </summary>
[InterpolatedStringHandler]
public sealed class Phrase : IEquatable<Phrase>
{
    private readonly StringBuilder form;
    private readonly List<object?> parts;

    public Phrase(int literalLength, int formattedCount) => (form, parts) = (new(literalLength + (3 * formattedCount)), new(formattedCount));

    private Phrase(string literal) => (form, parts) = (new(Escaped(literal)), []);

    /// <summary>The English sentence with numbered holes: what a lexicon looks up.</summary>
    public string Form => form.ToString();

    public static implicit operator Phrase(string literal) => new(literal);

    /// <summary>A person's own words, which are the same in every language.</summary>
    public static Phrase Verbatim(string text) => $"{text}";

    /// <summary>"a, b and c".</summary>
    public static Phrase List(IEnumerable<Phrase> items) => items.ToArray() switch
    {
        [] => "",
        [var one] => one,
        [.. var first, var last] => $"{new Series(first)} and {last}",
    };

    public void AppendLiteral(string text) => form.Append(Escaped(text));

    public void AppendFormatted<T>(T part, string? format = null)
    {
        form.Append(CultureInfo.InvariantCulture, $"{{{parts.Count}}}");
        parts.Add(format is not null && part is IFormattable value ? value.ToString(format, CultureInfo.InvariantCulture) : part);
    }

    public string In(Lexicon lexicon) => string.Format(CultureInfo.InvariantCulture, lexicon.FormOf(Form), [.. parts.Select(p => Said(p, lexicon))]);

    /// <summary>The English sentence.</summary>
    public override string ToString() => In(Lexicon.English);

    public bool Equals(Phrase? other) => other is not null && ToString() == other.ToString();

    public override bool Equals(object? obj) => Equals(obj as Phrase);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private static string? Said(object? part, Lexicon lexicon) => part switch
    {
        Phrase phrase => phrase.In(lexicon),
        Series series => string.Join(lexicon.Comma, series.Items.Select(i => i.In(lexicon))),
        string text => text,
        IEnumerable many => string.Join(lexicon.Comma, many.Cast<object?>().Select(i => Said(i, lexicon))),
        _ => Convert.ToString(part, CultureInfo.InvariantCulture),
    };

    private static string Escaped(string text) => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private sealed record Series(Phrase[] Items);
}
