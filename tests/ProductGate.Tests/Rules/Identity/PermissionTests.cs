using ProductGate.Domain;
using ProductGate.Tests.Rules.Properties;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules;

/// <summary>What a page would offer a person is what the rules would let them do, as far as it is about the person.</summary>
public sealed class PermissionTests
{
    private static readonly string[] Personal = ["own-product", "recused", "condition-owner", "person-needed", "role-not-allowed", "not-your-product", "not-your-delegation", "already-signed", "own-opinion"];

    public static TheoryData<ulong> Seeds() => [.. Enumerable.Range(0, 40).Select(i => 900_000UL + (ulong)i)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void the_permissions_agree_with_the_rules_wherever_a_history_ends(ulong seed)
    {
        var life = RandomHistory.Of(seed).Play().End;
        if (life.Product.IsOver) return;
        foreach (var by in life.Ledger.Bank.People.Concat(People.Extras).Where(p => Visibility.MaySee(new Situation(life.Product, p, life.Now, life.Policy))))
        {
            var situation = new Situation(life.Product, by, life.Now, life.Policy);
            var allowed = Permissions.Of(situation).Select(p => p with { OnBehalfOf = null }).ToHashSet();
            foreach (var (permission, command) in Commands(life))
            {
                var code = ProductRules.Decide(situation, command).Refusal?.Code;
                allowed.Contains(permission).Should().Be(code is null || !Personal.Contains(code), $"{by.Id} ({by.Kind} {string.Join('+', by.Roles)}), {permission}: {code}");
            }
        }
    }

    private static IEnumerable<(Permission, IProductCommand)> Commands(Life life)
    {
        var p = life.Product;
        foreach (var s in Sections.All) yield return (new(Deed.ReviseDossier, Section: s), Sample.Revise(s, "other"));
        foreach (var stage in p.Requests.GroupBy(r => r.Stage).Where(g => g.Any(r => !SignOffs.AreComplete(p, life.Policy, r.Stage, r.Office))))
            yield return (new(Deed.SignOffStage, stage.Key), new SignOffStage(stage.Key, SignOffDecision.Approve, ""));
        foreach (var o in p.Opinions)
        {
            yield return (new(Deed.VerifyOpinion, Subject: o.Id), new VerifyOpinion(true, "x") { OpinionId = o.Id });
            yield return (new(Deed.WithdrawOpinion, Subject: o.Id), new WithdrawOpinion("x") { OpinionId = o.Id });
            yield return (new(Deed.RuleOnOpinion, Subject: o.Id), new RuleOnOpinion(Ruling.Uphold, "x") { OpinionId = o.Id });
        }
        foreach (var c in p.Conditions.Where(c => c.IsOpen)) yield return (new(Deed.CloseCondition, Subject: c.Id), new CloseCondition("x") { ConditionId = c.Id });
        foreach (var r in p.Reviews.Where(r => r.IsOpen)) yield return (new(Deed.CompleteReview, Subject: r.Id), new CompleteReview(ReviewConclusion.Continue, "x") { ReviewId = r.Id });
        foreach (var d in p.Delegations.Where(d => !d.IsOver(life.Now))) yield return (new(Deed.RevokeDelegation, Subject: d.Id), new RevokeDelegation("x") { DelegationId = d.Id });
        yield return (new(Deed.SubmitStage), new SubmitStage());
        yield return (new(Deed.SuspendDistribution), new SuspendDistribution("x"));
        yield return (new(Deed.RetireProduct), new RetireProduct("x"));
        yield return (new(Deed.MigratePolicy), new MigratePolicy(1, "x"));
        yield return (new(Deed.MigrateCalendar), new MigrateCalendar("x", 1, "x"));
        yield return (new(Deed.RaiseOpinion), Sample.Opinion(OpinionKind.Suggestion, Section.Risk));
    }
}
