using System.Text.RegularExpressions;
using ProductGate.Domain;
using ProductGate.Tests.Guards;

namespace ProductGate.Tests.Rules.Texts;

/// <summary>Everything that a lexicon of the domain has to have.</summary>
internal static class Keys
{
    /// <summary>Enumerations that nobody reads: how the table of authority is built, and how a refusal becomes a status.</summary>
    private static readonly Type[] Inner = [typeof(Assigned), typeof(Deed), typeof(Reach), typeof(Relation), typeof(RefusalKind)];

    public static IEnumerable<string> All => Sentences.Concat(Terms.Select(t => t.Form)).Distinct();

    public static IEnumerable<string> Sentences => SourceSentences.Domain.Value.Forms.Keys.Where(IsSaid);

    /// <summary>Not nothing, and not somebody's own words alone.</summary>
    public static bool IsSaid(string form) => form is not ("" or "{0}");

    private static IEnumerable<Phrase> Terms =>
    [
        .. typeof(Stage).Assembly.GetTypes().Where(t => t.IsEnum && t.IsPublic && !Inner.Contains(t)).SelectMany(t => Enum.GetValues(t).Cast<Enum>()).Select(Words.Of),
        .. Sections.All.Select(Sections.TypeOf).Append(typeof(DeclareProduct)).SelectMany(Fields),
        .. Matters.Select(Words.OfMatter),
        .. PolicyReader.Default.Categories.Select(Kinds.OfCategory), .. PolicyReader.Default.Evaluation.Items.Select(Kinds.Of),
        .. FactNames.All.Values.Append(Notices.Near).Select(Kinds.OfFact),
    ];

    /// <summary>What the keys of the asks begin with.</summary>
    private static IEnumerable<string> Matters =>
        Regex.Matches(File.ReadAllText(Path.Combine(Sources.Root, "src/ProductGate.Domain/Stages/Asks.cs")), @"\$""([a-z-]+)/\{").Select(m => m.Groups[1].Value);

    private static IEnumerable<Phrase> Fields(Type form) => FieldNames.MembersOf(form).Select(m => m.Word)
        .Concat(form.GetProperties().Select(p => p.PropertyType.GetElementType() ?? p.PropertyType).Where(t => t.IsClass && t.Assembly == typeof(Stage).Assembly).SelectMany(Fields));
}
