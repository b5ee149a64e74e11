using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Primitives;
using ProductGate.Domain;
using ProductGate.Service.Door;

namespace ProductGate.Service.Ui;

/// <summary>Questions of a form that have to be answered and were not: each is said at its field. Texts and lists are left to the rules, which know when they may be empty.</summary>
internal static class Unanswered
{
    /// <exception cref="ProblemException">There are some.</exception>
    public static void Check(Type type, IReadOnlyDictionary<string, StringValues> form)
    {
        var open = In(FormJson.Info(type), form, "").ToList();
        if (open.Count > 0) throw new ProblemException(new(422, "invalid-value", "Some questions have no answer.") { Errors = open.ToDictionary(path => path, _ => (Phrase[])["This has to be answered."]) });
    }

    public static bool IsNeeded(JsonPropertyInfo member) => member.AssociatedParameter is { HasDefaultValue: false };

    private static IEnumerable<string> In(JsonTypeInfo info, IReadOnlyDictionary<string, StringValues> form, string prefix) => info.Properties.SelectMany(p => Of(p, form, prefix + p.Name));

    private static IEnumerable<string> Of(JsonPropertyInfo member, IReadOnlyDictionary<string, StringValues> form, string path)
    {
        var info = FormJson.Info(member.PropertyType);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => IsSaid(form, path + ".") ? In(info, form, path + ".") : IsNeeded(member) ? [path] : [],
            JsonTypeInfoKind.Enumerable => FormJson.Rows(form, path).Where(row => IsSaid(form, $"{path}[{row}].")).SelectMany(row => In(FormJson.Info(info.ElementType!), form, $"{path}[{row}].")),
            _ => IsNeeded(member) && info.Type != typeof(string) && form.GetValueOrDefault(path).ToString().Length == 0 ? [path] : [],
        };
    }

    private static bool IsSaid(IReadOnlyDictionary<string, StringValues> form, string prefix) => form.Any(f => f.Key.StartsWith(prefix, StringComparison.Ordinal) && f.Value.ToString().Length > 0);
}
