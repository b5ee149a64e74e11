using System.Collections.Frozen;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Primitives;
using ProductGate.Domain;
using ProductGate.Service.Door;
using ProductGate.Service.Ui;

namespace ProductGate.Service.Products;

/// <summary>The questions of every section, read from the form of its content: what the reader takes is what the page asks.</summary>
internal static class Questions
{
    /// <summary>Texts that fit on one line; all others may be long.</summary>
    private static readonly string[] Short = ["name", "title", "type", "key", "unit"];

    private static readonly FrozenDictionary<Section, Question[]> BySection = Sections.All.ToFrozenDictionary(s => s, s => Of(Sections.TypeOf(s)));

    public static Question[] Of(Section section) => BySection[section];

    /// <summary>Paths of required fields that were left empty, in rows of which something was said.</summary>
    public static IEnumerable<string> Unanswered(IEnumerable<Question> questions, IReadOnlyDictionary<string, StringValues> fields, string prefix = "")
    {
        foreach (var question in questions)
        {
            var path = prefix + question.Name;
            var rows = question.Shape == Shape.Table ? FormJson.Rows(fields, path) : [];
            if (!question.Optional && rows.Length == 0 && !fields.Keys.Any(k => Holds(path, k) && fields[k].ToString().Length > 0)) yield return path;
            if (question.Shape == Shape.Money && Said(fields, $"{path}.amount") && !Said(fields, $"{path}.currency")) yield return $"{path}.currency";
            foreach (var missing in rows.SelectMany(row => Unanswered(question.Parts, fields, $"{path}[{row}]."))) yield return missing;
        }
    }

    /// <summary>Whether a field belongs to what stands at the path.</summary>
    public static bool Holds(string path, string field) => field.StartsWith(path, StringComparison.Ordinal) && (field.Length == path.Length || field[path.Length] is '.' or '[');

    private static bool Said(IReadOnlyDictionary<string, StringValues> fields, string path) => fields.GetValueOrDefault(path).ToString().Length > 0;

    /// <exception cref="ProblemException">Required fields are empty, each named.</exception>
    public static void RefuseGaps(IEnumerable<Question> questions, IReadOnlyDictionary<string, StringValues> fields, Func<string, Phrase> name)
    {
        var errors = Unanswered(questions, fields).ToDictionary(path => path, path => (Phrase[])[$"Fill in: {name(path)}."]);
        if (errors.Count > 0) throw new ProblemException(new(422, "invalid-value", "Something that is needed is empty.") { Errors = errors });
    }

    public static Question[] Of(Type form)
    {
        var words = FieldNames.MembersOf(form).ToDictionary(m => m.Name, m => m.Word);
        return [.. HttpJson.Reading.GetTypeInfo(form).Properties.Select(p => Of(form, p, words[p.Name]))];
    }

    private static Question Of(Type form, JsonPropertyInfo member, Phrase word)
    {
        var type = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
        var isRequired = member.AssociatedParameter is { HasDefaultValue: false };
        var shape = type.IsArray ? OfList(type.GetElementType()!) : OfOne(form, type, isRequired && Short.Contains(member.Name));
        var entry = type.IsArray ? type.GetElementType()! : type;
        return new(member.Name, word, shape, entry, !isRequired, shape == Shape.Table ? Of(entry) : []);
    }

    private static Shape OfList(Type entry) => entry == typeof(string) ? Shape.Lines : entry == typeof(DocumentRef) ? Shape.Documents : Shape.Table;

    private static Shape OfOne(Type form, Type type, bool isShort) => type switch
    {
        _ when type.IsEnum => Shape.Choice,
        _ when type == typeof(bool) => Shape.YesNo,
        _ when type == typeof(DateOnly) => Shape.Day,
        _ when type == typeof(Number) => form == typeof(Fee) || form == typeof(Rate) ? Shape.Fraction : Shape.Number,
        _ when type == typeof(Money) => Shape.Money,
        _ when type == typeof(DocumentRef) => Shape.Document,
        _ => isShort ? Shape.Text : Shape.LongText,
    };
}
