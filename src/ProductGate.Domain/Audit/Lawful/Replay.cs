namespace ProductGate.Domain;

/// <summary>
/// Goes through a product's facts as they happened: for each it looks for the act behind it, asks the rules under the pinned policy
/// what that act leads to in that state, and compares. It stops at the first fact that the rules do not give.
/// </summary>
internal sealed class Replay(Guid product, IReadOnlyList<Recorded> facts, StandingPowers standing, Rulebook rules, DateTimeOffset until)
{
    /// <summary>By then an act that was sealed in part is sealed whole.</summary>
    private static readonly TimeSpan LongestSealing = TimeSpan.FromMinutes(10);

    internal const string RolesLost = "the roles of whoever acted were left out, which events before it kept.";

    private readonly SortedSet<string> notes = new(StringComparer.Ordinal);
    private Keeping kept = Keeping.Nothing;
    private Product? state;
    private int at;

    public Verdict Run()
    {
        while (at < facts.Count)
            if (Next() is { } wrong) return new([wrong], [.. notes]);
        return new([], [.. notes]);
    }

    /// <summary>Judges the next act, with all that followed from it.</summary>
    private Finding? Next()
    {
        var first = facts[at];
        if (first.At is not { } now) return Unlawful(first, "it does not say when it happened.", "R13");
        if (kept.Roles && !first.KeepsRoles) return Unlawful(first, RolesLost, "R13");
        if (!first.KeepsRoles) notes.Add("Some events are from before the roles of whoever acted were kept: that one of the roles may do it was checked, not that the person had it.");
        if (state is null) return Declared(first, now);
        if (rules.For(state) is not { } policy) return Unlawful(first, $"policy {state.Policy.Id} version {state.Policy.Version} or its calendar, which judges the product, is not in the bundle with the text that was pinned.", "R11");
        var commands = Acts.Behind([.. facts.Skip(at).Select(f => f.Fact).Take(64)], state, policy, rules).ToList();
        if (commands.Count == 0) return Unlawful(first, WithoutAct.Says(first.Fact, state, policy, now), WithoutAct.RuleOf(first.Fact));
        return Judge(first, Situations(first, state, policy, now).SelectMany(s => commands.Select(c => ProductRules.Decide(s, c))));
    }

    private Finding? Declared(Recorded first, DateTimeOffset now)
    {
        if (first.Fact is not ProductDeclared f) return Unlawful(first, "a product's first fact is its declaration.", "R1");
        if (rules.Find(f.Policy, f.Calendar) is not { } policy) return Unlawful(first, $"policy {f.Policy.Id} version {f.Policy.Version}, or its calendar, is not in the bundle with the text that was pinned.", "R11");
        var command = Acts.Behind(f, facts.Skip(at + 1).Take(2).Select(x => x.Fact));
        return Judge(first, first.Actors(f.Team, kept).Select(by => ProductRules.Declare(product, command, by, now, policy)));
    }

    private IEnumerable<Situation> Situations(Recorded first, Product p, Policy policy, DateTimeOffset now) =>
        first.Actors(p.Team, kept).Select(by => new Situation(p, by, now, policy) { Standing = standing.At(first, now) }.HavingOpenedAll());

    /// <summary>Takes the decision that the log has; else says what is wrong by the one that comes nearest.</summary>
    private Finding? Judge(Recorded first, IEnumerable<Decision> decisions)
    {
        (int Length, Decision Decision)? nearest = null;
        foreach (var decision in decisions)
        {
            var same = decision.Facts.TakeWhile((fact, i) => at + i < facts.Count && facts[at + i].Is(fact, kept)).Count();
            if (same > 0 && (same == decision.Facts.Length || MayBeSealing(same))) return Take(decision, same);
            if (nearest is null || same > nearest.Value.Length || (same == 0 && nearest.Value.Decision.Refusal?.Kind == RefusalKind.Forbidden)) nearest = (same, decision);
        }
        return nearest!.Value.Decision.Refusal is { } refusal ? Refused(first, refusal) : Different(nearest.Value.Length, nearest.Value.Decision);
    }

    /// <summary>The log ends within the act, and the checkpoint is of that moment.</summary>
    private bool MayBeSealing(int same) => at + same == facts.Count && LogTime.Read(facts[^1].Leaf.At) is { } last && until - last < LongestSealing;

    private Finding? Take(Decision decision, int length)
    {
        if (length < decision.Facts.Length) notes.Add("The last act is not sealed to its end yet.");
        for (; length > 0; length--, at++)
        {
            var fact = facts[at];
            if (Times.Fault(fact, at == 0 ? null : facts[at - 1], until) is { } fault) return Unlawful(fact, fault, "R13");
            if (kept.Roles && !fact.KeepsRoles) return Unlawful(fact, RolesLost, "R13");
            if (fact.Fact is SignOffGiven { View: null }) notes.Add("Some signatures are from before what the signer had been shown was kept.");
            (state, kept) = (Product.Evolve(state, product, fact.Fact), kept.After(fact));
        }
        return null;
    }

    private Finding Refused(Recorded first, Refusal refusal)
    {
        var unknown = first.OnBehalfOf is { } principal && !standing.Has(principal) && state?.Delegations.Any(d => d.From == principal) != true ? $" Nothing here says that {principal} had passed a power on." : "";
        var missing = refusal.Kind == RefusalKind.Forbidden ? "" : string.Join(" ", refusal.Missing.Select(m => m.What.ToString()).Distinct());
        return Unlawful(first, $"the rules refuse it ({refusal.Code}): {refusal.Sentence}{(missing.Length == 0 ? "" : $" Missing: {missing}")}{unknown}", refusal.Rule ?? refusal.Code);
    }

    private Finding Different(int same, Decision decision)
    {
        var last = facts[Math.Min(at + same, facts.Count - 1)];
        if (same == decision.Facts.Length) return Unlawful(last, "the rules record nothing for it.", "R14");
        var given = decision.Facts[same];
        if (at + same == facts.Count) return Unlawful(last, $"it is the last fact, and the rules give another after it, {FactNames.Of(given)}: {History.Sentence(given)}", WithoutAct.RuleOf(given));
        return Unlawful(last, last.Fact.GetType() == given.GetType()
            ? $"the rules give it with {Members.Differing(StoredFacts.Write(given), StoredFacts.Write(last.Fact))}."
            : $"the rules give {FactNames.Of(given)} here: {History.Sentence(given)}", WithoutAct.RuleOf(last.Fact));
    }

    private static Finding Unlawful(Recorded fact, string says, string? rule) =>
        new(Finding.Lawful, $"{char.ToUpperInvariant(fact.Name[0])}{fact.Name[1..]}, \"{History.Sentence(fact.Fact)}\": {says}", rule, fact.Leaf.Version);
}
