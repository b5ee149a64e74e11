using System.Collections.Immutable;

namespace ProductGate.Domain;

/// <summary>What was passed on for every product, as the sealed streams of those who passed it on tell, each fact by the rules.</summary>
internal sealed class StandingPowers
{
    private readonly List<Lent> lent = [];

    private sealed record Lent(Delegation Delegation, DateTimeOffset At, long Sequence)
    {
        /// <summary>The act that took it back, with its number.</summary>
        public (DateTimeOffset At, long Sequence)? Ended { get; init; }
    }

    /// <param name="wrong">The first that is unlawful.</param>
    public static StandingPowers Of(IEnumerable<Recorded> facts, DateTimeOffset until, out Finding? wrong)
    {
        var (powers, kept, before) = (new StandingPowers(), Keeping.Nothing, (Recorded?)null);
        foreach (var fact in facts)
        {
            if (before?.Leaf.Stream != fact.Leaf.Stream) (kept, before) = (Keeping.Nothing, null);
            var fault = Times.Fault(fact, before, until) ?? (kept.Roles && !fact.KeepsRoles ? Replay.RolesLost : powers.Take(fact, kept));
            wrong = fault is null ? null : new(Finding.Lawful, $"In delegations for all products, {fact.Name}, \"{History.Sentence(fact.Fact)}\": {fault}", "R5");
            if (wrong is not null) return powers;
            (kept, before) = (kept.After(fact), fact);
        }
        wrong = null;
        return powers;
    }

    /// <summary>What this person could do in others' names at that moment, by whoever they say they acted for first.</summary>
    public ImmutableArray<Delegation> At(Recorded act, DateTimeOffset now) =>
        [.. lent.Where(l => l.Delegation.To == act.Leaf.Actor.Id && Runs(l, act.Leaf.Sequence, now)).Select(l => l.Delegation).OrderBy(d => d.From != act.OnBehalfOf)];

    public bool Has(string principal) => lent.Any(l => l.Delegation.From == principal);

    private static bool Runs(Lent l, long sequence, DateTimeOffset now) =>
        l.Sequence < sequence && !l.Delegation.IsOver(now) && !(l.Ended is { } ended && ended.Sequence < sequence && ended.At <= now);

    /// <summary>What is wrong with it; null where the rules give it.</summary>
    private string? Take(Recorded fact, Keeping kept)
    {
        if (fact.At is not { } now) return null;
        var decisions = fact.Actors("", kept).Select(by => Decide(fact.Fact, by, now)).ToList();
        if (!decisions.Any(d => d.Facts is [var given] && fact.Is(given, kept))) return decisions[0].Refusal is { } no ? $"the rules refuse it ({no.Code}): {no.Sentence}" : "the rules give another fact here.";
        if (Delegation.StreamOf(fact.Fact is AuthorityDelegated { From: var from } ? from : ((DelegationRevoked)fact.Fact).From) != fact.Leaf.Stream) return "it is in the stream of somebody else.";
        if (fact.Fact is AuthorityDelegated f) lent.Add(new(new(f.From, f.To, f.Office, f.Until) { Id = f.DelegationId ?? Guid.Empty, Powers = [.. f.Powers ?? [Power.SignOff]] }, f.At, fact.Leaf.Sequence));
        else if (lent.FindIndex(l => l.Delegation.Id == ((DelegationRevoked)fact.Fact).DelegationId) is >= 0 and var i) lent[i] = lent[i] with { Ended = (now, fact.Leaf.Sequence) };
        return null;
    }

    /// <remarks>Whether it made a chain with delegations that are not in the bundle is not seen here.</remarks>
    private Decision Decide(IFact fact, Actor by, DateTimeOffset now) => fact switch
    {
        AuthorityDelegated f => DelegationRules.Decide(by, new DelegateAuthority(f.To, f.Office, f.Until, f.Reason, f.Powers), now, f.DelegationId ?? Guid.Empty, []),
        DelegationRevoked f when lent.Find(l => l.Delegation.Id == f.DelegationId) is { } l => DelegationRules.Decide(by, l.Ended is null ? l.Delegation : l.Delegation with { Revoked = true }, f.Reason, now),
        _ => DelegationRules.Unknown,
    };
}
