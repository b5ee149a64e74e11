using System.Diagnostics;
using System.Text.Json.Nodes;
using ProductGate.Domain;
using ProductGate.Tests.Rules.Properties;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>How few people could bring a product to consumers alone, by hand and against a search that really runs the rules.</summary>
[Collection(Alone.Name)]
public sealed class DutyProverTests(ITestOutputHelper output)
{
    private const int Universes = 300;
    private static readonly Staff Demo = new([.. People.All], []);
    private static readonly Role[] Pool = [Role.ProtectionOffice, Role.ProtectionOffice, Role.ProtectionHead, Role.Compliance, Role.Committee, Role.Testing, Role.Operations, Role.ProductTeam];

    [Fact]
    public void the_shipped_policy_takes_seven_of_the_demo_bank_and_three_who_wait()
    {
        var proofs = DutyProver.Prove(PolicyReader.Default, Demo).ToList();

        proofs.Select(p => (p.Categories.Length, string.Join(' ', p.Grades), p.InTime!.Size, p.Waiting!.Size)).Should().Equal((11, "R1 R2", 7, 3), (11, "R3 R4 R5", 8, 4));
    }

    [Fact]
    public void an_office_that_is_not_asked_makes_the_group_smaller() =>
        Size(Demo, Sample.Policy(p => p["stages"]![4]!["signOffs"]!.AsArray().RemoveAt(0))).Should().Be(6);

    [Fact]
    public void a_person_of_several_offices_makes_it_smaller_but_signs_each_stage_once() => Size(With(People.DoubleHat)).Should().Be(6);

    [Fact]
    public void a_delegation_that_makes_one_signer_of_two_makes_it_smaller() => Size(Lent(People.Tester, People.Operator, Role.Testing)).Should().Be(6);

    [Fact]
    public void a_delegation_that_may_not_be_used_does_not()
    {
        Size(Lent(People.Tester, People.Administrator, Role.Testing)).Should().Be(7, "the administrator never signs");
        Size(Lent(People.Tester, People.Operator, Role.Testing, Power.VerifyOpinions)).Should().Be(7, "the power is another");
        Size(Lent(People.Marketer, People.Operator, Role.Testing)).Should().Be(7, "it was not theirs to pass on");
        Size(Lent(People.Head, People.Officer, Role.ProtectionHead)).Should().Be(7, "one person signs a stage once");
    }

    [Fact]
    public void a_maker_with_an_office_is_no_signer_and_neither_is_who_acts_for_them()
    {
        var everything = People.Designer with { Roles = [Role.ProductTeam, .. Pool.Distinct().Except([Role.ProductTeam])] };

        Size(new([.. People.All.Except([People.Designer, People.TeamMate, People.OtherTeam]), everything], [])).Should().Be(7);
        Size(new([.. People.All.Except([People.Designer, People.TeamMate, People.OtherTeam, People.Tester]), everything], [new(everything.Id, People.Operator.Id, Role.Testing, DateTimeOffset.MaxValue)])).Should().BeNull();
    }

    [Fact]
    public void machines_and_missing_offices_do_not_count()
    {
        Size(new([.. People.All.Except([People.Tester]), People.Tester with { Kind = ActorKind.Machine }], [])).Should().BeNull();
        Size(new([.. People.All.Except([People.Operator])], [])).Should().BeNull();
    }

    [Fact]
    public void who_has_to_write_a_section_may_not_sign_it()
    {
        var policy = Sample.Policy(p => p["sections"]![(int)Section.Testing]!["editors"] = new JsonArray("testing"));

        Size(Demo, policy).Should().BeNull("the only tester writes what testing signs");
        Size(With(People.SecondTester), policy).Should().Be(8);
    }

