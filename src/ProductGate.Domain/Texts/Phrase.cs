using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Serialization;

namespace ProductGate.Domain;

/// <summary>
/// A sentence for people, written in English where it is needed and able to say itself in another language: an interpolated string
/// that remembers its form (<c>Sign off {0}.</c>, which a <see cref="Lexicon"/> translates) and what stands in its holes.
/// </summary>
/// <remarks>Nothing is put together before somebody reads it: the gate makes dozens of sentences at every command, and most are never read.</remarks>
[InterpolatedStringHandler]
[JsonConverter(typeof(PhraseJson))]
public sealed partial class Phrase : IEquatable<Phrase>
{
    /// <summary>Literal texts and what stands in the holes between them, in the order of the sentence; a bit in <see cref="holes"/> tells which is which.</summary>
    private object?[] pieces;
    private ulong holes;
    private int count;

    /// <summary>Under which a lexicon has it, where that is not the English form.</summary>
    private readonly string? key;
    private readonly Enum? term;
    private readonly bool capital;

    public Phrase(int literalLength, int formattedCount) => pieces = new object?[(2 * formattedCount) + (literalLength == 0 ? 0 : 1)];

    private Phrase(string literal, string? key = null, Enum? term = null) => (pieces, count, this.key, this.term) = ([literal], 1, key, term);

    private Phrase(Phrase other, object?[] pieces, bool capital) => (this.pieces, count, holes, key, term, this.capital) = (pieces, other.count, other.holes, other.key, other.term, capital);

    /// <summary>The English sentence with numbered holes: what a lexicon looks up.</summary>
    public string Form => key ?? Numbered();

    public static implicit operator Phrase(string literal) => new(literal);

    /// <summary>A person's own words, which are the same in every language.</summary>
    public static Phrase Verbatim(string text) => $"{text}";

    /// <summary>A word whose English says too little to be translated alone: <c>testing</c> is a department and a section.</summary>
    /// <param name="key">Under which lexicons have it.</param>
    /// <param name="value">The value that it is the word for, if it is one's.</param>
    public static Phrase Term(string key, string english, Enum? value = null) => new(english, key, value);

    /// <summary>"a, b and c".</summary>
    public static Phrase List(IEnumerable<Phrase> items) => items.ToArray() switch
    {
        [] => "",
        [var one] => one,
        [.. var first, var last] => $"{first} and {last}",
    };

    public void AppendLiteral(string text) => Append(text);

    public void AppendFormatted<T>(T part, string? format = null)
    {
        holes |= 1UL << count;
        Append(format is not null && part is IFormattable value ? value.ToString(format, CultureInfo.InvariantCulture) : part);
    }

    /// <summary>The same with an English capital at its beginning.</summary>
    internal Phrase Capitalised() => pieces is [string first, ..] && !IsHole(0) && first.Length > 0 && !char.IsLower(first[0]) ? this : new(this, pieces, capital: true);

    public string In(Lexicon lexicon)
    {
        if (!ReferenceEquals(lexicon, Lexicon.English) && Form is { Length: > 0 } english && lexicon.FormOf(english) is var form && !ReferenceEquals(form, english))
            return string.Format(CultureInfo.InvariantCulture, form, [.. Holes().Select(p => Said(p, lexicon))]);
        if (count == 1) return Begun(Said(pieces[0], lexicon) ?? "");
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[256]);
        for (var i = 0; i < count; i++) text.AppendLiteral(Said(pieces[i], lexicon) ?? "");
        return Begun(text.ToStringAndClear());
    }

    /// <summary>The English sentence.</summary>
    public override string ToString() => In(Lexicon.English);

    public bool Equals(Phrase? other) => other is not null && ToString() == other.ToString();

    public override bool Equals(object? obj) => Equals(obj as Phrase);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private string Begun(string text) => capital && text.Length > 0 && char.ToUpperInvariant(text[0]) is var first && first != text[0] ? $"{first}{text.AsSpan(1)}" : text;

    private static string? Said(object? part, Lexicon lexicon) => part switch
    {
        string text => text,
        Phrase phrase => phrase.In(lexicon),
        System.Collections.IEnumerable many => string.Join(lexicon.Comma, many.Cast<object?>().Select(i => Said(i, lexicon))),
        _ => Convert.ToString(part, CultureInfo.InvariantCulture),
    };

    private string Numbered()
    {
        var form = new StringBuilder();
        var number = 0;
        for (var i = 0; i < count; i++)
            if (IsHole(i)) form.Append('{').Append(number++).Append('}');
            else form.Append(((string)pieces[i]!).Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
        return form.ToString();
    }

    private void Append(object? piece)
    {
        if (count == pieces.Length) Array.Resize(ref pieces, count + 4);
        pieces[count++] = piece;
    }

    private bool IsHole(int piece) => (holes & (1UL << piece)) != 0;

    private IEnumerable<object?> Holes() => pieces.Take(count).Where((_, i) => IsHole(i));
}
