using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>
/// Computes how few people could bring a product to consumers alone: what separation of duties is worth under a policy, with
/// the people a bank really has. The search is exact: it grows groups by whoever could give what they lack, smallest first.
/// </summary>
public static class DutyProver
{
    /// <summary>One answer for every kind of product that the policy treats differently.</summary>
    public static IEnumerable<GroupsFor> Prove(Policy policy, Staff staff) =>
        from category in policy.Categories
        from grade in Enum.GetValues<RiskGrade>()
        let product = new Product { Category = category, RiskGrade = grade }
        group (Category: category, Grade: grade, Product: product) by Needs(product, policy) into alike
        let some = alike.First().Product
        select new GroupsFor(
            [.. alike.Select(x => x.Category).Distinct()], [.. alike.Select(x => x.Grade).Distinct()], Find(policy, staff, some, waiting: false), Find(policy, staff, some, waiting: true));

    /// <summary>A smallest group for a product of this category and grade; null if all people together could not launch it.</summary>
    public static SmallestGroup? Find(Policy policy, Staff staff, Product product, bool waiting)
    {
        var search = new Search(new Candidates(policy, staff, waiting), Seat.Of(product, policy).ToLookup(s => s.Stage), [.. Foreign(policy, product)], staff.People);
        return search.Smallest() is { } plan ? new([.. plan]) : null;
    }

    /// <summary>Sections that must be filled in and that no product team may write: somebody of an office becomes a contributor.</summary>
    private static IEnumerable<(Section Section, Role[] Editors)> Foreign(Policy policy, Product product) =>
        policy.Stages.SelectMany(s => s.RequiresOf(product)).Select(r => r.Section).Append(Section.MonitoringPlan).Distinct().Select(s => (s, policy.Of(s).Editors)).Where(x => !x.Editors.Contains(Role.ProductTeam));

    private static string Needs(Product product, Policy policy) => string.Join(';',
        Seat.Of(product, policy).Select(s => $"{s.Stage} {s.Asked.Office} {s.Number} {string.Join(' ', s.Asked.Sections)} {string.Join(' ', s.Asked.Members ?? [])}").Concat(Foreign(policy, product).Select(f => $"{f.Section}")));

    private sealed class Search(Candidates candidates, ILookup<Stage, Seat> seats, (Section Section, Role[] Editors)[] foreign, ImmutableArray<Actor> people)
    {
        private readonly HashSet<string> tried = [];

        public List<Part>? Smallest()
        {
            var makers = people.Where(Candidates.MayDeclare).DistinctBy(candidates.ClassOf).Where(m => With(m, [.. people.Where(p => p != m)]).Plan() is not null).ToList();
            for (var size = 0; makers.Count > 0; size++)
            {
                tried.Clear();
                foreach (var maker in makers)
                    if (Grow(maker, [], size) is { } plan) return plan;
            }
            return null;
        }

        private Attempt With(Actor maker, Actor[] judges) => new(candidates, seats, foreign, maker, judges);

        /// <summary>A plan for the group with at most so many more people. Whoever is added could give something that is missing: no group without need is tried.</summary>
        private List<Part>? Grow(Actor maker, Actor[] judges, int more)
        {
            if (!tried.Add($"{maker.Id}|{string.Join(' ', judges.Select(j => j.Id).Order(StringComparer.Ordinal))}")) return null;
            var attempt = With(maker, judges);
            if (attempt.Plan() is { } plan) return plan;
            if (more == 0) return null;
            foreach (var another in Useful(attempt, [.. people.Where(p => p != maker && !judges.Contains(p))]).DistinctBy(candidates.ClassOf))
                if (Grow(maker, [.. judges, another], more - 1) is { } found) return found;
            return null;
        }

        /// <remarks>Where the maker's team may not write everything, who writes bears on who signs, and anybody may be of use.</remarks>
        private IEnumerable<Actor> Useful(Attempt attempt, Actor[] others)
        {
            if (foreign.Length > 0) return others;
            if (attempt.LacksEvaluator) return others.Where(Candidates.MayEvaluate);
            return attempt.Stuck() is { } stage ? seats[stage].SelectMany(s => candidates.For(s, others)).Select(x => x.Person).Distinct() : others;
        }
    }
}
