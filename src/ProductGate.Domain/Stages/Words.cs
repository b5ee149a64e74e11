using System.Collections.Frozen;

namespace ProductGate.Domain;

/// <summary>Plain words for the domain's terms, for sentences that people read. A lexicon has them by type and name, such as <c>Stage.Handover</c>.</summary>
public static class Words
{
    private static readonly FrozenDictionary<Enum, Phrase> Terms = typeof(Words).Assembly.GetTypes().Where(t => t.IsEnum)
        .SelectMany(t => Enum.GetValues(t).Cast<Enum>()).ToFrozenDictionary(v => v, v => Term(v, English(v)));

    /// <summary>The word for a value of whatever enumeration.</summary>
    public static Phrase Of(Enum value) => Terms.GetValueOrDefault(value) ?? Term(value, English(value));

    /// <summary>The names by which programs call the values; people of another language are told the words.</summary>
    public static IEnumerable<Phrase> Names<T>(IEnumerable<T> values)
        where T : struct, Enum => values.Select(v => Term(v, v.ToString()));

    public static Phrase Of(IEnumerable<Power> powers) => And(powers.Select(p => Of(p)));

    public static Phrase Of(Opinion opinion) => $"{Of(opinion.Kind)} O{opinion.Number} \"{opinion.Subject}\"";

    public static Phrase Of(Review review) => $"review V{review.Number} ({Of(review.Kind)})";

    /// <summary>What a deadline is about, by its key: an English reader sees the key itself.</summary>
    public static Phrase OfMatter(string key)
    {
        var parts = key.Split('/');
        return parts.Skip(1).Select(Part).Aggregate(Phrase.Term($"Matter.{parts[0]}", parts[0]), (a, b) => $"{a}/{b}");
    }

    /// <summary>"a and b and c".</summary>
    public static Phrase And(IEnumerable<Phrase> items) => Joined(items, (a, b) => $"{a} and {b}");

    /// <summary>"a or b or c".</summary>
    public static Phrase Or(IEnumerable<Phrase> items) => Joined(items, (a, b) => $"{a} or {b}");

    /// <summary>"TargetMarket" as "target market". Plain loops: every gate is made of such words, and a gate is asked at every command.</summary>
    public static string Spaced(string pascal)
    {
        Span<char> words = stackalloc char[pascal.Length * 2];
        var length = 0;
        foreach (var c in pascal)
        {
            if (char.IsAsciiLetterUpper(c) && length > 0) words[length++] = ' ';
            words[length++] = char.ToLowerInvariant(c);
        }
        return new(words[..length]);
    }

    public static Phrase Capital(Phrase sentence) => sentence.Capitalised();

    private static Phrase Term(Enum value, string english) => Phrase.Term($"{value.GetType().Name}.{value}", english, value);

    private static Phrase Part(string name) =>
        Enum.TryParse<Stage>(name, out var stage) && Enum.IsDefined(stage) && !char.IsDigit(name[0]) ? Term(stage, name)
        : Enum.TryParse<Role>(name, out var role) && Enum.IsDefined(role) && !char.IsDigit(name[0]) ? Term(role, name)
        : Phrase.Verbatim(name);

    private static Phrase Joined(IEnumerable<Phrase> items, Func<Phrase, Phrase, Phrase> join) => items.DefaultIfEmpty("").Aggregate(join);

    private static string English(Enum value) => value switch
    {
        Role.ProductTeam => "the product team",
        Role.ProtectionOffice => "the protection office",
        Role.ProtectionHead => "the head of the protection office",
        Role.Committee => "the committee",
        Role.Complaints => "the complaints desk",
        Role.Liaison => "the liaison officers",
        Role.Administrator => "the administrators",
        RiskGrade => value.ToString(),
        _ => Spaced(value.ToString()),
    };
}
