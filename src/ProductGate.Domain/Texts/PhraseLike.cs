namespace ProductGate.Domain;

public sealed partial class Phrase
{
    /// <summary>This sentence with other things in its holes, if that is what the text is; the inverse of <see cref="ToString"/>.</summary>
    /// <remarks>Each text between two holes is looked for once, from left to right: a person's long text costs no more than its length.</remarks>
    public Phrase? Like(string text)
    {
        var (at, found) = (0, (object?[])[.. pieces.Take(count)]);
        for (var i = 0; i < count; i++)
        {
            if (IsHole(i) && i < count - 1) continue;
            var literal = IsHole(i) ? "" : (string)pieces[i]!;
            var next = i == count - 1 ? text.Length - literal.Length : text.IndexOf(literal, at, StringComparison.Ordinal);
            if (next < at || (i == 0 && next > 0) || !text.AsSpan(next).StartsWith(literal)) return null;
            var hole = IsHole(i) ? i : i - 1;
            if (hole >= 0 && (found[hole] = Again(found[hole], text[at..next])) is null) return null;
            at = next + literal.Length;
        }
        return new(this, found, capital);
    }

    /// <summary>What stood in the hole: another word of the same kind, or any text.</summary>
    private static Phrase? Again(object? sample, string text) => sample is Phrase { term: { } value }
        ? Enum.GetValues(value.GetType()).Cast<Enum>().Select(Words.Of).FirstOrDefault(w => w.ToString() == text)
        : Verbatim(text);
}
