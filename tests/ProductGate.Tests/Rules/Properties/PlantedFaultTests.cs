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

    /// <summary>What a rule would answer that had forgotten one part of R14.</summary>
    public static TheoryData<string, string, Missing[], bool> Unhelpful => new()
    {
        { "stage-not-open", "The stage is not open.", [], false },
        { "stage-not-open", "The stage is not open.", [new(" ", Role.Testing)], false },
        { "stage-not-open", "The stage is not open.", [new("Open the stage.", (Role)99)], false },
        { "Stage not open", "The stage is not open.", [new("Open the stage.", Role.Testing)], false },
        { "stage-not-open", "", [new("Open the stage.", Role.Testing)], false },
        { "stage-not-open", "The stage is not open.", [new("Open the stage.", Role.Testing)], true },
    };

    [Theory]
    [MemberData(nameof(Unhelpful))]
    public void the_oracle_reports_a_refusal_that_does_not_help(string code, string sentence, Missing[] missing, bool recorded)
    {
        var sound = Decision.Refuse("stage-not-open", "The stage is not open.", "R1", [new("Open the stage.", Role.Testing)]);
        RefusalLaws.Of(sound).Should().BeEmpty();

        var planted = Decision.Refuse(code, Phrase.Verbatim(sentence), "R1", missing) with { Facts = recorded ? [new StageCompleted(Stage.Handover, 1, 1)] : [] };
        RefusalLaws.Of(planted).Select(b => b.Rule).Should().Equal("R14");
        RefusalLaws.Of(planted with { Refusal = planted.Refusal! with { Kind = RefusalKind.Forbidden } }).Should().NotBeEmpty();
    }

    [Fact]
    public void the_oracle_reports_a_command_that_records_twice()
    {
        var (before, command) = (SoundLives.Filed(), new SignOffStage(Stage.RegulatoryFiling, SignOffDecision.Approve, ""));
        RepetitionLaws.Of(before.Must(People.Compliance, command), People.Compliance, command).Should().BeEmpty();

        RepetitionLaws.Of(before, People.Compliance, command).Select(b => b.Rule).Should().Equal(["R12"], "this is what it would be like if the rule forgot the signature");
    }
}
