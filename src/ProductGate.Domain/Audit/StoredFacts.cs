using System.Collections.Frozen;
using System.Text.Json;

namespace ProductGate.Domain;

/// <summary>Reads facts again from what is stored of them.</summary>
public static class StoredFacts
{
    private static readonly FrozenDictionary<string, Type> Types = FactNames.All.ToFrozenDictionary(f => f.Value, f => f.Key);

    /// <summary>Null where no fact has that name, or it does not say what such a fact says.</summary>
    public static IFact? Read(FactLeaf leaf)
    {
        try
        {
            return Types.TryGetValue(leaf.Type, out var type) ? (IFact?)leaf.Data.Deserialize(type, AuditLeaves.Whole) : null;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    /// <summary>What is stored of a fact, in the one form in which two facts can be compared.</summary>
    public static CanonicalJson Write(IFact fact) => CanonicalJson.Of(JsonSerializer.SerializeToElement(fact, fact.GetType(), Json.Options));
}
