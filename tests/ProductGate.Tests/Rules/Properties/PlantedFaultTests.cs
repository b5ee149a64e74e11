using System.Collections.Immutable;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>Who watches the oracle: each fault, planted in a history without fault, has to be reported under its rule.</summary>
public sealed class PlantedFaultTests
{
    public static TheoryData<string, string> All => new(PlantedFaults.All.Select(f => (f.Rule, f.Name)));

    [Theory]
    [MemberData(nameof(All))]
    public void the_oracle_reports_a_planted_fault(string rule, string name)
    {
        var fault = PlantedFaults.All.Single(f => f.Name == name);
        Oracle.Judge(Bank.Usual, fault.Sound()).Should().BeEmpty("the history was without fault before");
        Oracle.Judge(Bank.Usual, fault.Planted()).Select(b => b.Rule).Should().Contain(rule, $"{name} is a fault");
    }
}
