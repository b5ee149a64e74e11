using System.Collections.Immutable;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>Judges facts by the rules of domain.md without asking the domain's own rules, gate or state.</summary>
internal static class Oracle
{
    /// <summary>The account after one more batch, and every rule that the batch breaks.</summary>
    public static (Ledger After, ImmutableArray<Breach> Breaches) See(Ledger before, Batch batch)
    {
        var breaches = ImmutableArray.CreateBuilder<Breach>();
        var ledger = before;
        foreach (var fact in batch.Facts)
        {
            breaches.AddRange(TrailLaws.Of(fact, batch));
            breaches.AddRange(StageLaws.Of(ledger, fact, batch));
            breaches.AddRange(LaunchLaws.Of(ledger, fact, batch));
            breaches.AddRange(OpinionLaws.Of(ledger, fact, batch));
            breaches.AddRange(MarketLaws.Of(ledger, fact, batch));
            breaches.AddRange(DeadlineLaws.Of(ledger, fact, batch));
            breaches.AddRange(TimeLaws.Of(ledger, fact, batch));
            breaches.AddRange(SignatureLaws.Of(ledger, fact));
            if (ledger.Count > 0) breaches.AddRange(DutyLaws.Of(ledger, fact, batch));
            ledger = ledger.With(fact);
        }
        breaches.AddRange(StageLaws.After(before, ledger));
        breaches.AddRange(SignatureLaws.After(before, batch));
        breaches.AddRange(MarketLaws.After(ledger));
        breaches.AddRange(DeadlineLaws.After(ledger, batch));
        breaches.AddRange(TimeLaws.After(before, batch));
        return (ledger, breaches.ToImmutable());
    }

    /// <summary>Every rule that a whole history breaks.</summary>
    public static ImmutableArray<Breach> Judge(Bank bank, IEnumerable<Batch> batches)
    {
        var ledger = new Ledger(bank);
        var all = ImmutableArray.CreateBuilder<Breach>();
        foreach (var batch in batches)
        {
            (ledger, var breaches) = See(ledger, batch);
            all.AddRange(breaches);
        }
        return all.ToImmutable();
    }
}