    /// <summary>Exactness: the named group can, and no smaller one can, whatever it tries.</summary>
    [Fact]
    public void the_answer_is_that_of_an_exhaustive_search()
    {
        var (clock, groups, sizes) = (Stopwatch.StartNew(), 0, new SortedDictionary<int, int>());
        for (var i = 0; i < Universes; i++)
        {
            var dice = new Dice((ulong)(7_000 + i));
            var (policy, staff, grade, waiting) = (Small(dice), Somebody(dice), dice.PickOf<RiskGrade>(), i % 3 == 0);
            var product = new Product { Category = "cards", RiskGrade = grade };
            bool Can(IEnumerable<Actor> some) => new GroupOracle(policy, staff, [.. some], "cards", grade, waiting).CanLaunch();

            var found = DutyProver.Find(policy, staff, product, waiting);

            var where = $"universe {i}: {string.Join("; ", staff.People.Select(p => $"{p.Id} {string.Join('+', p.Roles)}"))}; {string.Join("; ", staff.Delegations)}";
            Can(found is null ? staff.People : staff.People.Where(p => found.Parts.Any(x => x.Person == p.Id))).Should().Be(found is not null, where);
            foreach (var smaller in found is null ? [] : Subsets([.. staff.People], found.Size - 1))
            {
                groups++;
                Can(smaller).Should().BeFalse($"{string.Join(' ', smaller.Select(a => a.Id))} in {where}");
            }
            sizes[found?.Size ?? 0] = sizes.GetValueOrDefault(found?.Size ?? 0) + 1;
        }
        output.WriteLine($"{Universes} universes, {groups} smaller groups tried, {clock.Elapsed.TotalSeconds:0.0} s; sizes (0 is nobody): {string.Join(", ", sizes.Select(s => $"{s.Key}: {s.Value}"))}.");
        sizes.Keys.Should().HaveCountGreaterThan(3, "else the universes are all alike");
    }

    private static int? Size(Staff staff, Policy? policy = null) =>
        DutyProver.Find(policy ?? PolicyReader.Default, staff, new Product { Category = "cards", RiskGrade = RiskGrade.R1 }, waiting: false)?.Size;

    private static Staff With(Actor another) => new(Demo.People.Add(another), []);

    private static Staff Lent(Actor from, Actor to, Role office, Power power = Power.SignOff) => new(Demo.People, [new(from.Id, to.Id, office, DateTimeOffset.MaxValue) { Powers = [power] }]);

    private static IEnumerable<Actor[]> Subsets(Actor[] all, int size) =>
        Enumerable.Range(0, 1 << all.Length).Where(bits => int.PopCount(bits) == size).Select(bits => all.Where((_, i) => (bits >> i & 1) == 1).ToArray());

    /// <summary>The shipped policy with some signatures left out, and here and there a section that only an office may write.</summary>
    private static Policy Small(Dice dice) => Sample.Policy(p =>
    {
        foreach (var stage in p["stages"]!.AsArray().Where(s => (string)s!["stage"]! != "ConsumerProtectionEvaluation" && dice.Chance(50))) stage!["signOffs"]!.AsArray().Clear();
        if (dice.Chance(25)) p["sections"]![(int)Section.Handover]!["editors"] = new JsonArray("operations", "compliance");
    });

    private static Staff Somebody(Dice dice)
    {
        var people = Enumerable.Range(1, 4 + dice.Below(3)).Select(n =>
            new Actor($"p{n}", $"P{n}", [.. Enumerable.Range(0, 1 + dice.Below(4)).Select(_ => dice.Pick(Pool)).Append(n == 1 ? Role.ProductTeam : dice.Pick(Pool)).Distinct()], "", ["cards"])).ToArray();
        Actor Any() => dice.Pick(people);
        var lent = Enumerable.Range(0, dice.Below(3)).Select(_ => Any()).Select(from => new Delegation(from.Id, Any().Id, dice.Pick([.. from.Roles]), DateTimeOffset.MaxValue));
        return new([.. people], [.. lent.Where(d => d.From != d.To && d.Office is not Role.ProductTeam)]);
    }
}
