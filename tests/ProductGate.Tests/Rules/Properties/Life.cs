using System.Collections.Immutable;
using ProductGate.Domain;
using ProductGate.Tests.Support;

namespace ProductGate.Tests.Rules.Properties;

/// <summary>A product beside the oracle's account of it. Immutable, so that many lives can go on from one point.</summary>
internal sealed record Life(Product Product, Ledger Ledger, DateTimeOffset Now, Trail Trail)
{
    /// <summary>The faults found by the last command: rules broken, a refusal that does not help, a gate that disagrees.</summary>
    public ImmutableArray<Breach> Breaches { get; init; } = [];

    /// <summary>Tries after every command what the gate says; else, because that takes longer than all the rest, after every third.</summary>
    public bool Thorough { get; init; }

    public Policy Policy => Rulebooks.Find(Product.Policy, Product.Calendar);

    public static Life Declare(Bank bank, Policy policy)
    {
        var decision = ProductRules.Declare(Journey.Id, Sample.Declaration, People.Designer, Sample.Monday, policy);
        var batch = new Batch(People.Designer, Sample.Monday, decision.Facts);
        var (ledger, breaches) = Oracle.See(new Ledger(bank), batch);
        return new(Fold(null, decision.Facts), ledger, Sample.Monday, new Trail(null, batch)) { Breaches = breaches };
    }

    public static Product Fold(Product? product, IEnumerable<IFact> facts) => facts.Aggregate(product, (p, fact) => Product.Evolve(p, Journey.Id, fact))!;

    public Decision Try(Actor by, IProductCommand command) => ProductRules.Decide(new Situation(Product, by, Now, Policy).HavingOpenedAll(), command);

    /// <summary>Sends a command a second later; the answer tells what became of it.</summary>
    public (Life After, Decision Answer) Do(Actor by, IProductCommand command)
    {
        var then = this with { Now = Now.AddSeconds(1), Breaches = [] };
        return then.At(by, command);
    }

    /// <summary>The timers of everything that is due go off, each at its own time or, if the service was away, all of them now.</summary>
    public IEnumerable<(Life After, Decision Answer)> Wait(TimeSpan time, bool late = false)
    {
        var until = Now + time;
        var life = this;
        while (life.Product.Deadlines.OrderBy(d => d.Due).FirstOrDefault(d => d.IsDue(until)) is { } deadline && life.Breaches.IsEmpty)
        {
            var now = late || deadline.Due < life.Now ? (late ? until : life.Now) : deadline.Due;
            var fired = (life with { Now = now, Breaches = [] }).At(Actor.System, new CheckDeadline(deadline.Id));
            if (fired.After.Product.Deadlines.Any(d => d.Id == deadline.Id)) fired.After = fired.After.With(new Breach("R15", $"{deadline.Key} is due and its timer does nothing."));
            life = fired.After;
            yield return fired;
        }
        life = life with { Now = until };
        yield return ((life with { Breaches = [.. life.Breaches, .. OpinionLaws.AtRest(life.Ledger, until)] }), Decision.Nothing);
    }

    private Life With(Breach breach) => this with { Breaches = [.. Breaches, breach] };

    private (Life After, Decision Answer) At(Actor by, IProductCommand command)
    {
        var decision = Try(by, command);
        if (decision.Refusal is { } refusal) return (this with { Breaches = [.. RefusalLaws.Of(decision), .. GateAgreement.OfRefusal(this, command, refusal)] }, decision);
        if (decision.Facts.IsEmpty) return (this, decision);
        var batch = new Batch(by, Now, decision.Facts, command);
        var (ledger, breaches) = Oracle.See(Ledger, batch);
        var after = this with { Product = Fold(Product, decision.Facts), Ledger = ledger, Trail = new Trail(Trail, batch) };
        return (after with { Breaches = [.. breaches, .. Thorough || after.Product.Version % 3 == 0 ? GateAgreement.Of(after).Concat(RepetitionLaws.Of(after, by, command)) : []] }, decision);
    }
}
