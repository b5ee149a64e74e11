using System.Text.Json;
using ProductGate.Domain;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>What is stored is what was decided: facts and snapshot survive JSON, and folding the facts again gives the same product.</summary>
internal static class Roundtrip
{
    public static IEnumerable<Breach> Breaches(Life life)
    {
        var facts = life.Trail.InOrder().SelectMany(b => b.Facts).ToList();
        var read = facts.Select(f => (Fact: f, Text: Write(f, f.GetType()))).Select(x => (x.Fact, x.Text, Read: (IFact)JsonSerializer.Deserialize(x.Text, x.Fact.GetType(), Json.Options)!)).ToList();
        foreach (var (fact, text, again) in read)
            if (Write(again, fact.GetType()) != text) yield return new("json", $"{fact} becomes {again}.");
        var snapshot = Write(life.Product, typeof(Product));
        if (Write(Life.Fold(null, read.Select(r => r.Read)), typeof(Product)) != snapshot) yield return new("fold", "The facts folded again are another product.");
        if (Write(JsonSerializer.Deserialize<Product>(snapshot, Json.Options)!, typeof(Product)) != snapshot) yield return new("json", "The snapshot does not survive JSON.");
    }

    private static string Write(object value, Type type) => JsonSerializer.Serialize(value, type, Json.Options);
}
