using System.Text.Json;

namespace ProductGate.Domain;

/// <summary>Says in what two facts of a kind differ.</summary>
internal static class Members
{
    public static string Differing(CanonicalJson given, CanonicalJson recorded)
    {
        var (one, other) = (given.ToElement(), recorded.ToElement());
        var names = one.EnumerateObject().Concat(other.EnumerateObject()).Select(m => m.Name).Distinct().Where(name => Text(one, name) != Text(other, name));
        return string.Join(" and ", names.Select(name => $"{name} {Text(one, name)} instead of {Text(other, name)}"));
    }

    private static string Text(JsonElement fact, string name) => fact.TryGetProperty(name, out var value) ? value.GetRawText() : "nothing";
}
