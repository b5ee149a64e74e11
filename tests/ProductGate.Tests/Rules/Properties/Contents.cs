using System.Text.Json.Nodes;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>Section contents to choose from: complete ones in different words, some with a document, some with half of the fields left out.</summary>
internal static class Contents
{
    private static readonly string[] Notes = ["first", "second", "third"];

    private static readonly CanonicalJson[][] All = [.. Sections.All.Select(section => Variants(section).DistinctBy(v => v.Hash).ToArray())];

    public static CanonicalJson Complete(Section section, Dice dice) => All[(int)section][dice.Below(Notes.Length)];

    public static CanonicalJson Any(Section section, Dice dice) => dice.Pick(All[(int)section]);

    private static IEnumerable<CanonicalJson> Variants(Section section) =>
    [
        .. Notes.Select(note => Sample.Content(section, note)),
        With(section, content => content["documents"] = new JsonArray(Document('a'), Document((char)('b' + ((int)section % 3))))),
        With(section, content => Thin(content, keepOdd: true)),
        With(section, content => Thin(content, keepOdd: false)),
        With(section, content => Grade(section, content, "R1")),
        With(section, content => Grade(section, content, "R5")),
        With(section, content => Limits(section, content)),
        With(section, content => Untested(section, content)),
        With(section, content => Names(section, content)),
    ];

    private static JsonObject Document(char letter) => new() { ["sha256"] = new string(letter, 64), ["name"] = $"{letter}.pdf" };

    private static void Thin(JsonObject content, bool keepOdd)
    {
        foreach (var name in content.Select(m => m.Key).Where((_, i) => i % 2 == 1 != keepOdd).ToList()) content.Remove(name);
    }

    private static void Grade(Section section, JsonObject content, string grade)
    {
        if (section == Section.Risk) content["grade"] = grade;
    }

    /// <summary>An indicator that wants to be high, so that both directions of a limit occur.</summary>
    private static void Limits(Section section, JsonObject content)
    {
        if (section != Section.MonitoringPlan) return;
        content["indicators"]!.AsArray().Add(new JsonObject
        {
            ["key"] = "suitability-share", ["name"] = "Share of suitable sales", ["unit"] = "per cent", ["limit"] = "95",
            ["direction"] = "AtLeast", ["onBreach"] = "Review",
        });
    }

    private static void Untested(Section section, JsonObject content)
    {
        if (section == Section.Testing) content["scenarios"]!.AsArray().RemoveAt(1);
    }

    /// <summary>An officer had a hand in it, and so did somebody whom the bank does not know.</summary>
    private static void Names(Section section, JsonObject content)
    {
        if (section == Section.Summary) content["contributors"] = new JsonArray(People.SecondOfficer.Id, "A consultant");
    }

    private static CanonicalJson With(Section section, Action<JsonObject> change)
    {
        var content = JsonNode.Parse(Sample.Content(section).Text)!.AsObject();
        change(content);
        return CanonicalJson.Parse(content.ToJsonString());
    }
}
