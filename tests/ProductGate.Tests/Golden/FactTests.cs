using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using ProductGate.Domain;

namespace ProductGate.Tests.Golden;

/// <summary>Facts are for ever: their names and their serialised forms are frozen.</summary>
public sealed class FactTests
{
    private static readonly JsonSerializerOptions Readable = new(Json.Options) { WriteIndented = true };

    public static TheoryData<string> Names() => [.. FactNames.All.Values.Order(StringComparer.Ordinal)];

    private static IFact Sample(string name) => FactSamples.All.Single(f => FactNames.Of(f) == name);

    private static string Data(IFact fact) => JsonSerializer.Serialize(fact, fact.GetType(), Json.Options);

    [Fact]
    public void every_fact_type_has_one_sample_and_one_file()
    {
        FactSamples.All.Select(f => f.GetType()).Should().BeEquivalentTo(FactNames.All.Keys);
        Directory.GetFiles(GoldenFile.PathOf("Facts"), "*.json").Select(Path.GetFileNameWithoutExtension).Should().BeEquivalentTo(FactNames.All.Values, "a name is never taken back");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void its_stored_form_is_frozen(string name)
    {
        var fact = Sample(name);

        GoldenFile.Check($"Facts/{name}.json", JsonSerializer.Serialize(new { name, data = (object)fact }, Readable));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void it_reads_back_as_it_was(string name)
    {
        var fact = Sample(name);
        using var golden = JsonDocument.Parse(File.ReadAllText(GoldenFile.PathOf($"Facts/{name}.json")));

        var read = (IFact)golden.RootElement.GetProperty("data").Deserialize(fact.GetType(), Json.Options)!;

        Data(read).Should().Be(Data(fact));
        read.Should().BeEquivalentTo(fact, o => o.RespectingRuntimeTypes().ComparingRecordsByMembers());
    }

    /// <summary>A database may store members in another order, and leaves out what is null.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void the_order_of_its_members_does_not_matter(string name)
    {
        var fact = Sample(name);
        var reordered = new JsonObject(JsonNode.Parse(Data(fact))!.AsObject().Reverse().Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));

        Data((IFact)reordered.Deserialize(fact.GetType(), Json.Options)!).Should().Be(Data(fact));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void what_may_be_missing_may_be_missing(string name)
    {
        var fact = Sample(name);
        var json = JsonNode.Parse(Data(fact))!.AsObject();
        var optional = fact.GetType().GetConstructors().Single(c => c.GetParameters().Length > 1).GetParameters().Where(p => p.HasDefaultValue).ToList();
        foreach (var parameter in optional) json.Remove(JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!)).Should().BeTrue($"the sample fills {parameter.Name}");

        var read = (IFact)json.Deserialize(fact.GetType(), Json.Options)!;

        foreach (var parameter in optional) fact.GetType().GetProperty(parameter.Name!, BindingFlags.Public | BindingFlags.Instance)!.GetValue(read).Should().BeNull();
        Data(read).Should().Be(json.ToJsonString(Json.Options));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void it_has_a_sentence_for_the_trail(string name)
    {
        var sentence = History.Sentence(Sample(name)).ToString();

        sentence.Should().NotBeNullOrWhiteSpace().And.NotContain("ProductGate.").And.NotContain("System.").And.NotContain(" { ");
        char.IsUpper(sentence[0]).Should().BeTrue();
        sentence.Should().MatchRegex("[.?!]$");
    }
}
