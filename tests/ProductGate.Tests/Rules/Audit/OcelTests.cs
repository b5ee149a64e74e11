using ProductGate.Domain;
using ProductGate.Tests.Golden;
using ProductGate.Tests.Rules.Properties;

namespace ProductGate.Tests.Rules;

/// <summary>Facts as an object-centric event log: whatever an event or an object is linked with exists, and exists once.</summary>
public sealed class OcelTests
{
    private static readonly Guid Product = Guid.Parse("01a00000-0000-7000-8000-000000000001");

    private static IEnumerable<IReadOnlyList<IFact>> Lives =>
        [.. Tour.All.Select(j => j.Facts), .. Enumerable.Range(1, 40).Select(i => RandomHistory.Of((ulong)i * 104_729).Play().End.Trail.InOrder().SelectMany(b => b.Facts).ToList())];

    [Fact]
    public void every_link_leads_to_an_object_and_each_begins_once()
    {
        foreach (var life in Lives)
        {
            var begun = life.Select((fact, i) => Ocel.Begins(Product, i + 1, fact)).OfType<OcelObject>().ToList();
            begun.Select(o => o.Id).Should().OnlyHaveUniqueItems();
            begun.Should().NotContain(o => o.Attributes.Length != OcelTypes.Attributes[o.Type].Length);
            var known = begun.Select(o => (o.Id, o.Type)).ToHashSet();
            begun.SelectMany(o => o.Links).Concat(life.SelectMany((fact, i) => Ocel.About(Product, i + 1, fact, "li.wei")))
                .Where(HasBeginning).Should().NotContain(l => !known.Contains(new(l.Id, l.Type)));
        }
    }

    [Fact]
    public void who_acted_and_for_which_office_is_linked()
    {
        var raised = Lives.SelectMany(l => l).OfType<OpinionRaised>().First();

        Ocel.About(Product, 9, raised, "li.wei").Should().Contain([new("person/li.wei", OcelTypes.Person, "by"), new($"opinion/{raised.OpinionId}", OcelTypes.Opinion, "opinion")])
            .And.Contain(l => l.Type == OcelTypes.Office && l.Qualifier == "for");
        Ocel.About(Product, 9, raised, "").Should().NotContain(l => l.Qualifier == "by", "the service itself is nobody");
    }

    private static bool HasBeginning(OcelLink link) => link.Type is not (OcelTypes.Person or OcelTypes.Office);
}
