using System.Text.RegularExpressions;
using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>R14: a refused command changes nothing and answers with a stable code, a sentence, and what would have to happen, by whom.</summary>
internal static partial class RefusalLaws
{
    public static IEnumerable<Breach> Of(Decision refused) => Faults(refused, refused.Refusal!).Select(what => new Breach("R14", what));

    private static IEnumerable<string> Faults(Decision refused, Refusal refusal)
    {
        if (!refused.Facts.IsEmpty) yield return $"Refused ({refusal.Code}) and recorded all the same.";
        if (!Code().IsMatch(refusal.Code) || !Sentence().IsMatch(refusal.Sentence.ToString())) yield return $"'{refusal.Code}' and '{refusal.Sentence}' are not a code and a sentence.";
        // What is malformed, or names something that is not there, is put right by whoever sent it.
        if (refusal.Kind is RefusalKind.Refused or RefusalKind.Forbidden && refusal.Missing.IsEmpty) yield return $"{refusal.Code} does not say what would have to happen.";
        foreach (var m in refusal.Missing.Where(m => !Sentence().IsMatch(m.What.ToString()) || !Enum.IsDefined(m.By))) yield return $"{refusal.Code} asks {m.By} for '{m.What}'.";
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex Code();

    [GeneratedRegex(@"^[A-Z'].*\.$", RegexOptions.Singleline)]
    private static partial Regex Sentence();
}
