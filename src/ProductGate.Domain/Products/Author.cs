using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace ProductGate.Domain;

/// <summary>What somebody was the first to write into a product's dossier, in whichever revision: it stays their work wherever it turns up again (R5).</summary>
/// <param name="Marks">Fingerprints of the values, each of <see cref="Authorship.MarkLength"/> characters, one after the other: a product has hundreds.</param>
public sealed record Author(string Person, string Marks);

/// <summary>Knows values again that were taken out and put back, or moved to another field.</summary>
internal static class Authorship
{
    public const int MarkLength = 8;

    /// <summary>With the quotes of JSON. A text of this length, and a document's hash, is known again anywhere; a shorter value, such as a currency or a yes, only in its own field.</summary>
    private const int Recognisable = 18;

    public static Dictionary<string, string> Index(ImmutableArray<Author> authors) =>
        authors.SelectMany(a => Enumerable.Range(0, a.Marks.Length / MarkLength).Select(i => (Mark: a.Marks.Substring(i * MarkLength, MarkLength), a.Person))).ToDictionary(x => x.Mark, x => x.Person);

    public static string Mark(Section section, string path, string raw)
    {
        var text = raw[0] == '"' && raw.Length >= Recognisable ? raw : $"{section}.{path}={raw}";
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, MarkLength * 3 / 4));
    }

    /// <summary>The first to write a value is its author; writing it again makes nobody else so.</summary>
    public static ImmutableArray<Author> With(this ImmutableArray<Author> authors, IEnumerable<string> marks, string by)
    {
        var known = Index(authors);
        var added = string.Concat(marks.Where(m => known.TryAdd(m, by)));
        if (added.Length == 0) return authors;
        return authors.Any(a => a.Person == by) ? [.. authors.Select(a => a.Person == by ? a with { Marks = a.Marks + added } : a)] : [.. authors, new Author(by, added)];
    }
}
