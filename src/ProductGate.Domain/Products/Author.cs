using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace ProductGate.Domain;

/// <summary>What somebody was the first to write into a product's dossier, in whichever revision: it stays their work wherever it turns up again (R5).</summary>
/// <param name="Marks">Fingerprints of the values, each of <see cref="Authorship.MarkLength"/> characters, one after the other: a product has hundreds, and its snapshot is written at every command.</param>
public sealed record Author(string Person, string Marks);

/// <summary>Knows values again that were taken out and put back, or moved to another field.</summary>
internal static class Authorship
{
    /// <summary>36 bits: once in many millions of values two are taken for one, and somebody too many is kept from judging.</summary>
    public const int MarkLength = 6;

    /// <summary>With the quotes of JSON. A text of this length, and a document's hash, is known again anywhere; a shorter value, such as a currency or a yes, only in its own field.</summary>
    private const int Recognisable = 18;

    public static string Mark(Leaf leaf)
    {
        var text = leaf.Raw[0] == '"' && leaf.Raw.Length >= Recognisable ? leaf.Raw : $"{leaf.Section}.{leaf.Path}={leaf.Raw}";
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 6))[..MarkLength];
    }

    public static string? Of(ImmutableArray<Author> authors, string mark)
    {
        foreach (var author in authors)
            if (Holds(author.Marks, mark)) return author.Person;
        return null;
    }

    /// <summary>The first to write a value is its author; writing it again makes nobody else so.</summary>
    public static ImmutableArray<Author> With(this ImmutableArray<Author> authors, IEnumerable<Leaf> written, string by)
    {
        var added = string.Concat(written.Select(l => l.Mark).Distinct().Where(m => Of(authors, m) is null));
        if (added.Length == 0) return authors;
        return authors.Any(a => a.Person == by) ? [.. authors.Select(a => a.Person == by ? a with { Marks = a.Marks + added } : a)] : [.. authors, new Author(by, added)];
    }

    /// <remarks>Searches the text as it is: taking it apart at every revision would cost more than all the rest.</remarks>
    private static bool Holds(string marks, string mark)
    {
        for (var at = marks.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = marks.IndexOf(mark, at + 1, StringComparison.Ordinal))
            if (at % MarkLength == 0) return true;
        return false;
    }
}
