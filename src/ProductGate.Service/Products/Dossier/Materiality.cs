using System.Text.RegularExpressions;

namespace ProductGate.Service.Products;

/// <summary>
/// Which changes can mean something. Blanks, the marks that only divide a sentence, and capitals do not; a word, a number or any sign within or before one does:
/// whatever is in doubt is material.
/// </summary>
public static partial class Materiality
{
    public static bool IsMaterial(this FieldChange change) => change is not { Before: { } before, After: { } after } || !Words(before).SequenceEqual(Words(after), StringComparer.OrdinalIgnoreCase);

    /// <summary>The same with the material changes alone; a section without any is left out.</summary>
    public static DossierDiff Material(this DossierDiff diff) =>
        diff with { Sections = [.. diff.Sections.Select(s => s with { Fields = [.. s.Fields.Where(IsMaterial)] }).Where(s => s.Fields.Length > 0)] };

    public static int Count(this DossierDiff diff) => diff.Sections.Sum(s => s.Fields.Length);

    private static IEnumerable<string> Words(string text) => Meaning().Matches(text).Select(m => m.Value);

    /// <summary>Words and numbers with the marks inside them, and every other sign that is neither a blank nor divides a sentence.</summary>
    [GeneratedRegex(@"[\p{L}\p{N}]+(?:[.,:'’][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}.,;:!?""'()。，、；：！？（）“”‘’]", RegexOptions.CultureInvariant)]
    private static partial Regex Meaning();
}
