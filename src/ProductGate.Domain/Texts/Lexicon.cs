using System.Collections.Frozen;
using System.Text.Json;

namespace ProductGate.Domain;

/// <summary>How the sentences of the program are said in one language. What a lexicon does not have is said in English.</summary>
/// <param name="Code">The BCP 47 code, such as <c>zh-Hans</c>.</param>
/// <param name="Comma">What stands between the items of a series.</param>
/// <param name="Forms">From the English form of a phrase to that of this language; the holes are numbered alike.</param>
public record Lexicon(string Code, string Comma, FrozenDictionary<string, string> Forms)
{
    public static readonly Lexicon English = new("en", ", ", FrozenDictionary<string, string>.Empty);

    /// <summary>Simplified Chinese, for the sentences of the domain.</summary>
    public static readonly Lexicon Chinese = new("zh-Hans", "、", Read(Resources.Text("zh-Hans.json")));

    /// <summary>With further sentences, such as those of the pages.</summary>
    public Lexicon With(IEnumerable<string> documents) => this with { Forms = documents.SelectMany(d => Read(d)).Concat(Forms).DistinctBy(f => f.Key).ToFrozenDictionary() };

    /// <returns>The same form where this language does not have it.</returns>
    public virtual string FormOf(string english) => Forms.GetValueOrDefault(english, english);

    private static FrozenDictionary<string, string> Read(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json)!.ToFrozenDictionary();
}
