using ProductGate.Domain;
using ProductGate.Tests.Golden;
using ProductGate.Tests.Rules.Properties;

namespace ProductGate.Tests.Rules;

/// <summary>Facts as an object-centric event log: whatever an event or an object is linked with exists by then, and exists once.</summary>
public sealed class OcelTests
{
    private static readonly Guid Product = Guid.Parse("01a00000-0000-7000-8000-000000000001");

    private static IEnumerable<IReadOnlyList<IFact>> Lives =>
        [.. Tour.All.Select(j => j.Facts), .. Enumerable.Range(1, 40).Select(i => RandomHistory.Of((ulong)i * 104_729).Play().End.Trail.InOrder().SelectMany(b => b.Facts).ToList())];

    [Fact]
    public void every_link_leads_to_an_object_that_has_begun()
    {
        foreach (var life in Lives)
        {
            var begun = new HashSet<string>();
            foreach (var fact in life)
            {
                if (Ocel.Begins(Product, fact) is { } o)
                {
                    begun.Add(o.Id).Should().BeTrue($"{o.Id} begins once");
                    o.Attributes.Should().HaveSameCount(OcelTypes.Attributes[o.Type]);
                    o.Links.Where(HasBeginning).Should().NotContain(l => !begun.Contains(l.Id), FactNames.Of(fact));
                }
                Ocel.About(Product, fact, "li.wei").Where(HasBeginning).Should().NotContain(l => !begun.Contains(l.Id), FactNames.Of(fact));
            }
        }
    }

    [Fact]
    public void who_acted_and_for_which_office_is_linked()
    {
        var raised = Lives.SelectMany(l => l).OfType<OpinionRaised>().First();

        Ocel.About(Product, raised, "li.wei").Should().Contain([new("person/li.wei", OcelTypes.Person, "by"), new($"opinion/{raised.OpinionId}", OcelTypes.Opinion, "opinion")])
            .And.Contain(l => l.Type == OcelTypes.Office && l.Qualifier == "for");
        Ocel.About(Product, raised, "").Should().NotContain(l => l.Qualifier == "by", "the service itself is nobody");
    }

    private static bool HasBeginning(OcelLink link) => link.Type is not (OcelTypes.Person or OcelTypes.Office);
}
