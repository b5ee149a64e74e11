using System.Text.RegularExpressions;

namespace ProductGate.Service.Products;

/// <summary>A piece of a text, and whether the other text lacks it.</summary>
public sealed record Piece(string Text, bool Differs);

/// <summary>Which words of two texts differ. Chinese has no spaces: there each character counts as a word.</summary>
public static partial class WordDiff
{
    /// <summary>Beyond this many comparisons the whole of what differs is marked: a text of a hundred pages is not read word by word.</summary>
    private const int Most = 4_000_000;

    public static (Piece[] Before, Piece[] After) Of(string before, string after)
    {
        string[] a = Split(before), b = Split(after);
        var start = a.Zip(b).TakeWhile(p => p.First == p.Second).Count();
        var end = a[start..].Reverse().Zip(b[start..].Reverse()).TakeWhile(p => p.First == p.Second).Count();
        var (keptA, keptB) = Common(a[start..^end], b[start..^end]);
        return (Marked(a, start, end, keptA), Marked(b, start, end, keptB));
    }

    private static string[] Split(string text) => [.. Words().Matches(text).Select(m => m.Value)];

    /// <summary>The longest common sequence, as what of each side belongs to it.</summary>
    private static (bool[] A, bool[] B) Common(string[] a, string[] b)
    {
        var (keptA, keptB) = (new bool[a.Length], new bool[b.Length]);
        if ((long)a.Length * b.Length > Most) return (keptA, keptB);
        var longest = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
            for (var j = b.Length - 1; j >= 0; j--)
                longest[i, j] = a[i] == b[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
            if (a[i] == b[j]) keptA[i++] = keptB[j++] = true;
            else if (longest[i + 1, j] >= longest[i, j + 1]) i++;
            else j++;
        return (keptA, keptB);
    }

    /// <summary>Neighbours of one kind in one piece.</summary>
    private static Piece[] Marked(string[] words, int start, int end, bool[] kept)
    {
        var pieces = new List<Piece>();
        foreach (var (i, word) in words.Index())
        {
            var differs = i >= start && i < words.Length - end && !kept[i - start];
            if (pieces.Count > 0 && pieces[^1].Differs == differs) pieces[^1] = new(pieces[^1].Text + word, differs);
            else pieces.Add(new(word, differs));
        }
        return [.. pieces];
    }

    [GeneratedRegex(@"[\u2E80-\u9FFF\uF900-\uFAFF]|[\p{L}\p{N}]+(?:[.,][\p{L}\p{N}]+)*|\s+|.", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Words();
}
