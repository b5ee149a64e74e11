using System.Globalization;
using ProductGate.Domain;

namespace ProductGate.Service.Products;

/// <summary>The place of a field in a section, such as <c>fees[2].amount.currency</c>.</summary>
internal static class FieldPath
{
    /// <summary>"fees 3, amount, currency", and the question it answers, where there is one.</summary>
    public static (Phrase Words, Question? Question) Read(Section section, string path)
    {
        Phrase? words = null;
        Question? question = null;
        var (within, form) = (Questions.Of(section), Sections.TypeOf(section));
        foreach (var part in path.Split('.'))
        {
            var name = part.Split('[')[0];
            var row = int.TryParse(part[name.Length..].Trim('[', ']'), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index + 1 : 0;
            question = Array.Find(within, q => q.Name == name);
            var word = question?.Word ?? Word(form, name);
            var said = row > 0 ? (Phrase)$"{word} {row}" : word;
            words = words is null ? said : $"{words}, {said}";
            (within, form) = (question?.Parts ?? [], question?.Type ?? typeof(object));
        }
        return (Words.Capital(words!), question);
    }

    /// <summary>The question that a file answers; null where none does.</summary>
    public static Question? OfDocument(Section section, string path) => Read(section, path).Question is { Shape: Shape.Document or Shape.Documents } question ? question : null;

    public static bool IsTable(Section section, string path) => Read(section, path).Question is { Shape: Shape.Table };

    private static Phrase Word(Type form, string name) => FieldNames.MembersOf(form).FirstOrDefault(m => m.Name == name).Word ?? Phrase.Verbatim(name);
}
