using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using ProductGate.Domain;
using ProductGate.Tests.Golden;

namespace ProductGate.Tests.Guards;

/// <summary>What must stay true of the domain whatever is added to it.</summary>
public sealed class DomainGuards
{
    /// <summary>Facts that change no state: another fact beside each carries what the state needs.</summary>
    private static readonly Type[] ForTheTrailOnly = [typeof(StageCompleted), typeof(SignalRaised), typeof(RemedialActionOrdered)];

    private static readonly Assembly Domain = typeof(IFact).Assembly;

    private static IEnumerable<Type> Facts => Domain.GetTypes().Where(t => t.IsAssignableTo(typeof(IFact)) && !t.IsInterface);

    private static IEnumerable<Type> Commands => Domain.GetTypes().Where(t => (t.IsAssignableTo(typeof(IProductCommand)) && !t.IsInterface) || t == typeof(DeclareProduct));

    [Fact]
    public void the_domain_refers_to_the_system_alone() =>
        Domain.GetReferencedAssemblies().Select(a => a.Name).Should().OnlyContain(name => name!.StartsWith("System.", StringComparison.Ordinal));

    [Fact]
    public void every_fact_has_a_name_of_its_own_in_kebab_case()
    {
        FactNames.All.Keys.Should().BeEquivalentTo(Facts);
        FactNames.All.Values.Should().OnlyHaveUniqueItems().And.OnlyContain(name => Regex.IsMatch(name, "^[a-z]+(-[a-z]+)+$"));
        FactNames.All.Should().OnlyContain(f => JsonNamingPolicy.KebabCaseLower.ConvertName(f.Key.Name) == f.Value, "a reader of the store finds the type by its name");
    }

    [Fact]
    public void every_fact_is_a_sealed_record_without_a_clock_of_its_own() => Facts.Should().OnlyContain(t => t.IsSealed && t.GetMethod("<Clone>$") != null);

    [Fact]
    public void every_fact_has_a_sentence_and_a_golden_file()
    {
        FactSamples.All.Select(f => f.GetType()).Should().BeEquivalentTo(Facts);
        foreach (var fact in FactSamples.All)
        {
            History.Sentence(fact).ToString().Should().NotBeNullOrWhiteSpace();
            File.Exists(GoldenFile.PathOf($"Facts/{FactNames.Of(fact)}.json")).Should().BeTrue(FactNames.Of(fact));
        }
    }

    [Fact]
    public void every_fact_changes_some_state_or_is_on_the_short_list()
    {
        var changing = new HashSet<Type>();
        var seen = new HashSet<Type>();
        foreach (var journey in Tour.All)
        {
            Product? before = null;
            foreach (var fact in journey.Facts)
            {
                var after = Product.Evolve(before, Support.Journey.Id, fact)!;
                seen.Add(fact.GetType());
                if (before is null || JsonSerializer.Serialize(before) != JsonSerializer.Serialize(after with { Version = before.Version })) changing.Add(fact.GetType());
                before = after;
            }
        }

        seen.Should().BeEquivalentTo(Facts, "the tour records every type of fact");
        Facts.Except(changing).Should().BeEquivalentTo(ForTheTrailOnly);
    }

    [Fact]
    public void every_fact_counts_one_version()
    {
        foreach (var journey in Tour.All) journey.Product.Version.Should().Be(journey.Facts.Count);
    }

    [Fact]
    public void no_command_says_who_acts_or_when()
    {
        var named = from command in Commands
                    from property in command.GetProperties()
                    where property.GetCustomAttribute<JsonIgnoreAttribute>() is null
                    where property.PropertyType == typeof(Actor) || Regex.IsMatch(property.Name, "^(By|Actor|User|Author|Person|Who|At|When|Now|Time|Timestamp|RecordedAt|SignedBy|SignedAt)$")
                    select $"{command.Name}.{property.Name}";

        named.Should().BeEmpty();
    }

    [Fact]
    public void what_the_service_supplies_to_a_command_cannot_be_sent()
    {
        Commands.SelectMany(c => c.GetProperties()).Where(p => p.PropertyType == typeof(Policy)).Should().NotBeEmpty().And.OnlyContain(p => p.GetCustomAttribute<JsonIgnoreAttribute>() != null);
    }

    [Theory]
    [InlineData(@"\bDate(Time|TimeOffset)\.(Utc)?Now\b")]
    [InlineData(@"\bDateTime\.Today\b")]
    [InlineData(@"\bTimeProvider\b")]
    [InlineData(@"\bGuid\.(NewGuid|CreateVersion7)\b")]
    [InlineData(@"\bRandom(NumberGenerator)?\b")]
    [InlineData(@"\bStopwatch\b")]
    [InlineData(@"\bEnvironment\.")]
    [InlineData(@"\b(async|await|Task|ValueTask)\b")]
    [InlineData(@"\b(File|Directory|HttpClient|Console)\.")]
    [InlineData(@"\bstatic (?!readonly|class|partial)[\w<>?\[\]]+ \w+( =[^>]|;)")]
    public void the_domain_has_no_clock_no_chance_no_io_and_no_changing_state(string pattern)
    {
        var found = Sources.Files("src/ProductGate.Domain").SelectMany(f => File.ReadLines(f).Select((line, i) => (File: Sources.Short(f), Number: i + 1, Text: line)))
            .Where(l => !l.Text.TrimStart().StartsWith("//", StringComparison.Ordinal) && Regex.IsMatch(l.Text, pattern)).Select(l => $"{l.File}:{l.Number} {l.Text.Trim()}");

        found.Should().BeEmpty();
    }
}
