using System.Text.Json;
using JasperFx;
using JasperFx.CommandLine;
using ProductGate.Domain;
using ProductGate.Service.Policies;

namespace ProductGate.Service.Identity;

public sealed class ProveDutiesInput : NetCoreInput
{
    [Description("JSON file of people and delegations; the demo bank's without it")]
    [FlagAlias("people", true)]
    public string? PeopleFlag { get; set; }

    [Description("A policy document; the shipped one without it")]
    [FlagAlias("policy", true)]
    public string? PolicyFlag { get; set; }

    [Description("How many people a launch is to take at least")]
    [FlagAlias("minimum", true)]
    public int MinimumFlag { get; set; } = 4;

    [Description("Leave out groups that let deadlines pass until a superior may sign")]
    [FlagAlias("in-time", true)]
    public bool InTimeFlag { get; set; }
}

[Description("Prove how few people could bring a product to consumers alone; fails below the minimum", Name = "prove-duties")]
public sealed class ProveDutiesCommand : JasperFxCommand<ProveDutiesInput>
{
    public override bool Execute(ProveDutiesInput input)
    {
        try
        {
            var (policy, staff) = (PolicyShelf.Read(input.PolicyFlag), input.PeopleFlag is { } file ? ProofPeople.Read(file) : ProofPeople.Demo());
            Console.WriteLine($"Policy {policy.Id} version {policy.Version}; {staff.People.Length} people, {staff.Delegations.Length} delegations. A launch is to take {input.MinimumFlag} people or more.");
            var proofs = DutyProver.Prove(policy, staff).ToList();
            foreach (var proof in proofs) Print(proof, policy, input.InTimeFlag);
            var least = proofs.SelectMany(p => input.InTimeFlag ? [p.InTime] : (SmallestGroup?[])[p.InTime, p.Waiting]).OfType<SmallestGroup>().Select(g => (int?)g.Size).Min();
            var holds = least is null || least >= input.MinimumFlag;
            Console.WriteLine(least is null ? "Nobody can launch anything: the bank lacks an office." : $"{(holds ? "Holds" : "FAILS")}: {least} people are enough, {input.MinimumFlag} are to be needed.");
            return holds;
        }
        catch (Exception e) when (e is InvalidPolicyException or JsonException or IOException)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return false;
        }
    }

    private static void Print(GroupsFor proof, Policy policy, bool inTimeOnly)
    {
        var categories = proof.Categories.Length == policy.Categories.Length ? "every category" : string.Join(", ", proof.Categories);
        Console.WriteLine();
        Console.WriteLine($"{categories}, risk {string.Join(" ", proof.Grades)}");
        Print("everybody signs in time", proof.InTime);
        if (!inTimeOnly) Print("deadlines are let pass", proof.Waiting);
    }

    private static void Print(string how, SmallestGroup? group)
    {
        Console.WriteLine(group is null ? $"  {how}: nobody can launch it" : $"  {how}: {group.Size} people");
        foreach (var person in group?.Parts.GroupBy(p => p.Person) ?? []) Console.WriteLine($"    {person.Key,-12} {string.Join("; ", person.Select(p => p.Does))}");
    }
}
