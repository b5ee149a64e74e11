using System.Collections.Frozen;
using System.Text.Json;

namespace ProductGate.Domain;

/// <summary>Plain words for the fields of the dossier. A lexicon has them by form and name, such as <c>Risk.points</c> and <c>Fee.amount</c>.</summary>
public static class FieldNames
{
    private static readonly FrozenDictionary<(Section, string), Phrase> Top =
        Sections.All.SelectMany(s => MembersOf(Sections.TypeOf(s)), (s, m) => (s, m.Name, m.Word)).ToFrozenDictionary(m => (m.s, m.Name), m => m.Word);

    /// <param name="path">Member names joined by dots, without positions in lists.</param>
    public static Phrase Of(Section section, string path) => Top.GetValueOrDefault((section, path)) ?? Nested(Sections.TypeOf(section), path.Split('.'));

    /// <summary>The fields of a form, or of the entries of a list in it, in their order.</summary>
    public static IEnumerable<(string Name, Phrase Word)> MembersOf(Type form) => form.GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name))
        .Select(name => (name, Phrase.Term($"{form.Name.Replace("Content", "", StringComparison.Ordinal)}.{name}", Words.Spaced(name))));

    private static Phrase Nested(Type? form, string[] path)
    {
        var word = form is null ? Phrase.Verbatim(path[0]) : MembersOf(form).FirstOrDefault(m => m.Name == path[0]).Word ?? Phrase.Verbatim(Words.Spaced(path[0]));
        if (path.Length == 1) return word;
        var member = form?.GetProperties().FirstOrDefault(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name) == path[0])?.PropertyType;
        return $"{word}.{Nested(member?.GetElementType() ?? Nullable.GetUnderlyingType(member ?? typeof(object)) ?? member, path[1..])}";
    }
}
